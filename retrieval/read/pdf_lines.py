"""The lines of a PDF page with their places."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MOST_CHARACTERS = 50_000
"""Of one page; a page of prose has 1,000."""

_WIDE_GAP = 1.2
"""In characters; a smaller one between Chinese characters is only spacing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its edges in points from the lower left, and its letter size."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    height: float
    """Of the page."""


@dataclass(slots=True)
class _Sign:
    text: str
    left: float
    bottom: float
    right: float
    top: float


def lines_of(page: Any) -> list[Line]:
    """Return the lines of a page in reading order."""
    textpage = page.get_textpage()
    try:
        runs = [run for run in map(_in_order, _runs(textpage)) if run]
    finally:
        textpage.close()
    height = float(page.get_height())
    return [_line(run, height) for run in _rows(runs)]


def _runs(textpage: Any) -> Iterator[list[_Sign]]:
    """Yield pieces of lines as PDFium parts them; blanks it made up are left out."""
    import pypdfium2.raw as pdfium

    run: list[_Sign] = []
    box = pdfium.FS_RECTF()
    for index in range(min(textpage.count_chars(), _MOST_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13):
            if run:
                yield run
            run = []
        elif not pdfium.FPDFText_IsGenerated(textpage, index) and code not in (0, 0xFFFE):
            pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box))
            run.append(_Sign(chr(code), box.left, box.bottom, box.right, box.top))
    if run:
        yield run


def _in_order(run: list[_Sign]) -> list[_Sign]:
    """Sort by place, since signs of another font may be written later; drop what bold repeats."""
    kept: list[_Sign] = []
    for sign in sorted(run, key=lambda sign: sign.left):
        repeats = kept and kept[-1].text == sign.text
        if not repeats or sign.left - kept[-1].left > 0.2 * (sign.top - sign.bottom):
            kept.append(sign)
    return kept if any(sign.text.strip() for sign in kept) else []


def _rows(runs: list[list[_Sign]]) -> list[list[_Sign]]:
    """Put pieces that stand side by side, as in tables, into one row."""
    rows: list[list[_Sign]] = []
    for run in runs:
        if rows and _side_by_side(rows[-1], run):
            rows[-1] = _in_order(rows[-1] + run)
        else:
            rows.append(run)
    return rows


def _side_by_side(row: list[_Sign], run: list[_Sign]) -> bool:
    low, high = max(row[-1].bottom, run[0].bottom), min(row[-1].top, run[0].top)
    least = min(row[-1].top - row[-1].bottom, run[0].top - run[0].bottom)
    apart = run[0].left >= row[-1].right - 1 or run[-1].right <= row[0].left + 1
    return apart and high - low > 0.6 * least


def _line(signs: list[_Sign], height: float) -> Line:
    shown = [sign for sign in signs if sign.text.strip()]
    sizes = sorted(sign.top - sign.bottom for sign in shown)
    return Line(
        _text(signs),
        min(sign.left for sign in shown),
        max(sign.right for sign in shown),
        min(sign.bottom for sign in shown),
        max(sign.top for sign in shown),
        sizes[len(sizes) // 2],
        height,
    )


def _text(signs: list[_Sign]) -> str:
    pieces: list[str] = []
    before: _Sign | None = None
    for sign in signs:
        if before is not None and _is_gap(before, sign):
            pieces.append(" ")
        pieces.append(sign.text)
        before = sign
    return " ".join("".join(pieces).split())


def _is_gap(before: _Sign, sign: _Sign) -> bool:
    size = max(sign.top - sign.bottom, 1.0)
    latin = before.text.isascii() and sign.text.isascii()
    return sign.left - before.right > size * (0.2 if latin else _WIDE_GAP)
