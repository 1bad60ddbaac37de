"""Plain text in the encodings Chinese files arrive in: UTF-8, UTF-16, GB18030, Big5."""

from __future__ import annotations

import codecs
from pathlib import Path

from retrieval.errors import UnreadableError

SUFFIXES = (".txt", ".text")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The commonest characters of both scripts. Text read in the wrong encoding has next to none of
# them, while a statistical detector confuses GB18030 with Big5 on files of a few lines.
_COMMON = frozenset(
    "的一是在了和有人大中上为以地到不我这工作年月日部市县委同志们要全发展行政会民生"
    "為這個國會們發展産產業務實設來對時動學經機關長員區縣黨書記開進從與後項組織"
)
_LEAST_SHARE = 0.04
_ALLOWED_CONTROLS = "\n\r\t\f\v\x1a\u0085"


def read(path: Path) -> str:
    """Return the text of a plain text file.

    Raises:
        OSError: the file cannot be opened.
        UnreadableError: it is not text.
    """
    return decode(path.read_bytes())


def decode(data: bytes) -> str:
    """Decode bytes by their byte order mark, as UTF-8, or as the Chinese encoding that fits best.

    Returns text with Unix line ends and without a byte order mark.

    Raises:
        UnreadableError: no encoding gives text.
    """
    text = _decoded(data)
    if text is None or _looks_binary(text):
        raise UnreadableError("文件不是文本或已经损坏，请用原来的软件打开核对、另存后再添加")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x1a", "")


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data, encoding)
    utf8 = _try(data, "utf-8")
    if utf8 is not None and "\x00" not in utf8:
        return utf8
    return _best_guess(data) or _detected(data)


def _best_guess(data: bytes) -> str | None:
    guesses = [_try(data, name) for name in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")]
    best = max((guess for guess in guesses if guess), key=_common_share, default=None)
    return best if best is not None and _common_share(best) >= _LEAST_SHARE else None


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    match = from_bytes(data[:100_000], cp_isolation=["gb18030", "big5", "cp1252"]).best()
    return None if match is None else _try(data, match.encoding)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _common_share(text: str) -> float:
    return sum(character in _COMMON for character in text) / max(len(text), 1)


def _looks_binary(text: str) -> bool:
    controls = sum((c < " " and c not in _ALLOWED_CONTROLS) or "\x7f" <= c < "\xa0" for c in text)
    private = sum("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in text)
    return controls + private > len(text) * 0.01
