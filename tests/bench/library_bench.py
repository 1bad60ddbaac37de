"""The sample library: 1,000 documents of about 3,000 字 made from the sentences of our samples."""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from retrieval.library import Library

SAMPLES = Path(__file__).parent.parent.parent / "samples"
DOCUMENTS = 1000
_SECTION = 600
_PARAGRAPH = 220
_QUERIES = (
    "挂职干部 后方支持",
    "培训结业后跟踪就业",
    "群众反映的问题没有办结",
    "资金缺口 统筹解决",
    "派出单位要",
)


def figures() -> dict[str, float]:
    """Adding and adding again in seconds, searching in milliseconds (median of five queries)."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "documents"
        _write_documents(folder)
        with Library(Path(place) / "library") as library:
            return {
                "index_1000_docs_s": _seconds(lambda: (library.add([folder]), library.search("干部"))),
                "readd_1000_docs_s": _seconds(lambda: library.add([folder])),
                "search_lexical_20000_ms": 1000 * median(
                    _seconds(lambda query=query: library.search(query, k=5)) for query in _QUERIES
                ),
                "passages": float(library.status().passages),
            }  # fmt: skip


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _write_documents(folder: Path) -> None:
    folder.mkdir()
    chance = random.Random(7)
    sentences = _sentences()
    for number in range(DOCUMENTS):
        text = "\n".join(_document(number, sentences, chance))
        (folder / f"{number:04d}.txt").write_text(text, encoding="utf-8")


def _sentences() -> list[str]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*_*/*.md")))
    lines = (line for text in texts for line in text.splitlines() if not line.startswith("#"))
    return [sentence for line in lines for sentence in re.findall(r"[^。]+。", line)]


def _document(number: int, sentences: list[str], chance: random.Random) -> list[str]:
    lines = [f"关于第{number}号事项的工作总结"]
    for ordinal in "一二三四五":
        lines.append(f"{ordinal}、第{number}号事项的有关情况")
        wanted, paragraph = _SECTION, ""
        while wanted > 0:
            figure = str(chance.randint(1, 9))
            paragraph += re.sub(r"\d", figure, chance.choice(sentences))
            if len(paragraph) > _PARAGRAPH:
                wanted -= len(paragraph)
                lines.append(paragraph)
                paragraph = ""
    return [*lines, "某某局", "2025年3月1日"]
