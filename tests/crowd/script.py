"""What the office's model server answers: proper prose at a human pace, and now and then what servers
do on a bad day. Which answers go wrong is settled by the prompt and how often it came, so that two
runs are alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from zlib import crc32

from tests.engines.scripted import script
from tests.servers.replies import Reply, Request

_SEEN: Counter[int] = Counter()
_TOO_MANY = Reply(status=429, headers={"Retry-After": "1"})


def bad_days(request: Request) -> Reply:
    """One answer in nine slow, one in eleven cut in the middle, one in thirteen refused for a second,
    one in seventeen a failure of the server; asked again, it comes as it should."""
    mark = crc32(request.prompt.encode())
    _SEEN[mark] += 1
    usual = script(request)
    usual = replace(usual, first=0.3, pause=0.02, chunk=8)
    if _SEEN[mark] > 1:
        return usual
    if mark % 9 == 0:
        return replace(usual, first=4.0, pause=0.1)
    if mark % 11 == 0:
        return replace(usual, cut=max(1, len(usual.text) // 16))
    if mark % 13 == 0:
        return _TOO_MANY
    return Reply(status=503) if mark % 17 == 0 else usual
