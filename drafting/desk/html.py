"""Fragments of HTML. Whatever a person or a file said passes through :func:`escape`."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Sequence

from drafting.desk.words import language, room, say
from drafting.desk.words.sentences import told_in_language
from drafting.model import Draft, Finding

_CHINESE_SIGN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_CHINESE = re.compile(
    r"(?<=“)(?:[^“”]|“[^“”]*”)+(?=”)"
    r"|[\u3000-\u303f\uff00-\uffef]*[\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff\uff00-\uffef]*"
)
"""What stands between quotation marks, and where that is not Chinese, what else is."""
SEVERITIES = ("error", "warning", "info")


def escape(text: object) -> str:
    """Text that is safe in HTML and in Gradio's templates, whose braces are masked too."""
    safe = html.escape(str(text), quote=True)
    return safe.replace("{", "&#123;").replace("}", "&#125;").replace("$", "&#36;")


def chinese(text: object) -> str:
    """What is Chinese on a page in any language: a draft, its facts, what a person says of it."""
    return escape(text) if language() == "zh" else f'<span lang="zh-CN">{escape(text)}</span>'


def check_name(name: str) -> str:
    """What a check is called on the page."""
    known = room("checks").get(name)
    return known[language()] if known else say("review.other")


def plain(sentence: str) -> str:
    """A sentence or term of the program in the language of the page, for what is no HTML."""
    return told_in_language(sentence)


def told(sentence: str) -> str:
    """A sentence of the program in the language of the page. What has no English is marked as
    Chinese, as are words of a draft that it quotes."""
    said = escape(told_in_language(sentence))
    return said if language() == "zh" else _CHINESE.sub(_marked, said)


def _marked(found: re.Match[str]) -> str:
    """As Chinese, where it is."""
    return f'<span lang="zh-CN">{found[0]}</span>' if _CHINESE_SIGN.search(found[0]) else found[0]


def header(
    engine: str, library: str, person: str = "", role: str = "admin", *, quotas: Iterable[str] = ()
) -> str:
    """Name of the program, who writes, how the library stands, what was used of quotas, and who has
    logged in."""
    used = "".join(f'<span class="library quota">{told(line)}</span>' for line in quotas)
    return (
        f'<header class="masthead"><span class="seal" lang="zh-CN" aria-hidden="true">拟</span>'
        f'<h1>{say("masthead.title")}</h1><span class="motto">{say("masthead.motto")}</span>'
        f'<span class="badge" title="{say("masthead.who_writes")}">{told(engine)}</span>'
        f'<span class="library" data-role="{role}">{told(library)}</span>{used}{_switch()}'
        f"{_leave(person) if person else ''}</header>"
    )


def _leave(person: str) -> str:
    return (
        f'<form class="leave" method="post" action="{say("people.leave_address")}">'
        f"<span>{escape(person)}</span><button>{say('people.leave')}</button></form>"
    )


def _switch() -> str:
    """The way to the page in the other language; the script keeps the draft in the address."""
    return (
        f'<button type="button" class="night" title="{say("masthead.night")}" '
        f'aria-label="{say("masthead.night")}">◐</button>'
        f'<a class="language" href="{say("masthead.other_address")}" lang="{say("masthead.other_lang")}" '
        f'title="{say("masthead.switch")}">{say("masthead.other")}</a>'
    )


def notices(sentences: Iterable[str], kind: str = "note") -> str:
    """A panel of sentences; empty for none. ``kind`` is note, problem or good."""
    items = "".join(f"<li>{told(sentence)}</li>" for sentence in sentences if sentence)
    return f'<div role="status"><ul class="notices {kind}">{items}</ul></div>' if items else ""


def kind_card(description: str, sections: Sequence[str], topics: Sequence[str], length: int) -> str:
    """What a kind is, in three lines."""
    return (
        f'<div class="kind-card"><p>{told(description)}</p><dl>'
        f"<dt>{say('kind.structure')}</dt><dd>{' → '.join(map(told, sections))}</dd>"
        f"<dt>{say('kind.needed')}</dt><dd>{say('masthead.and').join(map(told, topics))}</dd>"
        f"<dt>{say('kind.usual')}</dt><dd>{say('kind.about', length=length)}</dd></dl></div>"
    )


def tally(items: Sequence[Finding]) -> str:
    """How much is still open, in plain words."""
    counted = {key: sum(f.severity == key for f in items) for key in SEVERITIES}
    parts = [say(f"review.some_{key}", count=n) for key, n in counted.items() if n]
    return (
        say("review.tally", parts=say("masthead.and").join(parts)) if parts else say("review.clean")
    )


def margin(lines: Sequence[str]) -> str:
    """The lines before or after the sections, as they will stand in the document."""
    return "".join(f'<p class="margin-line" lang="zh-CN">{escape(line)}</p>' for line in lines)


def standing(draft: Draft, words: int, written_by: str, cost: str = "") -> str:
    """Length, origin and cost of a draft."""
    facts = say("standing.fact_count", count=len(draft.brief.facts))
    rows = [("words", str(words)), ("writer", written_by), ("facts", facts)]
    if cost:
        rows.append(("cost", cost))
    listed = "".join(
        f"<dt>{say(f'standing.{name}')}</dt><dd>{told(value)}</dd>" for name, value in rows
    )
    return f'<dl class="standing">{listed}</dl>'


def local_time(moment: dt.datetime) -> str:
    """A UTC moment on this machine's clock, to the minute."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return aware.astimezone().strftime("%Y-%m-%d %H:%M")
