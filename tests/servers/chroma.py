"""The real Chroma server on a free port of 127.0.0.1, to be stopped and started as an operator would."""

from __future__ import annotations

import atexit
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

_PROGRAM = Path(sys.executable).parent / "chroma"


class Chroma:
    """A server that runs, with what it holds in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self._port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start it on its port, and wait until it listens."""
        self._process = subprocess.Popen(
            [str(_PROGRAM), "run", "--path", str(self._folder), "--host", "127.0.0.1",
             "--port", str(self._port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        atexit.register(self._process.kill)  # whatever becomes of the test
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the Chroma server did not start")

    def stop(self) -> None:
        """As ``systemctl stop`` does."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None

    def close(self) -> None:
        """Stop it for good."""
        self.stop()
