"""串稿: what stands in a sample and not in the facts: names, figures with their thing, long runs.

A sample lends style; a name, a unit, a project or a figure of its own in the draft is an error that
names the sample. Runs of 20 字 and more in common are told with their share, over punctuation and
swapped names; set phrases are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from drafting.borrowing.names import Borrowed, borrowed_in
from drafting.borrowing.runs import Run, Shared, shared_runs
from drafting.borrowing.samples import Samples, merged_codes
from drafting.checks.marking import Ground, ground_of, kept
from drafting.checks.registry import Sources, check
from drafting.manuscript import Line, Manuscript
from drafting.model import Brief, Finding, SampleSource, Severity
from drafting.naming import known_names
from drafting.naming.sentences import spans_of
from drafting.quantities.accounts import accounts_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SURE_LENGTH = 30
"""Letters in common from which a passage is an error: two people do not write as much alike."""

_LARGE_SHARE = 0.15
"""Share of a draft in common with one sample from which a person should look."""


@check("borrowed")
def find_borrowed(manuscript: Manuscript, sources: Sources) -> Iterator[Finding]:
    """Names and figures of a sample: error. Runs in common: error from 30 字, warning from 20."""
    if not sources.samples:
        return
    brief = sources.brief or Brief(kind="")
    shared = shared_runs(_lines_of(manuscript), sources.samples, _own_text(brief))
    if sources.brief is not None:
        derived: dict[int, tuple[tuple[int, int], ...]] = {}
        for line, account in accounts_of(manuscript, sources.brief):
            if account.verdict == "derived":
                said = account.slot.quantity
                derived[line.start] = (*derived.get(line.start, ()), (said.start, said.end))
        ground = ground_of(sources.brief)
        for line in manuscript.lines:
            own = derived.get(line.start, ())
            yield from _names(line, ground, sources.samples, shared.same_as, own)
    yield from _runs(manuscript, shared, sources.samples)


def _lines_of(manuscript: Manuscript) -> str:
    """The text with the same offsets, line by line."""
    return re.sub(r"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", manuscript.text)


@lru_cache(maxsize=64)
def _own_text(brief: Brief) -> str:
    return "\n".join([*(fact.text for fact in brief.facts), *(fact.source for fact in brief.facts),
                      brief.title, brief.occasion, brief.subject, brief.issuer])  # fmt: skip


@kept
def _names(
    line: Line,
    ground: Ground,
    samples: Samples,
    same_as: tuple[int, ...],
    derived: tuple[tuple[int, int], ...],
) -> Iterator[Finding]:
    """``derived`` are the spans of figures that a sum accounts for: they are the draft's own."""
    known = known_names(ground.brief)
    for start, end in spans_of(line.text):
        for found in borrowed_in(line.text[start:end], known, samples, same_as):
            span = (start + found.start, start + found.end)
            if not any(a <= span[0] and span[1] <= b for a, b in derived):
                yield _name_finding(line, start, found)


def _name_finding(line: Line, offset: int, found: Borrowed) -> Finding:
    start, end = offset + found.start, offset + found.end
    quote = line.text[start:end]
    title = found.sample.title or found.sample.document
    return Finding(
        check="borrowed",
        severity=found.severity,
        section="",
        quote=quote,
        start=line.start + start,
        end=line.start + end,
        message=f"{found.what}“{quote}”是样本《{title}》里的，事实中没有，请换成自己的或删去。",
        sample=SampleSource(found.sample.document, found.passage),
    )


def _runs(manuscript: Manuscript, shared: Shared, samples: Samples) -> Iterator[Finding]:
    text = manuscript.text
    for run in shared.runs:
        sample = samples.texts[run.sample]
        severity: Severity = "error" if run.letters >= _SURE_LENGTH else "warning"
        message = (
            f"与样本《{sample.title or sample.document}》有{run.letters}字相同，请换成自己的话。"
        )
        yield _run_finding(text, run, samples, severity, message)
    yield from _shares(text, shared, samples)


def _shares(text: str, shared: Shared, samples: Samples) -> Iterator[Finding]:
    """One remark a sample: how much of the draft stands in it."""
    total = sum(run.letters for run in shared.runs)
    for number in sorted({run.sample for run in shared.runs}):
        runs = [run for run in shared.runs if run.sample == number]
        share = sum(run.letters for run in runs) / max(shared.total, 1)
        title = samples.texts[number].title or samples.texts[number].document
        message = f"全文有{share:.1%}与样本《{title}》相同（共{len(runs)}处）"
        message += f"，与全部样本相同的占{total / max(shared.total, 1):.1%}。"
        severity: Severity = "warning" if share >= _LARGE_SHARE else "info"
        yield _run_finding(text, runs[0], samples, severity, message)


def _run_finding(
    text: str, run: Run, samples: Samples, severity: Severity, message: str
) -> Finding:
    sample = samples.texts[run.sample]
    return Finding(
        check="borrowed",
        severity=severity,
        section="",
        quote=text[run.start : run.end],
        start=run.start,
        end=run.end,
        message=message,
        sample=SampleSource(sample.document, _passage(run, samples)),
    )


def _passage(run: Run, samples: Samples) -> str:
    """The passage as it stands in the sample, with its punctuation."""
    begin = int(samples.index.starts[run.sample])
    text = samples.texts[run.sample].text
    starts, ends = _offsets(text)
    return text[starts[run.sample_start - begin] : ends[run.sample_end - begin - 1]]


@lru_cache(maxsize=256)
def _offsets(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    _, starts, ends = merged_codes(text)
    return starts, ends
