"""The sample library: 1,000 documents of about 3,000 字 made from the sentences of our samples."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from retrieval import vectors
from retrieval.embed.paired import PairedEmbedder
from retrieval.library import Library

SAMPLES = Path(__file__).parent.parent.parent / "samples"
DOCUMENTS = 1000
_SECTION = 600
_PARAGRAPH = 220
QUERIES = (
    "挂职干部 后方支持",
    "培训结业后跟踪就业",
    "群众反映的问题没有办结",
    "资金缺口 统筹解决",
    "派出单位要",
    "怎样让留守老人吃上热饭",
    "项目推进慢在哪里",
    "请专家到村里去要注意什么",
    "家庭医生签约以后怎么服务",
)
_FIRST_SEARCH = """
import sys, time
from pathlib import Path
from retrieval.library import Library
with Library(Path(sys.argv[1])) as library:
    library.status()
    start = time.perf_counter()
    assert library.search("挂职干部 后方支持")
    print(time.perf_counter() - start)
"""


def figures() -> dict[str, float]:
    """Adding and adding again in seconds, searching over more than 20,000 passages in milliseconds.

    ``search_lexical_20000_ms`` and ``search_20000_ms`` (with the query's own vector, made by the
    model) are medians of queries never asked before; the first one of a process stands apart.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "documents"
        _write_documents(folder)
        with Library(Path(place) / "library", embedder=_Embedder()) as library:
            found = {
                "index_1000_docs_s": _seconds(lambda: library.add([folder])),
                "readd_1000_docs_s": _seconds(lambda: library.add([folder])),
            }
            found["search_lexical_20000_ms"] = _searches(partial(library.search, words_only=True))
            _make_vectors(library)
            found["search_20000_ms"] = _searches(library.search)
            status = library.status()
            assert status.by_meaning, status.error
        found["first_search_20000_ms"] = _first_search(Path(place) / "library")
        return found | {"passages": float(status.passages)}


class _Embedder(PairedEmbedder):
    """The model for queries; passages, 20,000 of which it takes an hour for, are drawn by lot."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        seed = zlib.crc32(texts[0].encode())
        drawn = np.random.default_rng(seed).normal(size=(len(texts), len(self.query(""))))
        return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)


def _make_vectors(library: Library) -> None:
    small, vectors.BATCH = vectors.BATCH, 512
    library.make_vectors()
    vectors.BATCH = small


def _searches(search: Callable[..., object]) -> float:
    search("干部")
    return 1000 * median(_seconds(lambda query=query: search(query, k=5)) for query in QUERIES)


def _first_search(folder: Path) -> float:
    """The first search of a process that has its library open: milliseconds."""
    taken = []
    for _ in range(3):
        command = [sys.executable, "-c", _FIRST_SEARCH, str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        taken.append(1000 * float(done.stdout))
    return median(taken)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _write_documents(folder: Path) -> None:
    folder.mkdir()
    chance = random.Random(7)
    pool = sentences()
    for number in range(DOCUMENTS):
        text = "\n".join(document(number, pool, chance))
        (folder / f"{number:04d}.txt").write_text(text, encoding="utf-8")


def sentences() -> list[str]:
    """Sentences of our samples."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*_*/*.md")))
    lines = (line for text in texts for line in text.splitlines() if not line.startswith("#"))
    return [sentence for line in lines for sentence in re.findall(r"[^。]+。", line)]


def document(number: int, pool: list[str], chance: random.Random) -> list[str]:
    """Lines of a summary of about 3,000 字 made of such sentences."""
    lines = [f"关于第{number}号事项的工作总结"]
    for ordinal in "一二三四五":
        lines.append(f"{ordinal}、第{number}号事项的有关情况")
        wanted, paragraph = _SECTION, ""
        while wanted > 0:
            figure = str(chance.randint(1, 9))
            paragraph += re.sub(r"\d", figure, chance.choice(pool))
            if len(paragraph) > _PARAGRAPH:
                wanted -= len(paragraph)
                lines.append(paragraph)
                paragraph = ""
    return [*lines, "某某局", "2025年3月1日"]
