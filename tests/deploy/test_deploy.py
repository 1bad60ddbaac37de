"""What docs/deploy holds is true of the program: ports, settings, files, and nginx reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from drafting.desk.server import KEPT_OPEN
from drafting.desk.tracking import ROUTE
from drafting.secret_files import SECRETS
from drafting.settings import Settings
from tests.conftest import ROOT
from tests.deploy.proxy import a_certificate, configured

DEPLOY = ROOT / "docs" / "deploy"
OTHERS = {"FORWARDED_ALLOW_IPS", "PYTHONUNBUFFERED"}
"""Variables of uvicorn and Python."""


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load(read("compose.yaml"))
    return parsed


def known(names: set[str]) -> None:
    """Each is a setting, or the file of a secret."""
    fields = {name.upper() for name in Settings.model_fields}
    fields |= {f"{name}_FILE" for name in SECRETS} | OTHERS
    assert names <= fields, names - fields


def default_port() -> str:
    found = re.search(r'"--port", type=int, default=(\d+)', (ROOT / "app.py").read_text("utf-8"))
    assert found
    return found[1]


@pytest.mark.network
@pytest.mark.enable_socket
def test_nginx_takes_the_file(tmp_path: Path) -> None:
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(nginx).exists():
        pytest.skip("nginx is not installed here")
    a_certificate(tmp_path)
    path = configured(tmp_path, port=44380, upstream=[7861, 7862])
    done = subprocess.run(
        [nginx, "-t", "-p", str(tmp_path), "-c", str(path), "-e", str(tmp_path / "error.log")],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_proxies_close_what_is_for_this_machine_and_let_streams_through() -> None:
    nginx, caddy = read("nginx.conf"), read("Caddyfile")
    for place in ("/metrics", "/readyz"):
        assert re.search(rf"location = {place} {{ return 404; }}", nginx)
        assert re.search(rf"@closed path .*{place}", caddy)
    assert f"$cookie_{ROUTE}" in nginx
    assert "proxy_buffering off;" in nginx
    assert "flush_interval -1" in caddy
    assert "$proxy_add_x_forwarded_for" not in nginx  # a browser could choose its address
    assert "header_up X-Forwarded-For {remote_host}" in caddy
    from drafting.desk.door import LARGEST_UPLOAD

    limit = f"{LARGEST_UPLOAD >> 20}m"
    assert f"client_max_body_size {limit};" in nginx
    assert f"max_size {limit.upper()}B" in caddy


def test_a_process_keeps_connections_open_longer_than_a_proxy() -> None:
    """Else a click is sent into a connection that closes in this moment, and answered with 502."""
    for name in ("upstream.conf", "upstream-compose.conf"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        [seconds] = re.findall(r"keepalive_timeout (\d+)s;", text)
        assert int(seconds) < KEPT_OPEN
    of_caddy = 120  # its own measure, which the Caddyfile leaves as it is
    assert "keepalive" not in (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert of_caddy < KEPT_OPEN


def test_no_log_of_a_proxy_holds_addresses_of_drafts_or_names_of_files() -> None:
    found = re.search(r"log_format brief '([^']*)'", read("nginx.conf"))
    assert found
    assert not re.search(r"\$(request|request_uri|uri|args|query_string|http_referer)\b", found[1])


def test_the_same_ports_everywhere(compose: dict[str, Any]) -> None:
    ports = set(re.findall(r"server 127\.0\.0\.1:(\d+)", read("upstream.conf")))
    assert len(ports) == 2
    assert set(re.findall(r"127\.0\.0\.1:(78\d\d)", read("Caddyfile"))) == ports
    assert set(re.findall(r"drafting@(\d+)", read("drafting@.service"))) == ports
    inside = {service: f"{service}:{default_port()}" for service in ("desk1", "desk2")}
    for service, address in inside.items():
        assert f"server {address} " in read("upstream-compose.conf")
        assert compose["services"][service]["expose"] == [default_port()]
    assert f"EXPOSE {default_port()}" in read("Dockerfile")
    assert f"127.0.0.1:{default_port()}/readyz" in read("Dockerfile")


def test_compose_names_settings_volumes_and_secrets_that_exist(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == {"database", "chroma", "desk1", "desk2", "proxy"}
    for name in ("desk1", "desk2"):
        desk = services[name]
        known(set(desk["environment"]))
        assert set(desk["secrets"]) <= set(compose["secrets"])
        for variable, value in desk["environment"].items():
            if variable.endswith("_FILE"):
                assert Path(value).name in desk["secrets"]
        assert desk["build"]["dockerfile"] == "docs/deploy/Dockerfile"
        chroma = desk["environment"]["CHROMA_URL"]
        assert chroma == f"http://chroma:{services['chroma']['expose'][0]}"
        assert desk["networks"] == ["inside"]
        subnet = compose["networks"]["inside"]["ipam"]["config"][0]["subnet"]
        assert desk["environment"]["FORWARDED_ALLOW_IPS"] == subnet
    named = {v.partition(":")[0] for s in services.values() for v in s.get("volumes", ())}
    assert {v for v in named if not v.startswith(".")} == set(compose["volumes"])
    for volume in (v.partition(":")[0] for v in services["proxy"]["volumes"]):
        assert "secrets" in volume or (DEPLOY / volume).is_file()
    assert [n for n, s in services.items() if "ports" in s] == ["proxy"]


def test_nothing_there_is_a_secret() -> None:
    for path in DEPLOY.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?i)(password|key|token)\s*[=:]\s*[\w-]{6,}$", text, re.MULTILINE)


def test_the_versions_are_those_that_are_locked(compose: dict[str, Any]) -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    chroma = compose["services"]["chroma"]["image"].partition(":")[2]
    assert re.search(rf"^chromadb=={re.escape(chroma)} ", lock, re.MULTILINE)
    python = re.search(r"FROM python:(\d+\.\d+)-slim", read("Dockerfile"))
    assert python
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'requires-python = ">={python[1]}"' in project


def test_the_image_holds_what_the_program_needs() -> None:
    text = read("Dockerfile")
    copied = {
        word
        for line in re.findall(r"^COPY (.+)$", text, re.MULTILINE)
        for word in line.split()[:-1]
    }
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    packages = re.search(r"packages = \[([^\]]+)\]\n\n\[tool\.ruff\]", project)
    assert packages
    assert set(re.findall(r'"(\w+)"', packages[1])) <= copied
    assert {"app.py", "requirements.lock"} <= copied
    assert all((ROOT / name).exists() for name in copied)
    assert "--require-hashes" in text
    assert re.search(r"^USER drafting$", text, re.MULTILINE)
    known(set(re.findall(r"\b([A-Z][A-Z_]+)=", re.findall(r"^ENV .*$", text, re.MULTILINE)[0])))


def test_the_environment_file_names_settings() -> None:
    text = read("drafting.env")
    known(set(re.findall(r"^(?:# )?([A-Z_]+)=", text, re.MULTILINE)))
    values = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))
    Settings.model_validate({name.lower(): value for name, value in values.items()})


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    text = read("drafting@.service")
    known(set(re.findall(r"^Environment=([A-Z_]+)=", text, re.MULTILINE)))
    assert re.search(r"^KillSignal=SIGTERM$", text, re.MULTILINE)
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not installed here")
    unit = tmp_path / "drafting@7861.service"
    there = text.replace("/opt/drafting/.venv/bin/python", "/bin/sh")  # it looks for the program
    unit.write_text(there, encoding="utf-8")
    done = subprocess.run(
        [analyze, "verify", "--man=no", str(unit)], capture_output=True, text=True, timeout=60
    )
    complaints = [line for line in done.stderr.splitlines() if unit.name in line]
    assert complaints == []
