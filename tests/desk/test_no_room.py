"""A file handed in on a full disk: what the browser is told; see also tests/crowd/test_full_disk.py."""

from __future__ import annotations

import errno

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from drafting.desk.no_room import NoRoom


def _upload(number: int) -> tuple[int, str]:
    inner, outer = FastAPI(), FastAPI()

    @inner.post("/upload")
    def upload() -> None:
        raise OSError(number, "as the system says")

    outer.mount("/", inner)
    answer = TestClient(NoRoom(outer), raise_server_exceptions=False).post("/upload")
    return answer.status_code, answer.text


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told(number: int) -> None:
    assert _upload(number) == (507, "文件存不下来，请检查磁盘空间后重试。")


def test_other_trouble_is_answered_as_before() -> None:
    assert _upload(errno.EIO) == (500, "Internal Server Error")
