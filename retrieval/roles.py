"""What a passage does in its document: from headings, place, words, and the run it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.errors import LibraryError
from retrieval.understanding.numbering import number_at
from retrieval.understanding.role_words import HEADING_CUES, TEXT_CUES, figures_score

ROLES = (
    "标题",
    "称呼",
    "开场",
    "背景",
    "成绩",
    "做法",
    "事例",
    "数据",
    "感谢",
    "问题",
    "要求",
    "打算",
    "号召",
    "结尾",
    "落款",
)
"""The fifteen roles."""

MARGINAL_ROLES = frozenset({"标题", "称呼", "落款"})
"""Roles of lines around the body: found last unless asked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands, and what is known of it before it is read.

    ``turn`` is the role its first sentence announces, ``run`` the role announced before it for
    the points counted off here, ``before`` that of the text before it in its section, ``genre`` what the document is: speech, plan, report or essay.
    """

    first: bool = False
    before_headings: bool = False
    last: bool = False
    late: bool = False
    turn: str = ""
    run: str = ""
    before: str = ""
    genre: str = ""


def check_role(role: str | None) -> None:
    """Raise :class:`LibraryError` when a role is given that is none of the fifteen."""
    if role is not None and role not in ROLES:
        raise LibraryError(f"没有“{role}”这种段落：请改用 {'、'.join(ROLES)} 之一")


def role_of(text: str, headings: tuple[str, ...], place: Place) -> str:
    """Return the role of a passage of the body.

    ``headings`` is the path of headings above it, outermost first.
    """
    text = text[:_READ]
    scores = dict.fromkeys(_BODY_ROLES, 0.0)
    scores["做法"] = 1.2
    _add_headings(scores, headings)
    for cue in TEXT_CUES:
        scores[cue.role] += cue.score(text)
    scores["数据"] += figures_score(text)
    _add_place(scores, text, place)
    _add_genre(scores, place)
    return max(scores, key=lambda role: scores[role])


_BODY_ROLES = tuple(role for role in ROLES if role not in MARGINAL_ROLES)
_READ = 1_500
"""Characters a role is judged by: no unit of a document that is written as one is longer."""

_CARRIED = frozenset({"问题", "要求", "打算"})
_OUTERMOST = 0.9
_BETWEEN = 0.5


def _add_headings(scores: dict[str, float], headings: tuple[str, ...]) -> None:
    for depth, heading in enumerate(reversed(headings), start=1):
        share = 1.0 if depth == 1 else _OUTERMOST if depth == len(headings) else _BETWEEN
        for role, weight in heading_roles(heading).items():
            scores[role] += share * weight


def heading_roles(heading: str) -> dict[str, float]:
    """Return the roles a heading speaks for, each with the weight of its strongest word."""
    found: dict[str, float] = {}
    for cue in HEADING_CUES:
        if cue.pattern.search(heading):
            found[cue.role] = max(cue.weight, found.get(cue.role, 0.0))
    return found


def _add_place(scores: dict[str, float], text: str, place: Place) -> None:
    if place.turn:
        scores[place.turn] += 3.5
    if place.run:
        scores[place.run] += 3.5 if number_at(text) else 1.8
    if place.before in _CARRIED:
        scores[place.before] += 1.0
    if place.before_headings:
        scores["开场"] += 5.0 if place.first else 0.0
        scores["背景"] += 0.8
    else:
        scores["开场"] -= 4.0
    if place.last:
        scores["结尾"] += 2.0 if len(text) < 160 else 1.0
    if not place.late:
        scores["结尾"] -= 2.5
        scores["号召"] -= 2.5


_GENRES: dict[str, dict[str, float]] = {
    "speech": {"做法": -0.6, "要求": 1.0, "号召": 1.0, "打算": -1.2, "数据": -1.5},
    "plan": {
        "做法": 1.2,
        "要求": 0.3,
        "打算": -0.6,
        "成绩": -2.0,
        "事例": -2.0,
        "问题": -1.0,
        "数据": -1.0,
    },
    "report": {"要求": -1.5, "打算": 0.8, "号召": -1.5},
    "essay": {"打算": 0.6, "要求": -0.3, "背景": 0.4, "成绩": -0.5, "号召": -1.0},
}


def _add_genre(scores: dict[str, float], place: Place) -> None:
    for role, weight in _GENRES.get(place.genre, {}).items():
        scores[role] += weight
