"""The Chroma server, where one is set: it answers. Uses the network then."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from drafting.doctor.records import Examined
from drafting.settings import Settings

NAME = "向量服务"
_PATIENCE = 5
"""Seconds."""
_SEARCH = "按词查找照常可用，按意思查找暂停"


def examine(settings: Settings) -> Examined:
    """Ask the server for its version and a sign of life."""
    address = settings.chroma_url.rstrip("/")
    if not address:
        return Examined(NAME, "good", ("没有设置 Chroma 服务，向量存在数据文件夹。",))
    host = urlsplit(address).netloc.rpartition("@")[2]
    try:
        version = _asked(f"{address}/api/v2/version")
        _asked(f"{address}/api/v2/heartbeat")
    except (OSError, ValueError):
        said = f"Chroma 服务（{host}）没有应答，{_SEARCH}。请检查 CHROMA_URL 和那台服务。"
        return Examined(NAME, "problem", (said,))
    return Examined(NAME, "good", (f"Chroma {version}（{host}）。",), {"version": str(version)})


def _asked(address: str) -> object:
    if urlsplit(address).scheme not in ("http", "https"):
        raise ValueError("no address of a server")
    with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
        return json.loads(answer.read(10_000))
