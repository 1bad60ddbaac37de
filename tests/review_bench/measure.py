"""Which planted defects are found, and what is said of texts that are clean."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from drafting.checks import Sources, run_checks
from drafting.manuscript import parse
from drafting.model import Finding
from drafting.wording import word_count
from tests.review_bench.documents import Document, samples
from tests.review_bench.planting import PLAUSIBLE, Planted
from tests.review_bench.variants import variants


@dataclass(frozen=True, slots=True)
class Result:
    """A planted defect, the new findings near it, and whether one of them is what it needs."""

    planted: Planted
    found: bool
    near: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding on a text that is clean."""

    document: Document
    variant: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Silence:
    """The alarms over clean texts; ``words`` in 字 are counted once for each text checked."""

    alarms: tuple[Alarm, ...]
    words: int

    def per_thousand(self, severity: str) -> float:
        """Alarms of a severity in 1,000 字."""
        count = sum(alarm.finding.severity == severity for alarm in self.alarms)
        return 1000 * count / max(1, self.words)


def review(document: Document) -> list[Finding]:
    """What the checks say of a document, facts and samples at hand."""
    return run_checks(parse(document.text), Sources(document.brief, samples()))


def detect(planted: Iterable[Planted]) -> list[Result]:
    """Run the checks over every planted defect."""
    clean: dict[str, list[Finding]] = {}
    results = []
    for defect in planted:
        name = defect.document.name
        if name not in clean:
            clean[name] = review(defect.document)
        results.append(_detect(defect, clean[name]))
    return results


def _detect(planted: Planted, clean: list[Finding]) -> Result:
    known = Counter(_key(finding) for finding in clean)
    new = []
    for finding in review(replace(planted.document, text=planted.text)):
        if known[_key(finding)] > 0:
            known[_key(finding)] -= 1
        else:
            new.append(finding)
    near = [f for f in new if planted.anywhere or _touches(f, planted)]
    return Result(planted, any(_counts(f, planted) for f in near), tuple(near))


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.check, finding.quote, finding.message


def _touches(finding: Finding, planted: Planted) -> bool:
    start, end = planted.sentence
    return finding.start < end and finding.end > start


def _counts(finding: Finding, planted: Planted) -> bool:
    told = finding.severity != "info" or planted.group == "style"
    return told and finding.check in PLAUSIBLE[planted.group]


def listen(documents: Iterable[Document]) -> Silence:
    """What is said of clean documents and of their rewordings. What a rewording shares with the
    document itself counts once."""
    alarms: list[Alarm] = []
    words = 0
    for document in documents:
        said = [f for f in review(document) if f.severity != "info"]
        alarms += [Alarm(document, "", finding) for finding in said]
        words += word_count(document.text)
        known = {_key(finding) for finding in said}
        for name, variant in variants(document):
            words += word_count(variant.text)
            alarms += [
                Alarm(variant, name, finding)
                for finding in review(variant)
                if finding.severity != "info" and _key(finding) not in known
            ]
    return Silence(tuple(alarms), words)


def seconds_per_thousand(documents: Iterable[Document]) -> float:
    """How long a second look at the documents takes, in s for 1,000 字."""
    documents = list(documents)
    words = sum(word_count(document.text) for document in documents)
    begun = time.perf_counter()
    for document in documents:
        review(document)
    return 1000 * (time.perf_counter() - begun) / words
