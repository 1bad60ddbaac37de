"""Sentences -> statements by rules: judged, parted into their matters, made to stand alone."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.facts.extraction.heading_topics import heading_topic
from drafting.facts.extraction.judging import ANNOUNCING, EMPTY, MARGIN, SHORT, why_not
from drafting.facts.extraction.records import LeftOut, Statement
from drafting.facts.extraction.resolving import (
    LONGEST_JOINED,
    NUMBERING,
    bare_statement,
    leans,
    resolved,
    time_lead,
    trimmed,
    with_time,
)
from drafting.facts.extraction.running_text import Reading, Sentence
from drafting.facts.extraction.sentences import matters
from drafting.facts.extraction.speakers import of_unit, without_speaker
from drafting.facts.extraction.talking import as_written
from drafting.figures import find_figures

LONGEST_FACT = 300
"""Characters; a longer one is left out and said: nobody can confirm it at a glance."""
_LONGEST_POINT = 22
"""Characters of a counted point that the next sentence goes on to explain (一是制度不够健全。)."""
_LONGEST_GROUP = 80
"""Characters of parallels that stay together under the time they share."""
_COUNTS_ON = re.compile(
    rf"{NUMBERING.pattern}|首先|其次|再次|最后|第[一二三四五六七八九十]|同时|另外|此外"
)
_ANNOUNCED = {
    "问题": "问题|不足|短板|差距|困难", "要求": "要求|希望", "经验": "体会|启示|经验",
    "打算": "打算|安排|工作|下一?步.{0,12}",
}  # fmt: skip
_COUNTED = r"(?:以下|如下|[几两三四五六]个?[点条方件项])"


def statements_of(reading: Reading) -> tuple[list[Statement], list[LeftOut]]:
    """The statements of a text by rules, and what was left out. Neither model nor network is used;
    names are found by LAC."""
    made = _Making()
    for sentence in reading.sentences:
        made.take(sentence)
    left = dict.fromkeys((one.quote, one.place, one.reason) for one in made.left)
    return made.statements, [*reading.margins, *(LeftOut(*one) for one in left)]


class _Making:
    """Statements as they come about, sentence by sentence."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.left: list[LeftOut] = []
        self._before: Statement | None = None
        self._point: Statement | None = None
        self._paragraph = 0
        self._headings: tuple[str, ...] = ()
        self._topic = ""
        self._unit = ""

    def take(self, sentence: Sentence) -> None:
        """Add what a sentence states."""
        if sentence.paragraph != self._paragraph:
            self._begin(sentence)
        if _is_heading(sentence):
            self.left.append(LeftOut(sentence.quote, sentence.place, MARGIN))
            return
        spoken, unit, named = without_speaker(sentence.text)
        self._unit = unit if named else self._unit
        lead = ""
        for a, b in _under_one_time(spoken, matters(spoken, (0, len(spoken)))):
            piece = spoken[a:b]
            text = with_time(as_written(bare_statement(piece)), lead)
            whose = text if leans(text) else of_unit(text, self._unit)
            self._one(self._statement(sentence, whose), piece)
            lead = lead or time_lead(text)
            if not NUMBERING.match(piece):
                self._topic = _announced(piece) or self._topic

    def _begin(self, sentence: Sentence) -> None:
        """Forget what held for the paragraph before. What was announced holds for the points that
        follow under the same heading."""
        self._before = self._point = None
        self._paragraph, self._unit = sentence.paragraph, sentence.unit
        if sentence.headings[:1] != self._headings[:1] or not _COUNTS_ON.match(sentence.text):
            self._topic = ""
        self._headings = sentence.headings

    def _statement(self, sentence: Sentence, text: str) -> Statement:
        above = (*sentence.headings, self._topic) if self._topic else sentence.headings
        return Statement(text, sentence.quote, sentence.place, above, sentence=sentence.number)

    def _one(self, statement: Statement, piece: str) -> None:
        topic = self._topic or heading_topic(self._headings)
        reason = why_not(statement.text, topic=topic)
        if not reason and self._explains(statement, piece):
            return
        if reason in ("", EMPTY) and (leaning := self._leaning(statement, not reason)):
            statement = leaning
            if statement is self._before:
                return
        if not reason and len(statement.text) > LONGEST_FACT:
            reason = f"超过 {LONGEST_FACT} 字，请自行摘取"
        if reason:
            self._leave(statement, piece, reason, topic)
            return
        statement = replace(statement, text=trimmed(statement.text))
        self.statements.append(statement)
        self._before = statement
        is_point = NUMBERING.match(piece) and len(statement.text) <= _LONGEST_POINT
        self._point = statement if is_point and not _counts(statement.text) else None

    def _leave(self, statement: Statement, piece: str, reason: str, topic: str) -> None:
        self.left.append(LeftOut(statement.quote, statement.place, reason))
        self._before = statement if reason == EMPTY else None
        if (about := _ABOUT.match(statement.text)) and reason == ANNOUNCING:
            self._before = replace(statement, text=about["matter"])
        # 一是配套不足。 says too little, but is the head of what explains it.
        is_point = topic == "问题" and NUMBERING.match(piece) and reason in (EMPTY, SHORT)
        if is_point:
            self._before = statement
        self._point = statement if is_point else None

    def _explains(self, statement: Statement, piece: str) -> bool:
        """Join the statement to the counted point it explains, where there is one."""
        point = self._point
        if point is None or point is not self._before or leans(statement.text):
            return False
        joined = f"{point.text}，{statement.text}"
        if len(joined) > LONGEST_JOINED or _COUNTS_ON.match(piece):
            return False
        self._merge(point, replace(statement, text=joined))
        return True

    def _leaning(self, statement: Statement, states: bool) -> Statement | None:
        """The statement made to stand alone; the one before it where it was joined to that."""
        before = self._before
        if before is None or not leans(statement.text):
            return None
        text, contains = resolved(statement.text, before.text)
        if not contains:
            return replace(statement, text=text)
        if not states:
            return None
        self._merge(before, replace(statement, text=text))
        return self._before

    def _merge(self, before: Statement, joined: Statement) -> None:
        place = replace(before.place, end=joined.place.end)
        same = before.sentence == joined.sentence
        quote = before.quote if same else f"{before.quote}{joined.quote}"
        whole = replace(joined, quote=quote, place=place, sentence=before.sentence)
        if self.statements and self.statements[-1] is before:
            self.statements[-1] = whole
        else:
            self.statements.append(whole)
            self.left = [one for one in self.left if one.place != before.place]
        self._before = whole


