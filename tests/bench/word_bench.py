"""Word files of 20 and 200 pages, out and in, beside python-docx writing the same paragraphs."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import docx

from drafting.manuscript import Line
from drafting.word import write
from drafting.word.review import read_review

_PAGE = (
    Line("heading1", "一、坚持精准选派，把最合适的人派下去"),
    *[
        Line(
            "body",
            "“十四五”以来，全市共选派科技特派员468名，占应派人数的96.9%，覆盖全部行政村。" * 5,
        )
    ]
    * 3,
    Line("heading2", "（一）摸清需求"),
    Line("body", "一是逐村登记。共收集需求726条，已办结689条，其余37条逐条明确了责任人。" * 2),
)
"""Very nearly a page of the official layout."""


def figures() -> dict[str, float]:
    """Seconds each, the libraries loaded; the ratios are to a bare write by python-docx."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(_lines(2), folder / "warm.docx")
        found: dict[str, float] = {}
        for pages, times in ((20, 5), (200, 3)):
            ours, bare = folder / f"{pages}.docx", folder / "bare.docx"
            export = _timed(lambda p=pages, f=ours: write(_lines(p), f), times)  # type: ignore[misc]
            plain = _timed(lambda p=pages, f=bare: _bare(_lines(p), f), times)  # type: ignore[misc]
            found[f"export_{pages}_pages_s"] = export
            found[f"export_{pages}_pages_over_bare"] = export / plain
            found[f"import_{pages}_pages_s"] = _timed(lambda f=ours: read_review(f), times)  # type: ignore[misc]
        return found


def _lines(pages: int) -> list[Line]:
    return [Line("title", "关于选派科技特派员下乡服务春耕生产情况的汇报"), *_PAGE * pages]


def _bare(lines: list[Line], path: Path) -> None:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line.text)
    document.save(str(path))


def _timed(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)
