"""Fragments of HTML of the last room: pages, what stands open, what a reviewed file brought."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from drafting.desk import texts
from drafting.desk.difference import Span, sides
from drafting.desk.html import chinese, escape, told
from drafting.desk.returned import open_remarks, waiting
from drafting.desk.words import say
from drafting.model import Draft, Remark, Revision, Section
from drafting.proposals import proposed_for
from drafting.returning import is_returned

_SHOWN = 40
"""字 of a remark's words that are shown."""
_AROUND = {"@title": "at_title", "@front": "at_front", "@back": "at_back"}


def pages(pictures: Sequence[bytes], total: int, layout: str) -> str:
    """The pages of a document, one below the other."""
    more = total > len(pictures)
    said = say(
        "finish.more_pages" if more else "finish.pages", total=total, profile=told(layout),
        **({"shown": len(pictures)} if more else {}),
    )  # fmt: skip
    shown = "".join(_page(number, picture) for number, picture in enumerate(pictures, 1))
    return (
        f'<p class="quiet" role="status">{said}</p>'
        f'<div class="pages" tabindex="0" role="region" '
        f'aria-label="{escape(say("finish.show"))}">{shown}</div>'
    )


def _page(number: int, picture: bytes) -> str:
    data = base64.b64encode(picture).decode("ascii")
    name = escape(say("finish.page", number=number))
    return f'<figure><img src="data:image/png;base64,{data}" alt="{name}"><figcaption>{name}</figcaption></figure>'


def setting() -> str:
    """While LibreOffice sets the pages."""
    return (
        f'<div class="progress busy" role="status"><p>{escape(say("finish.setting"))}</p>'
        '<div class="bar"><span></span></div></div>'
    )


def still_open(draft: Draft) -> str:
    """What is to be done before the draft is finished, errors first."""
    found = [finding.severity for finding in draft.findings]
    reviewed = len(waiting(draft))
    proposed = sum(not is_returned(r) for r in proposed_for(draft).values()) + reviewed
    counts = {
        "errors": found.count("error"),
        "unwritten": sum(not section.text.strip() for section in draft.sections),
        "proposals": proposed,
        "remarks": len(open_remarks(draft)),
        "warnings": found.count("warning"),
        "infos": found.count("info"),
    }
    left = {name: count for name, count in counts.items() if count}
    items = "".join(
        f'<li class="{name}">{escape(say(f"finish.{name}", count=count))}</li>'
        for name, count in left.items()
    ) or f'<li class="none">{escape(say("finish.nothing_open"))}</li>'  # fmt: skip
    return f'<h3>{escape(say("finish.open"))}</h3><ul class="still-open">{items}</ul>'


def returned(draft: Draft) -> str:
    """What a reviewed file brought and nobody has answered; nothing where there is nothing."""
    revisions, remarks = waiting(draft), open_remarks(draft)
    if not revisions and not remarks:
        return ""
    every = _button("accept-all", say("finish.accept_all")) if len(revisions) > 1 else ""
    names = {section.id: section.heading for section in draft.sections}
    listed = "".join(_revision(revision) for revision in revisions)
    told = "".join(_remark(remark, names) for remark in remarks)
    return (
        f'<div class="returned"><p class="proposal-head"><span>{escape(say("finish.returned"))}</span>'
        f'<span class="acts">{every}</span></p>{listed}{told}</div>'
    )


def _revision(revision: Revision) -> str:
    before, after = (
        texts.shown(Section("", "", 0, text)) for text in (revision.before, revision.after.text)
    )
    left, right = sides(before, after)
    key = _AROUND.get(revision.section)
    heading = revision.after.heading
    name = escape(say(f"finish.{key}")) if key else chinese(heading) if heading else ""
    buttons = _button("accept", say("finish.accept"), id=revision.id)
    buttons += _button("refuse", say("finish.refuse"), id=revision.id)
    return (
        f'<div class="proposal"><p class="proposal-head">'
        f"<span>{escape(say(f'finish.change_{revision.change}'))}　"
        f"{name or escape(say('finish.no_heading'))}</span><span>{chinese(revision.author)}</span>"
        f'<span>{escape(revision.at[:10])}</span><span class="acts">{buttons}</span></p>'
        f'<div class="sides">{_side("before", left, "del")}{_side("after", right, "ins")}</div></div>'
    )


def _side(name: str, spans: Sequence[Span], mark: str) -> str:
    text = "".join(
        f"<{mark}>{escape(span.text)}</{mark}>" if span.changed else escape(span.text)
        for span in spans
    )
    return f'<div class="side"><h4>{escape(say(f"finish.{name}"))}</h4><div lang="zh-CN">{text}</div></div>'


def _remark(remark: Remark, names: dict[str, str]) -> str:
    where = names.get(remark.section, "")
    key = "finish.remark_on" if remark.quote else "finish.remark_whole"
    on = say(key, quote="\x00") if remark.quote else say(key)
    quoted = escape(on).replace("\x00", chinese(_short(remark.quote)))
    buttons = _button("give", say("finish.give"), id=remark.id)
    buttons += _button("done", say("finish.done"), id=remark.id)
    by = chinese(remark.author) if remark.author else escape(say("finish.unnamed"))
    return (
        f'<div class="remark"><p class="proposal-head"><span>{by}</span><span>{quoted}</span>'
        f'<span>{chinese(where)}</span><span class="acts">{buttons}</span></p>'
        f'<p class="remark-text">{chinese(remark.text)}</p></div>'
    )


def _short(quote: str) -> str:
    return quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN]}……"


def _button(act: str, label: str, **data: str) -> str:
    given = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    return f'<button type="button" data-act="{act}"{given}>{escape(label)}</button>'