_ABOUT = re.compile(r"关于(?P<matter>[^，。]{4,24})$")


def _under_one_time(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parallels under one time (过去五年，…；…；…) by twos and threes: each needs the time said, and
    said with each it tires."""
    if len(spans) < 2 or not time_lead(bare_statement(text[slice(*spans[0])])):
        return spans
    grouped = spans[:1]
    for start, end in spans[1:]:
        counted = NUMBERING.match(text[start:end])
        if counted or text[start - 1] not in "；;" or end - grouped[-1][0] > _LONGEST_GROUP:
            grouped.append((start, end))
        else:
            grouped[-1] = (grouped[-1][0], end)
    return grouped


def _is_heading(sentence: Sentence) -> bool:
    """A run-in heading: the paragraph's first sentence repeats the heading over it, and counts
    nothing (2、加装电梯23部。 is a point of a list)."""
    plain = sentence.text.strip(" 。，：:")
    same = any(plain == heading.strip(" 。，：:") for heading in sentence.headings[-1:])
    return same and not _counts(plain)


def _counts(text: str) -> bool:
    """Whether there is a figure of something, not of points to be made."""
    return any(figure.unit not in ("", "点", "条", "句") for figure in find_figures(text))


def _announced(text: str) -> str:
    """The topic that a sentence announces for what follows: 还存在一些问题。主要表现在：."""
    plain = text.rstrip("。：: ")
    for topic, words in _ANNOUNCED.items():
        after = rf"{_COUNTED}[^，。：]{{0,12}}(?:{words})[^，。：]{{0,4}}$"
        before = rf"(?:{words})[^，。：]{{0,8}}(?:{_COUNTED}[事]?|表现在|反映在)$"
        vague = rf"(?:一些|不少)(?:{words})(?:之处)?$|(?:{words})(?:和不足)?有[^，。]{{1,4}}$"
        there = rf"(?:存在|面临)着?的?[^，。：]{{0,4}}(?:{words})(?:[和及、与][^，。：]{{2,4}})?(?:主要)?[是有]?$"
        bare = rf"^(?:主要|突出)?(?:{words})(?:主要)?[是有]?$" if topic == "问题" else there
        if re.search(f"{after}|{before}|{vague}|{there}|{bare}", plain):
            return topic
    return ""
