"""The real program in a process of its own, for tests."""

from __future__ import annotations

import atexit
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ADDRESS = re.compile(r"http://\S+/")


class RunningDesk:
    """``python app.py`` on a free port, with its data in a folder."""

    def __init__(self, data: Path, *options: str, **environment: str) -> None:
        self._command = [sys.executable, "app.py", "--port", "0", "--data", str(data), *options]
        self._environment = {**os.environ, **environment}
        self._process: subprocess.Popen[str] | None = None
        self.address = ""

    def start(self) -> None:
        """Start, and wait until the page can be opened."""
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, env=self._environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        atexit.register(self._process.kill)  # whatever becomes of the test
        assert self._process.stdout is not None
        said = ADDRESS.search(self._process.stdout.readline())
        if said is None:
            raise AssertionError(self._process.communicate(timeout=10)[1])
        self.address = said[0]

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """End the process; returns its exit code and what it said on stderr."""
        assert self._process is not None
        self._process.send_signal(number)
        errors = self._process.communicate(timeout=30)[1]
        return self._process.returncode, errors

    def memory(self) -> float:
        """What the process holds of the machine's memory, in MB (Linux)."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1]) / 1024
