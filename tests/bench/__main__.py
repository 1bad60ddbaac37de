"""Measure everything, print the table, write ``bench.json``."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench import (
    desk_bench,
    drafting_bench,
    library_bench,
    model_bench,
    page_bench,
    review_bench,
    word_bench,
)


def main() -> None:
    """Run every measurement; minutes on two cores."""
    figures: dict[str, float] = {}
    rooms = (
        drafting_bench,
        word_bench,
        model_bench,
        page_bench,
        desk_bench,
        library_bench,
        review_bench,
    )
    for room in rooms:
        figures |= room.figures()
    table = Table("figure", "measured")
    for name, value in figures.items():
        table.add_row(name, f"{value:.3f}")
    Console().print(table)
    Path("bench.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
