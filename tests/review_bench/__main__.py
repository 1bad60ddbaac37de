"""``python -m tests.review_bench [--json FILE] [--show] [--held-out] [--seed N] [--type WORDS]``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.review_bench.documents import drafted, written
from tests.review_bench.measure import Result, Silence, detect, listen, seconds_per_thousand
from tests.review_bench.planting import PLAUSIBLE, plant


def main() -> None:
    """Plant, check, count; minutes on two cores."""
    options = _options()
    console = Console(width=120)
    chosen = [d for d in written() if options.all or d.held_out == options.held_out]
    chosen = [d for d in chosen if options.document in d.name]
    planted = [p for p in plant(chosen, options.seed) if options.type in f"{p.group}/{p.type}"]
    results = detect(planted)
    clean = [d for d in drafted() if options.all or d.held_out == options.held_out]
    clean = [d for d in clean if options.document in d.name]
    quiet = options.type and not options.clean
    hand, offline = (listen([]), listen([])) if quiet else (listen(chosen), listen(clean))
    speed = seconds_per_thousand([*chosen, *clean])
    figures = dict(_figures(results, {"written": hand, "drafted": offline}, speed))
    console.print(_table(results))
    for name, value in figures.items():
        if not name.startswith("recall_type"):
            console.print(f"{name:32} {value:.4f}")
    if options.show:
        _show(results, (hand, offline), print)
    if options.json:
        options.json.write_text(
            json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.review_bench")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--show", action="store_true", help="list misses and false alarms")
    parser.add_argument("--held-out", action="store_true", help="only the held-out documents")
    parser.add_argument("--mending", dest="all", action="store_false", help="only the others")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--type", default="", help="only types whose group/name holds these words")
    parser.add_argument(
        "--document", default="", help="only documents whose name holds these words"
    )
    parser.add_argument("--clean", action="store_true", help="with --type: clean texts too")
    options = parser.parse_args()
    options.all = options.all and not options.held_out
    return options


def _figures(
    results: list[Result], silences: dict[str, Silence], speed: float
) -> Iterator[tuple[str, float]]:
    yield "planted", len(results)
    yield "recall", _recall(results)
    for held_out in (False, True):
        part = [r for r in results if r.planted.document.held_out == held_out]
        if part:
            yield f"recall_{'held_out' if held_out else 'mending'}", _recall(part)
    for group in PLAUSIBLE:
        part = [r for r in results if r.planted.group == group]
        if part:
            yield f"recall_{group}", _recall(part)
    for type_ in dict.fromkeys(r.planted.type for r in results):
        yield f"recall_type/{type_}", _recall([r for r in results if r.planted.type == type_])
    words = sum(silence.words for silence in silences.values())
    for severity in ("error", "warning"):
        count = sum(s.per_thousand(severity) * s.words for s in silences.values())
        yield f"false_{severity}s_per_1000", count / max(1, words)
        for name, silence in silences.items():
            yield f"false_{severity}s_per_1000_{name}", silence.per_thousand(severity)
            for held_out in (False, True):
                alarms = [a for a in silence.alarms if a.finding.severity == severity]
                count = sum(a.document.held_out == held_out for a in alarms)
                yield f"false_{severity}s_{name}_{'held_out' if held_out else 'mending'}", count
    yield "clean_words", words
    yield "seconds_per_1000", speed


def _recall(results: Iterable[Result]) -> float:
    found = [result.found for result in results]
    return sum(found) / len(found)


def _table(results: list[Result]) -> Table:
    table = Table("group", "type", "planted", "found", "recall")
    for group in PLAUSIBLE:
        of_group = [r for r in results if r.planted.group == group]
        for type_ in dict.fromkeys(r.planted.type for r in of_group):
            part = [r for r in of_group if r.planted.type == type_]
            table.add_row(group, type_, *_counts(part))
        if of_group:
            table.add_row(group, "together", *_counts(of_group), style="bold", end_section=True)
    return table


def _counts(results: list[Result]) -> tuple[str, str, str]:
    found = sum(result.found for result in results)
    return str(len(results)), str(found), f"{found / len(results):.1%}"


def _show(results: list[Result], silences: Iterable[Silence], say: Callable[[str], None]) -> None:
    """Every miss and false alarm; of held-out documents too only where those alone are asked for."""
    say("\n# 漏检")
    for result in results:
        if not result.found:
            planted = result.planted
            near = "; ".join(f"{f.check}/{f.severity} {f.message[:50]}" for f in result.near)
            say(f"{planted.group}/{planted.type} [{planted.document.name}] {planted.note} | {near}")
    say("\n# 误报")
    for silence in silences:
        for alarm in silence.alarms:
            f = alarm.finding
            where = f"{alarm.document.name} {alarm.variant}".strip()
            say(f"{f.check}/{f.severity} [{where}] “{f.quote[:40]}” {f.message}")


if __name__ == "__main__":
    main()
