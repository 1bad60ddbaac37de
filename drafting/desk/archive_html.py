"""Fragments of HTML of the list of drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from drafting.desk.html import chinese, escape, local_time, told
from drafting.desk.words import say
from drafting.store import DraftSummary

NEW = "?new=1"
"""The address of a page on which nothing is open."""


def new_draft() -> str:
    """The way to something new."""
    return f'<a class="fresh" id="new-draft" href="{NEW}">{say("people.new_draft")}</a>'


def drafts(
    items: Sequence[DraftSummary], kinds: Mapping[str, str], more: int, *, searched: bool
) -> str:
    """The list; each draft opens by its address, so it can be opened beside another."""
    if not items:
        return f'<p class="quiet">{say("people.none_found" if searched else "people.none")}</p>'
    rows = "".join(_draft(item, kinds) for item in items)
    said = f'<p class="quiet">{say("people.more", count=more)}</p>' if more > 0 else ""
    return f'<ul class="archive">{rows}</ul>{said}'


def _draft(item: DraftSummary, kinds: Mapping[str, str]) -> str:
    away = ("restore", "take_out") if item.archived else ("archive", "put_away_act")
    acts = "".join(
        f'<button type="button" data-act="{act}" data-id="{escape(item.id)}">{say(f"people.{name}")}</button>'
        for act, name in (("copy", "copy"), away)
    )
    asks = f'<button type="button" data-ask="delete">{say("people.delete")}</button>'
    return (
        f'<li><a href="?draft={quote(item.id)}"><span class="name">{chinese(item.title)}</span>'
        f'<span class="of-kind">{told(kinds.get(item.kind, item.kind))}</span>'
        f'<span class="stands {item.standing}">{say(f"people.{item.standing}")}</span>'
        f'<span class="when">{local_time(item.changed)}</span></a>'
        f'<span class="acts">{acts}{asks}</span>{_question(item)}</li>'
    )


def _question(item: DraftSummary) -> str:
    said = say("people.delete_question", versions=item.versions)
    return (
        f'<span class="question" hidden><span>{said}</span>'
        f'<button type="button" class="sure" data-act="delete" data-id="{escape(item.id)}">'
        f"{say('people.delete_sure')}</button>"
        f'<button type="button" data-ask="keep">{say("people.delete_not")}</button></span>'
    )
