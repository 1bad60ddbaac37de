"""The checks over a draft of 10,000 字 with 60 facts, beside a library of 500 documents."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median

from drafting.checks import Sources, run_checks
from drafting.document import manuscript_of, markdown_of
from drafting.engines.offline import OfflineEngine
from drafting.facts import read_facts
from drafting.manuscript import Manuscript, from_markdown
from drafting.model import Brief, Fact
from drafting.pipeline import Finished
from drafting.pipeline import draft as write_draft
from drafting.settings import Settings
from drafting.sources import sources_from
from drafting.wording import word_count
from retrieval import Library

SAMPLES = Path(__file__).parent.parent.parent / "samples"
DOCUMENTS, FACTS, LENGTH = 500, 60, 10_000
_COLD = "from tests.bench.review_bench import _cold; _cold({folder!r})"


def figures() -> dict[str, float]:
    """Seconds of the first check in a fresh process, loading of everything included; seconds of
    the same text again; milliseconds after an edit in one section."""
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder))
        cold = _cold_seconds(folder)
        with Library(Path(folder) / "library") as library:
            manuscript, sources = _ready(library, folder)
            run_checks(manuscript, sources)
            warm = [_seconds(manuscript, _ready(library, folder)[1]) for _ in range(5)]
            edited = [_seconds(_edited(manuscript, n), sources) for n in range(7)]
    return {
        "check_10000_cold_s": cold,
        "check_10000_warm_s": median(warm),
        "recheck_section_ms": 1000 * median(edited),
        "check_line_40000_over_10000": _of_one_line(40_000) / _of_one_line(10_000),
    }


def _of_one_line(length: int) -> float:
    """Seconds for lines of one sign or word without end; 4 is linear."""
    pieces = ("一", "1", "（", "《", "a", "2025年", "一是")
    texts = [f"# 总结\n\n{piece * (length // len(piece))}" for piece in pieces]
    return sum(_seconds(from_markdown(text), Sources(_brief())) for text in texts)


def _cold_seconds(folder: str) -> float:
    """A process from its start to its end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", _COLD.format(folder=folder)], check=True)
    return time.perf_counter() - start


def _cold(folder: str) -> None:
    """What the fresh process does."""
    text = (Path(folder) / "draft.md").read_text(encoding="utf-8")
    with Library(Path(folder) / "library") as library:
        run_checks(from_markdown(text), _sources(library, folder))


def _seconds(manuscript: Manuscript, sources: Sources) -> float:
    start = time.perf_counter()
    run_checks(manuscript, sources)
    return time.perf_counter() - start


def _edited(manuscript: Manuscript, number: int) -> Manuscript:
    """The text with another sentence at the end of one of its paragraphs."""
    lines = [line for line in manuscript.lines if line.role == "body"]
    at = lines[(3 + 5 * number) % len(lines)].end
    added = f"下一步，将继续盯住第{number + 3}批任务，逐项对账销号。"
    return from_markdown(manuscript.text[:at] + added + manuscript.text[at:])


def _ready(library: Library, folder: str) -> tuple[Manuscript, Sources]:
    text = (Path(folder) / "draft.md").read_text(encoding="utf-8")
    return from_markdown(text), _sources(library, folder)


def _sources(library: Library, folder: str) -> Sources:
    settings = Settings(drafting_home=Path(folder))
    return replace(sources_from(library, settings)[0], brief=_brief())


def _brief() -> Brief:
    """Sixty facts of all the shipped files that are of one text's making."""
    briefs = [read_facts(path).brief for path in sorted((SAMPLES / "facts").glob("*.yaml"))]
    facts = [fact for brief in briefs for fact in brief.facts][:FACTS]
    numbered = tuple(Fact(f"F{n}", f.topic, f.text, f.source) for n, f in enumerate(facts, 1))
    summary = read_facts(SAMPLES / "facts" / "work_summary.yaml").brief
    return replace(summary, facts=numbered, length=LENGTH)


def _fill(folder: Path) -> None:
    """A draft of 10,000 字, and a library of 500 documents put together from the shipped ones."""
    *_, last = write_draft(_brief(), OfflineEngine())
    assert isinstance(last, Finished)
    blocks = markdown_of(last.draft).rstrip().split("\n\n")
    body = [block for block in blocks if len(block) > 60 and not block.startswith("#")]
    number = 0
    while word_count("\n\n".join(blocks)) < LENGTH:
        blocks.append(body[number % len(body)])
        number += 1
    (folder / "draft.md").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    assert manuscript_of(last.draft).lines
    random = Random(7)
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.rglob("*.md"))]
    paragraphs = [part for text in texts for part in text.split("\n\n") if len(part) > 40]
    (folder / "made").mkdir()
    for n in range(DOCUMENTS):
        chosen = random.sample(paragraphs, 12)
        (folder / "made" / f"{n}.md").write_text(
            f"# 第{n}号样本\n\n" + "\n\n".join(chosen), "utf-8"
        )
    with Library(folder / "library", embedder=None) as library:
        library.add([folder / "made"])
