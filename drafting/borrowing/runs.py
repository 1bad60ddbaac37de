"""Long runs that a draft shares with a sample: over punctuation, changed names and figures.

Exact runs of six letters and more are found by the index; those that follow one another in draft
and sample alike, a few letters apart, are one borrowed passage with something swapped in it.
Letters that stand in the facts, in set phrases or in very many samples are nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.borrowing.samples import PIECE, Samples, merged_codes, pieces_of
from drafting.wording import sentence_spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Spans = tuple[NDArray[np.int64], NDArray[np.int64]]

LEAST = 20
"""Letters in common from which a passage is reported (the promise of the check)."""

GAP = 10
"""Letters that may be swapped between two runs of one passage: a unit's name, a figure."""

_CLAUSE = 8
"""Letters of a clause that counts in a sentence put together of a sample's clauses."""

_NEARLY_ALL = 0.85
"""Share of such a sentence that must stand in the sample."""

_COMMON = 12
"""Samples that hold a piece from which it is nobody's."""

_SAME = 0.9
_ENOUGH = 800
_ONE_IN = 8

_DENSE = 0.6
"""Share of a passage that must be in common."""


@dataclass(frozen=True, slots=True)
class Run:
    """A passage in common: offsets in the draft's text, offsets in the joined letters of the
    samples, and how many letters are the same."""

    sample: int
    start: int
    end: int
    sample_start: int
    sample_end: int
    letters: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What a text has in common with the samples. ``total`` counts its letters; ``same_as`` are
    samples that are this very document."""

    runs: tuple[Run, ...]
    total: int
    same_as: tuple[int, ...] = ()


def shared_runs(text: str, samples: Samples, own: str) -> Shared:
    """The passages of a text that stand in a sample, line by line; ``own`` is what the text may
    say anyway. What was found in a line is kept."""
    if not samples:
        return Shared((), 0)
    same = _same_documents(text, samples)
    found: list[Run] = []
    total = start = 0
    for line in text.split("\n"):
        runs, letters = _runs_of(line, samples, own, same)
        total += letters
        found += [replace(run, start=run.start + start, end=run.end + start) for run in runs]
        start += len(line) + 1
    return Shared(tuple(found), total, same)


@lru_cache(maxsize=4_000)
def _runs_of(
    line: str, samples: Samples, own: str, same: tuple[int, ...]
) -> tuple[tuple[Run, ...], int]:
    codes, offsets, ends = merged_codes(line)
    pieces, places = pieces_of(codes)
    if not len(pieces):
        return (), len(codes)
    hits: dict[int, list[tuple[int, int]]] = {}
    for sample, mine, theirs in _hits(pieces, places, samples, same):
        hits.setdefault(sample, []).append((mine, theirs))
    free = ~_covered(pieces, places, len(codes), _pieces_of_text(own) | _set_pieces())
    runs: list[Run] = []
    for sample in sorted(hits):
        if len(hits[sample]) > LEAST - 2 * PIECE:
            exact = _exact(hits[sample])
            runs += _passages(sample, exact, free, (offsets, ends))
            runs += _assembled(sample, exact, free, line, (offsets, ends))
    return _best(runs), len(codes)


@lru_cache(maxsize=16)
def _same_documents(text: str, samples: Samples) -> tuple[int, ...]:
    """Samples that hold nine tenths of a text's pieces and little else: the text itself, kept in
    the library. Judged by one piece in eight where there are many."""
    import numpy as np

    every = mine = np.unique(np.concatenate([_pieces_in_line(line) for line in text.split("\n")]))
    if len(mine) > _ENOUGH:
        mine = mine[mine % np.uint64(_ONE_IN) == 0]
    if not len(mine):
        return ()
    index = samples.index
    low = np.searchsorted(index.pieces, mine, side="left")
    sizes = np.searchsorted(index.pieces, mine, side="right") - low
    first = np.repeat(low - np.append(0, np.cumsum(sizes)[:-1]), sizes)
    found = index.places[first + np.arange(int(sizes.sum()))]
    holders = np.searchsorted(index.starts, found, side="right") - 1
    pairs = np.unique(np.repeat(np.arange(len(mine)), sizes) * len(index.starts) + holders)
    counts = np.bincount(pairs % len(index.starts), minlength=len(index.starts))
    sizes = np.diff(np.append(index.starts, len(index.joined)))
    same = (counts >= _SAME * len(mine)) & (sizes * _SAME**2 <= len(every))
    return tuple(int(number) for number in np.flatnonzero(same))


@lru_cache(maxsize=8_000)
def _pieces_in_line(line: str) -> NDArray[np.uint64]:
    return _pieces_in(line)


def _pieces_in(text: str) -> NDArray[np.uint64]:
    return pieces_of(merged_codes(text)[0])[0]


def _hits(
    pieces: NDArray[np.uint64],
    places: NDArray[np.int64],
    samples: Samples,
    same: tuple[int, ...],
) -> Iterator[tuple[int, int, int]]:
    """Sample, place in the draft and place in the samples of every piece in common."""
    import numpy as np

    index = samples.index
    low = np.searchsorted(index.pieces, pieces, side="left")
    high = np.searchsorted(index.pieces, pieces, side="right")
    for number in np.flatnonzero(high > low):
        found = index.places[low[number] : high[number]]
        holders = (np.searchsorted(index.starts, found, side="right") - 1).tolist()
        if len(holders) >= _COMMON and len(set(holders)) >= _COMMON:
            continue
        for place, holder in zip(found.tolist(), holders, strict=True):
            if holder not in same:
                yield holder, int(places[number]), place


def _exact(hits: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Hits on one diagonal are a run: its begin and end in the draft, and how far off it stands."""
    diagonals: dict[int, list[int]] = {}
    for mine, theirs in hits:
        diagonals.setdefault(theirs - mine, []).append(mine)
    exact: list[tuple[int, int, int]] = []
    for shift, starts in diagonals.items():
        starts.sort()
        begin = last = starts[0]
        for start in [*starts[1:], -1]:
            if start != last + 1:
                exact.append((begin, last + PIECE, shift))
                begin = start
            last = start
    return sorted(exact)


