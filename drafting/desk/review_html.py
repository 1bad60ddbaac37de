"""The review on the page: the text, the findings beside it, facts used and unused, grounds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from drafting.desk.html import check_name, chinese, escape, local_time, told
from drafting.desk.review_text import Rest, rests_of, text_html
from drafting.desk.reviewing import has_suggestion, keyed
from drafting.desk.words import say
from drafting.document import coverage_of, manuscript_of
from drafting.model import Acceptance, Draft, Fact, Finding
from drafting.tracing import align

_SEVERITIES = ("error", "warning", "info")
_SHOWN = 60
"""字 of a quote that a card shows."""


def _say(name: str, **values: object) -> str:
    return escape(say(f"review.{name}", **values))


def review(draft: Draft) -> str:
    """All of the review but its buttons for files. What a person wrote is escaped throughout."""
    manuscript = manuscript_of(draft)
    rests = rests_of(manuscript, draft.brief)
    named = list(keyed(draft))
    cards = "".join(_card(n, key, f, draft) for n, (key, f) in enumerate(named))
    body = text_html(manuscript, draft.findings, rests)
    return (
        f"{_filters(draft.findings)}{_strip(draft)}"
        f'<div class="review"><div class="pane reading" tabindex="0" role="region" '
        f'lang="zh-CN" aria-label="{_say("text")}">{body}</div>'
        f'<div class="review-side"><div class="pane cards" tabindex="0" role="region" '
        f'aria-label="{_say("findings")}">{_cards(cards)}{_accepted(draft.accepted)}</div>'
        f"{_grounds(draft, rests)}</div></div>"
    )


def _filters(findings: Sequence[Finding]) -> str:
    severities: list[str] = [finding.severity for finding in findings]
    chips = "".join(
        f'<button type="button" class="filter {key}" data-severity="{key}" aria-pressed="false">'
        f"{_say(key)} <b>{severities.count(key)}</b></button>"
        for key in _SEVERITIES
    )
    used = sorted({finding.check for finding in findings})
    options = "".join(f'<option value="{escape(key)}">{_check(key)}</option>' for key in used)
    return (
        f'<div class="review-bar">{chips}<select class="by-check" aria-label="{_say("by_check")}">'
        f'<option value="">{_say("every_check")}</option>{options}</select>'
        f'<span class="steps" title="{_say("keys")}">'
        f'<button type="button" data-step="-1">{_say("previous")}</button>'
        f'<button type="button" data-step="1">{_say("next")}</button></span></div>'
    )


def _check(name: str) -> str:
    return escape(check_name(name))


def _card(number: int, key: str, finding: Finding, draft: Draft) -> str:
    where = chinese(finding.section) if finding.section else _say("front")
    quote = finding.quote if len(finding.quote) <= _SHOWN else f"{finding.quote[:_SHOWN]}……"
    quoted = f'<p class="quote">{chinese(quote)}</p>' if quote else ""
    facts = {fact.id: fact for fact in draft.brief.facts}
    grounds = "".join(_fact(facts[i]) for i in finding.facts if i in facts)
    return (
        f'<div class="card {finding.severity}" data-card="{number}" tabindex="0" '
        f'data-severity="{finding.severity}" data-check="{escape(finding.check)}">'
        f'<p class="card-head"><span class="level {finding.severity}">{_check(finding.check)}</span>'
        f'<span class="where">{where}</span></p>{quoted}<p class="said">{told(finding.message)}</p>'
        f'<div class="more">{grounds}{_acts(key, finding)}</div></div>'
    )


def _acts(key: str, finding: Finding) -> str:
    buttons = ""
    if has_suggestion(finding):
        right = f"{_say('fix_to')}“{chinese(finding.suggestion)}”" if finding.suggestion else _say("drop")  # fmt: skip
        buttons += f'<button type="button" class="fix" data-act="fix" data-name="{key}">{_say("fix")}：{right}</button>'
    buttons += f'<button type="button" data-ask="1">{_say("accept")}</button>'
    return (
        f'<p class="acts">{buttons}</p><p class="reason" hidden>'
        f'<input type="text" maxlength="200" aria-label="{_say("reason")}" placeholder="{_say("reason_hint")}">'
        f'<button type="button" data-act="accept" data-name="{key}">{_say("settle")}</button>'
        f'<button type="button" data-ask="">{_say("cancel")}</button></p>'
    )


def _cards(cards: str) -> str:
    none = f'<p class="quiet none">{_say("filtered" if cards else "nothing")}</p>'
    return f'<div id="findings">{cards}</div>{none}'


def _accepted(accepted: Sequence[Acceptance]) -> str:
    if not accepted:
        return ""
    items = "".join(
        f"<li><p><b>{chinese(a.quote[:_SHOWN]) if a.quote else _say('whole')}</b>　{chinese(a.reason)}</p>"
        f'<p class="quiet">{_check(a.check)}　{escape(_when(a.at))}　'
        f'<button type="button" data-act="revoke" data-name="{escape(a.key)}">{_say("revoke")}</button></p></li>'
        for a in accepted
    )
    return (
        f'<div id="accepted"><h4>{_say("accepted")}（{len(accepted)}）</h4><ul>{items}</ul></div>'
    )


def _when(at: str) -> str:
    try:
        return local_time(dt.datetime.fromisoformat(at))
    except ValueError:
        return at


def _used(draft: Draft) -> set[str]:
    """Facts told in the text: by its record of sentences, or by what they share with its words."""
    aligned = align(manuscript_of(draft), draft.brief.facts)
    here = {f.id for f in draft.brief.facts if aligned.best(f.id) is not None}
    return here | set(coverage_of(draft)["used"])


def _strip(draft: Draft) -> str:
    """A chip a fact; a click goes to where it is told."""
    used = _used(draft)
    ids = [fact.id for fact in draft.brief.facts]
    left = [key for key in ids if key not in used]
    chips = "".join(
        f'<button type="button" class="chip {"used" if fact.id in used else "unused"}" '
        f'data-fact="{escape(fact.id)}" lang="zh-CN" title="{escape(fact.text)}">{escape(fact.id)}'
        f'<span class="sr" lang="{say("masthead.lang")}">{_say("used" if fact.id in used else "unused")}</span></button>'
        for fact in draft.brief.facts
    )
    said = _say("of_facts", total=len(ids), used=len(ids) - len(left), unused=len(left))
    return (
        f'<div class="coverage" id="coverage"><p>{said}</p><div class="chips">{chips}</div></div>'
    )


def _grounds(draft: Draft, rests: Sequence[Rest]) -> str:
    """What is shown of the place that a person points at; hidden until then."""
    grounds = "".join(
        f'<div data-ground="{n}" data-facts="{escape(" ".join(rest.facts))}" hidden>'
        + (f'<p class="sum">{_say("sum")}：{told(rest.sum)}</p>' if rest.sum else "")
        + (f"<p>{_say('own_lines')}</p>" if not rest.facts and not rest.sum else "")
        + "</div>"
        for n, rest in enumerate(rests)
    )
    facts = "".join(f'<div data-told="{escape(f.id)}" hidden>{_fact(f)}</div>' for f in draft.brief.facts)  # fmt: skip
    return (
        f'<div class="pane grounds" aria-live="polite"><h4>{_say("grounds")}<span class="of"></span></h4>'
        f'<p class="quiet hint">{_say("grounds_hint")}</p>{grounds}{facts}</div>'
    )


def _fact(fact: Fact) -> str:
    source = (
        f'<span class="quiet">　{_say("source")}：{chinese(fact.source)}</span>'
        if fact.source
        else ""
    )
    return f'<p class="fact"><b>{escape(fact.id)}</b>　{chinese(fact.text)}{source}</p>'
