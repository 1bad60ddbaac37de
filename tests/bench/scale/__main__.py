"""Measure how cost grows, and write it as a page of the documentation: ``make bench-scale``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from drafting.store import open_store
from tests.bench.scale import drafts, samples, writers
from tests.bench.scale.plot import svg

PAGE = Path("docs/scale.md")
HEAD = """# How cost grows

Measured by `make bench-scale` on two cores; rewrite this page by running it again. Times are
milliseconds, medians unless another is named; both axes of a plot are logarithmic. Writers meet
processes that were just started: the answers of the first minute, with nothing loaded or kept yet, are
in their figures, and weigh most where writers are few.
"""
Grown = list[tuple[int, dict[str, float]]]


def main() -> None:
    """A quarter of an hour on two cores."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        rooms = [
            ("drafts", "Drafts of twenty writers in the store (SQLite)",
             _told(drafts.figures(open_store(folder / "drafts")))),
            ("passages", "Passages in the sample library, by words",
             _told(samples.figures(folder))),
            ("writers", "Writers at once, two processes, one PostgreSQL",
             _told(writers.figures(folder))),
        ]  # fmt: skip
    parts = [HEAD, *(_part(unit, title, grown) for unit, title, grown in rooms)]
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def _told(figures: Iterator[tuple[int, dict[str, float]]]) -> Grown:
    grown = []
    for count, found in figures:
        Console().print(count, {name: round(value, 1) for name, value in found.items()})
        grown.append((count, found))
    return grown


def _part(unit: str, title: str, grown: Grown) -> str:
    """A table, and a plot that lies beside the page."""
    names = list(grown[0][1])
    head = f"| {unit} | {' | '.join(names)} |\n|{'---:|' * (len(names) + 1)}\n"
    rows = "".join(
        f"| {count:,} | {' | '.join(f'{found[name]:.1f}' for name in names)} |\n"
        for count, found in grown
    )
    plot = PAGE.with_name(f"scale-{unit}.svg")
    plot.write_text(svg(grown, unit), encoding="utf-8")
    return f"\n## {title}\n\n{head}{rows}\n![{title}]({plot.name})\n"


if __name__ == "__main__":
    main()
