"""What a kind file (文种) may say; unknown keys are refused so that a slip is seen at once.

Every phrase is a complete sentence with its end mark. Phrases may use the slots ``{issuer}``
``{occasion}`` ``{audience}`` ``{subject}`` ``{period}`` ``{speaker}``; one whose slot the brief
leaves empty is passed over. Phrases hold no figure, no name and no claim about what was done.
"""

from __future__ import annotations

import string
from collections import Counter
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from drafting.topics import TOPICS

SLOTS = frozenset({"issuer", "occasion", "audience", "subject", "period", "speaker"})


def slots_in(text: str) -> set[str]:
    """Names of the slots of a phrase. Raises ValueError where a brace stands alone."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _known_slots(text: str) -> str:
    try:
        unknown = slots_in(text) - SLOTS
    except ValueError:
        raise ValueError("花括号不成对") from None
    if unknown:
        raise ValueError(f"没有“{{{sorted(unknown)[0]}}}”这个空位")
    return text


Pattern = Annotated[str, AfterValidator(_known_slots)]
Phrase = Annotated[str, Field(min_length=4), AfterValidator(_known_slots)]
Stance = Literal["record", "shortfall", "call"]
"""How facts of a section speak: of what was done, of what is lacking, of what is to be done."""


class Strict(BaseModel):
    """Base of the records of a kind file: unknown keys are refused, nothing is changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Group(Strict):
    """Facts addressed to one party or belonging to one matter, gathered under one sub-heading.

    A fact belongs to the group whose ``keywords`` it names first.
    """

    name: str
    keywords: tuple[str, ...]
    heading: str
    """Sub-heading without number, parallel to those of the other groups."""
    default: bool = False
    """Whether facts that name no group belong here; else they join the group most like them."""
    openings: tuple[Phrase, ...] = ()
    remarks: tuple[Phrase, ...] = ()


class SectionKind(Strict):
    """One section of a kind."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    name: str
    purpose: str
    belongs: str
    """What belongs in it and what does not: one or two sentences for writer and model."""
    share: Annotated[float, Field(gt=0, le=0.8)]
    """Share of the document's length; the shares of a kind add up to 1."""
    topics: tuple[str, ...] = ()
    """Fact topics that feed it, most typical first."""
    form: Literal["paragraphs", "run", "subheaded"] = "paragraphs"
    stance: Stance = "record"
    role: str = ""
    """Role of the sample passages that serve as exemplars: 开场, 成绩, 做法, 要求 …"""
    headed: bool = True
    required: bool = True
    """A required section stays, marked for the writer, when no fact feeds it."""
    openings: tuple[Phrase, ...] = ()
    """First sentences; one is taken. In a headed section they lead from the section before."""
    leads: dict[str, tuple[Phrase, ...]] = {}
    """By topic: a sentence before the first fact of that topic. ``*`` serves every topic."""
    remarks: dict[str, tuple[Phrase, ...]] = {}
    """By topic (``*``: any): sentences that may follow its facts while length is wanting."""
    closings: tuple[Phrase, ...] = ()
    """Last sentences; one is taken where length allows."""
    groups: tuple[Group, ...] = ()


class Kind(Strict):
    """A 文种: its structure and the phrasing that the offline engine speaks with."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    name: str
    description: str
    profile: str = "official"
    length: Annotated[int, Field(gt=0)] = 1500
    """Target length in 字 where the brief gives none."""
    voice: Literal["speech", "office", "person", "author"]
    required_topics: tuple[str, ...]
    title_patterns: tuple[Pattern, ...]
    """Patterns for a title the brief leaves open, tried in order; slots as in phrases."""
    front: tuple[str, ...] = ()
    """Lines under the title: ``{dateline}`` ``{speaker_line}`` ``{salutation}`` ``{recipient_line}``
    ``{byline}``; one whose slot is empty is left out."""
    ending: tuple[str, ...] = ()
    """The ending formula, a paragraph of its own (谢谢大家！, 特此汇报。); the first is taken."""
    signed: bool = False
    """Whether 落款 (issuer and date) stands at the end."""
    theme_remarks: Literal["first", "last", "never"] = "first"
    """Whether general sentences on a fact's matter come before the kind's own remarks, after them
    or not at all, because their tone does not suit the kind."""
    heading_sets: Annotated[tuple[dict[str, Pattern], ...], Field(min_length=1)]
    """Complete sets of level-one headings without numbers, by section id; the headings of a set
    are parallel in form and hold ``{subject}`` where they speak of the matter."""
    sections: tuple[SectionKind, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Kind:
        ids = [section.id for section in self.sections]
        if len(set(ids)) != len(ids):
            raise ValueError("sections: 小节 id 重复")
        total = sum(section.share for section in self.sections)
        if abs(total - 1) > 0.011:
            raise ValueError(f"sections.share: 各节篇幅占比合计应为 1，现为 {total:.2f}")
        headed = {section.id for section in self.sections if section.headed}
        for number, headings in enumerate(self.heading_sets, 1):
            if set(headings) != headed:
                raise ValueError(f"heading_sets: 第 {number} 组标题应与各节一一对应")
        if not any(
            all(slots_in(text) <= {"subject"} for text in headings.values())
            for headings in self.heading_sets
        ):
            raise ValueError("heading_sets: 至少要有一组标题只用 {subject} 这一个空位")
        self._check_topics()
        return self

    def _check_topics(self) -> None:
        for number, section in enumerate(self.sections, 1):
            if odd := {*section.leads, *section.remarks} - {*TOPICS, "*"}:
                raise ValueError(
                    f"sections.{number}: leads 或 remarks 下没有“{sorted(odd)[0]}”这一类"
                )
        fed = Counter(topic for section in self.sections for topic in section.topics)
        if unknown := set(fed) - set(TOPICS):
            raise ValueError(f"sections.topics: 没有“{'、'.join(sorted(unknown))}”这类事实")
        if shared := [topic for topic, times in fed.items() if times > 1]:
            raise ValueError(f"sections.topics: “{'、'.join(shared)}”类事实归了不止一节")
        if lost := set(self.required_topics) - set(fed):
            raise ValueError(f"required_topics: 没有小节使用“{'、'.join(sorted(lost))}”类事实")