def _assembled(
    sample: int,
    exact: list[tuple[int, int, int]],
    free: NDArray[np.bool_],
    line: str,
    spans: _Spans,
) -> Iterator[Run]:
    """A sentence put together of clauses that stand apart in one sample."""
    import numpy as np

    long = [run for run in exact if int(free[run[0] : run[1]].sum()) >= _CLAUSE]
    for start, end in sentence_spans(line) if len(long) > 1 else ():
        first, last = (int(n) for n in np.searchsorted(spans[0], (start, end)))
        inside = [run for run in long if first <= run[0] and run[1] <= last]
        same = np.zeros(last - first, dtype=bool)
        for run in inside:
            same[run[0] - first : run[1] - first] = True
        counted = int((same & free[first:last]).sum())
        if len(inside) < 2 or counted < LEAST or counted < _NEARLY_ALL * (last - first):
            continue
        begin, stop, shift = max(inside, key=lambda run: run[1] - run[0])
        yield Run(
            sample, int(spans[0][first]), int(spans[1][last - 1]), begin + shift, stop + shift, counted,
        )  # fmt: skip


def _passages(
    sample: int,
    exact: list[tuple[int, int, int]],
    free: NDArray[np.bool_],
    spans: _Spans,
) -> Iterator[Run]:
    """Runs that follow one another are a passage."""
    chain: list[tuple[int, int, int]] = []
    for run in exact:
        if chain and not _follows(chain[-1], run):
            yield from _passage(sample, chain, free, spans)
            chain = []
        if not chain or run[1] > chain[-1][1]:
            chain.append(run)
    yield from _passage(sample, chain, free, spans)


def _follows(run: tuple[int, int, int], following: tuple[int, int, int]) -> bool:
    gap = following[0] - run[1]
    theirs = (following[0] + following[2]) - (run[1] + run[2])
    return -PIECE <= gap <= GAP and -PIECE <= theirs <= GAP


def _passage(
    sample: int, chain: list[tuple[int, int, int]], free: NDArray[np.bool_], spans: _Spans
) -> Iterator[Run]:
    import numpy as np

    if not chain:
        return
    start, end = chain[0][0], max(run[1] for run in chain)
    same = np.zeros(end - start, dtype=bool)
    for run in chain:
        same[run[0] - start : run[1] - start] = True
    counted = int((same & free[start:end]).sum())
    if counted < LEAST or counted < _DENSE * (end - start):
        return
    yield Run(
        sample, int(spans[0][start]), int(spans[1][end - 1]),
        chain[0][0] + chain[0][2], chain[-1][1] + chain[-1][2], counted,
    )  # fmt: skip


def _best(runs: list[Run]) -> tuple[Run, ...]:
    """Where several samples hold a passage, the one that holds most of it."""
    chosen: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.letters, run.sample, run.start)):
        if all(run.end <= other.start or other.end <= run.start for other in chosen):
            chosen.append(run)
    return tuple(sorted(chosen, key=lambda run: run.start))


def _covered(
    pieces: NDArray[np.uint64], places: NDArray[np.int64], size: int, known: frozenset[int]
) -> NDArray[np.bool_]:
    """Which letters stand in a known piece."""
    import numpy as np

    covered = np.zeros(size, dtype=bool)
    for piece, place in zip(pieces.tolist(), places.tolist(), strict=True):
        if piece in known:
            covered[place : place + PIECE] = True
    return covered


@lru_cache(maxsize=32)
def _pieces_of_text(text: str) -> frozenset[int]:
    return frozenset(_pieces_in(text).tolist())


@cache
def _set_pieces() -> frozenset[int]:
    """Pieces of the set phrases, and of what our own kinds and themes say."""
    lines = Path(__file__).with_name("set_phrases.txt").read_text(encoding="utf-8").splitlines()
    phrases = [line for line in lines if line and not line.startswith("#")]
    return _pieces_of_text("\n".join([*phrases, *_own_phrases()]))


def _own_phrases() -> Iterable[str]:
    """The phrases of kinds and themes, cut at their slots."""
    import re

    from drafting.kinds import all_kinds
    from drafting.themes import all_themes

    for record in (*all_kinds(), *all_themes()):
        for text in _strings(record.model_dump()):
            yield from re.split(r"\{[^}]*\}", text)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
