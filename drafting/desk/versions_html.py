"""Fragments of HTML of the history: the versions, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from drafting.desk import texts
from drafting.desk.difference import Span, sides
from drafting.desk.html import chinese, escape, local_time, plain, told
from drafting.desk.words import say
from drafting.model import Draft, Section
from drafting.store import VersionSummary, Ways
from drafting.store.notes import BY_HAND


def label(version: VersionSummary, *, now: bool) -> str:
    """What a version is called where one is chosen."""
    what = version.name or plain(version.note) or say("people.saved_version")
    called = say("people.version", number=version.number)
    return f"{called} · {what}{say('people.now') if now else ''}"


def history(versions: Sequence[VersionSummary], ways: Ways) -> str:
    """The versions, the latest first; edits by hand that follow one another are one line to open."""
    rows = []
    for by_hand, group in groupby(versions, lambda v: v.note.startswith(BY_HAND) and not v.name):
        run = list(group)
        shown, folded = (run[:1], run[1:]) if by_hand else (run, [])
        rows += [_row(version, now=version is versions[0]) for version in shown]
        if folded:
            inside = "".join(_row(version, now=False) for version in folded)
            said = say("people.folded", count=len(folded))
            rows.append(f"<li><details><summary>{said}</summary><ol>{inside}</ol></details></li>")
    return f'{_steps(ways)}<ol class="history">{"".join(rows)}</ol>'


def _steps(ways: Ways) -> str:
    def button(act: str, to: int | None) -> str:
        off = "" if to else " disabled"
        return f'<button type="button" data-act="{act}"{off}>{say(f"people.{act}")}</button>'

    return f'<p class="ways">{button("undo", ways.back)}{button("redo", ways.forth)}</p>'


def _row(version: VersionSummary, *, now: bool) -> str:
    number = version.number
    called = say("people.version", number=number)
    name = f'<strong class="called">{chinese(version.name)}</strong>' if version.name else ""
    back = (
        f'<span class="is-now">{say("people.now_mark")}</span>'
        if now
        else f'<button type="button" data-act="restore" data-number="{number}">{say("people.restore")}</button>'
    )
    compare = f'<button type="button" data-act="compare" data-number="{number}">{say("people.compare")}</button>'
    return (
        f'<li data-number="{number}"><p class="what">{name}<span>{told(version.note or called)}</span></p>'
        f'<p class="when">{called} · {local_time(version.created)}</p><p class="acts">'
        f"{'' if now else compare}"
        f'<button type="button" data-ask="name">{say("people.name")}</button>{back}</p>'
        f'<form hidden><input maxlength="60" value="{escape(version.name)}" aria-label="{say("people.name_label")}" '
        f'placeholder="{say("people.name_hint")}"><button>{say("people.name_save")}</button></form></li>'
    )


def compared(before: Draft, after: Draft) -> str:
    """What differs between two versions, section by section; those that are equal are only named."""
    parts = [_part("people.title", before.title, after.title)]
    olds = {section.id: section for section in before.sections}
    news = {section.id: section for section in after.sections}
    for identifier in dict.fromkeys((*news, *olds)):
        old, new = olds.get(identifier), news.get(identifier)
        heading = new.heading if new else old.heading if old else ""
        alike = bool(old and new and old.heading == new.heading)
        parts.append(_part("", _lines(old, bare=alike), _lines(new, bare=alike), heading))
    if not any(parts):
        return f'<p class="quiet">{say("people.no_difference")}</p>'
    return "".join(parts)


def _lines(section: Section | None, *, bare: bool) -> str:
    """A section to be compared; ``bare``: without its heading, which is no paragraph to count."""
    if section is None:
        return ""
    text = texts.shown(section)
    return text if bare else f"{section.heading}\n{text}".strip("\n")


def _part(name: str, old: str, new: str, heading: str = "") -> str:
    if old == new:
        return ""
    called = say(name) if name else chinese(heading or say("people.unheaded"))
    rows = "".join(_paragraphs(old.split("\n"), new.split("\n")))
    return f'<section class="differs"><h4>{called}</h4>{rows}</section>'


def _paragraphs(old: list[str], new: list[str]) -> Iterator[str]:
    """The paragraphs that differ, beside each other; those between are only counted."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield f'<p class="unchanged">{say("people.unchanged", count=b - a)}</p>'
            continue
        left, right = sides("\n".join(old[a:b]), "\n".join(new[c:d]))
        yield (
            f'<div class="sides"><div class="side" lang="zh-CN"><div>{_marked(left, "del")}</div></div>'
            f'<div class="side" lang="zh-CN"><div>{_marked(right, "ins")}</div></div></div>'
        )


def _marked(spans: list[Span], mark: str) -> str:
    return "".join(
        f"<{mark}>{escape(span.text)}</{mark}>" if span.changed else escape(span.text)
        for span in spans
    )
