"""``python app.py``: what it refuses, in one Chinese sentence and exit code 2, and how it stops."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.running import ROOT, RunningDesk


def _refusal(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "app.py", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    [sentence] = done.stderr.splitlines()
    return sentence


@pytest.mark.enable_socket
def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        sentence = _refusal("--port", str(port), "--data", str(tmp_path))
    assert f"端口 {port} 已被占用" in sentence
    assert "--port" in sentence


@pytest.mark.parametrize("port", ["-1", "70000"])
def test_a_port_that_is_none(port: str, tmp_path: Path) -> None:
    assert "--port" in _refusal(f"--port={port}", "--data", str(tmp_path))


def test_a_data_folder_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    assert "--data" in _refusal("--port", "0", "--data", str(file / "data"))
    assert "换一个数据文件夹" in _refusal("--port", "0", "--data", "/proc/self")


def test_a_database_that_is_broken_is_left_as_it_is(tmp_path: Path) -> None:
    database = tmp_path / "drafting.db"
    database.write_bytes(b"not a database at all" * 99)
    assert "已损坏" in _refusal("--port", "0", "--data", str(tmp_path))
    assert database.read_bytes() == b"not a database at all" * 99


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.com"])
def test_other_machines_only_with_a_password(host: str, tmp_path: Path) -> None:
    assert "--auth" in _refusal("--host", host, "--data", str(tmp_path))


@pytest.mark.parametrize("auth", ["user", "user:", ":word"])
def test_a_password_without_a_user(auth: str, tmp_path: Path) -> None:
    assert "用户名:密码" in _refusal("--auth", auth, "--data", str(tmp_path))


@pytest.mark.enable_socket
def test_without_the_password_nothing_is_shown(tmp_path: Path) -> None:
    desk = RunningDesk(tmp_path, "--auth", "li:word", DRAFTING_EMBEDDINGS="off")
    desk.start()
    with pytest.raises(urllib.error.HTTPError, match="401") as refused:
        urllib.request.urlopen(f"{desk.address}config", timeout=10)
    refused.value.close()
    desk.stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly(number: signal.Signals, tmp_path: Path) -> None:
    desk = RunningDesk(tmp_path, DRAFTING_EMBEDDINGS="off")
    desk.start()
    assert desk.address.startswith("http://127.0.0.1:")
    assert desk.stop(number) == (0, "")


@pytest.mark.enable_socket
@pytest.mark.parametrize("seconds", [3.2, 3.7, 4.2])
def test_it_stops_while_it_loads_what_the_checks_stand_on(tmp_path: Path, seconds: float) -> None:
    """A thread that is cut off within a library's own code aborted the process: exit code -6."""
    desk = RunningDesk(tmp_path, DRAFTING_EMBEDDINGS="off")
    desk.start()
    time.sleep(seconds)
    assert desk.stop() == (0, "")
