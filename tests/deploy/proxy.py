"""The real docs/deploy/nginx.conf, in a folder of a test and on free ports."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tests.conftest import ROOT

DEPLOY = ROOT / "docs" / "deploy"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


def a_certificate(folder: Path) -> None:
    """A certificate for 127.0.0.1 that nobody vouches for."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.crt"),
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip


def configured(folder: Path, port: int, upstream: Sequence[int]) -> Path:
    """The file with nothing changed but its ports and the places of files, and for more processes than
    two the line of the first once more each."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for old, new in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("/etc/drafting/tls", str(folder / "tls")),
        ("/run/nginx.pid", str(folder / "nginx.pid")),
        ("/var/log/nginx/", f"{folder}/"),
        ("worker_processes auto;", "worker_processes 1;"),
    ):
        assert old in text, old
        text = text.replace(old, new)
    names = (DEPLOY / "upstream.conf").read_text(encoding="utf-8")
    first, second = (line for line in names.splitlines(keepends=True) if "server 127" in line)
    assert second == first.replace(":7861", ":7862"), second
    lines = (first.replace(":7861", f":{own}") for own in upstream)
    names = names.replace(first + second, "".join(lines))
    (folder / "upstream.conf").write_text(names, encoding="utf-8")
    path = folder / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    return path


@contextmanager
def nginx_before(folder: Path, upstream: Sequence[int]) -> Iterator[str]:
    """nginx before app processes; its address."""
    a_certificate(folder)
    port = free_port()
    path = configured(folder, port, upstream)
    bodies = [f"{kind}_temp_path {folder}/{kind};" for kind in
              ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")]  # fmt: skip
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("http {", "http {\n" + "\n".join(bodies), 1), encoding="utf-8")
    nobody = "daemon off;" + (" user root;" if os.getuid() == 0 else "")
    process = subprocess.Popen(
        [NGINX, "-p", str(folder), "-c", str(path), "-e", str(folder / "error.log"), "-g", nobody]
    )
    atexit.register(process.kill)
    try:
        _wait_for(port)
        yield f"https://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
            return
        time.sleep(0.05)
    raise AssertionError("nginx does not listen")


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
