"""Which kind of document this is: by the folder it lies in, its title, or its body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.errors import LibraryError
from retrieval.understanding.kind_words import BODY_SIGNS, OPENING_SIGNS, TITLE_SIGNS, Sign

KINDS: dict[str, str] = {
    "mobilization_speech": "动员讲话",
    "symposium_speech": "座谈会讲话",
    "work_summary": "工作总结",
    "situation_report": "情况汇报",
    "experience_material": "经验材料",
    "secondment_summary": "挂职总结",
    "research_report": "调研报告",
    "implementation_plan": "实施方案",
    "discussion_paper": "研讨文章",
}
"""The nine kinds: id and Chinese name."""

_OPENING = 400
_BODY = 12_000
_SHORT = 120
_FIRST = 1_500
_LEAST = 2.4
_SURE = 5.0
_FIRST_PERSON = re.compile(r"我(?!们|[省市县区镇乡局院校司国党部厅街社])")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A document's kind ("" when nothing points to one), how sure that is (0 to 1), the next best."""

    kind: str
    confidence: float
    runner_up: str


def check_kind(kind: str | None) -> None:
    """Raise :class:`LibraryError` when a kind is given that is none of the nine."""
    if kind is not None and kind not in KINDS:
        known = "、".join(f"{key}（{name}）" for key, name in KINDS.items())
        raise LibraryError(f"没有文种“{kind}”：请改用 {known} 之一")


def recognise_kind(title: str, text: str, folder: str = "") -> str:
    """Return the id of the kind, or "" when nothing points to one; see :func:`recognise`."""
    return recognise(title, text, folder).kind


def recognise(title: str, text: str, folder: str = "") -> Recognised:
    """Recognise the kind of a document.

    ``folder`` is the name of the folder the file lies in: when it is a kind's id or Chinese
    name, it decides. A title that says little (汇报材料, 新建文档) leaves it to the body.
    """
    given = _kind_of_folder(folder)
    if given:
        return Recognised(given, 1.0, "")
    scores = _scores(title, text)
    best, second = sorted(scores, key=lambda kind: -scores[kind])[:2]
    if scores[best] < _LEAST:
        return Recognised("", 0.0, best if scores[best] else "")
    runner_up = second if scores[second] > 0 else ""
    return Recognised(best, _confidence(scores[best], scores[second]), runner_up)


def _kind_of_folder(folder: str) -> str:
    if folder in KINDS:
        return folder
    return next((kind for kind, name in KINDS.items() if folder == name), "")


def _scores(title: str, text: str) -> dict[str, float]:
    scores = dict.fromkeys(KINDS, 0.0)
    body = text[:_BODY].strip().removeprefix(title).strip()
    _add(scores, _strongest(TITLE_SIGNS, title))
    _add(scores, [sign for sign in OPENING_SIGNS if sign.pattern.search(body[:_OPENING])])
    _add(scores, [sign for sign in BODY_SIGNS if sign.pattern.search(body)])
    if len(body) > _SHORT and not _in_first_person(body):
        _move(scores, "secondment_summary", "work_summary")
    return scores


def _in_first_person(body: str) -> bool:
    """One 我 further down may be a quotation."""
    opens = _FIRST_PERSON.search(body[:_OPENING]) is not None
    return opens or len(_FIRST_PERSON.findall(body[:_FIRST])) > 2


def _move(scores: dict[str, float], personal: str, official: str) -> None:
    """What an office says of secondments (nobody says 我) is its work, not one person's."""
    scores[official] += scores[personal] * 0.6
    scores[personal] *= 0.3


def _add(scores: dict[str, float], signs: list[Sign]) -> None:
    for sign in signs:
        scores[sign.kind] += sign.weight


def _strongest(signs: tuple[Sign, ...], title: str) -> list[Sign]:
    """Return for each kind the strongest sign found in a title."""
    found: dict[str, Sign] = {}
    for sign in signs:
        if sign.pattern.search(title) and sign.weight > getattr(found.get(sign.kind), "weight", 0):
            found[sign.kind] = sign
    return list(found.values())


def _confidence(best: float, second: float) -> float:
    lead = (best - max(second, 0.0)) / best
    return round(min(1.0, best / _SURE) * (0.5 + 0.5 * min(1.0, lead * 1.5)), 2)
