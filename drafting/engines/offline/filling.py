"""Phrasing around the facts of a section until its length is met.

Facts lead: each paragraph takes at most a few sentences of phrasing for each fact it holds, so a
document whose facts are too thin stays short and says so instead of swelling.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from drafting.engines.offline.blocks import Block
from drafting.engines.offline.ledger import Ledger
from drafting.kinds import Kind, SectionKind
from drafting.model import Sentence

_MOST_REMARKS = 4
"""Sentences of phrasing a paragraph takes at most: one more than it has facts, or this many."""
_PERSONAL = ("事例", "感谢", "感受", "祝福", "号召")
"""Topics that speak of people; a general truth on the matter would spoil them."""
_MOST_BARE = 2
"""Sentences of phrasing between first and last in a section without facts."""
_LONG_RUN = 3
"""From this many items on a general remark fits none of them."""
_OVERSHOOT = 20
"""Characters by which the last phrase may overshoot a section's length."""


class Filling:
    """One section being filled up."""

    def __init__(
        self, kind: Kind, section: SectionKind, blocks: list[Block], ledger: Ledger
    ) -> None:
        self._kind = kind
        self._section = section
        self._ledger = ledger
        self._closing: Sentence | None = None
        self._bare = not blocks
        self.blocks = blocks

    @property
    def length(self) -> int:
        """Characters written so far."""
        closing = len(self._closing.text) if self._closing else 0
        return sum(block.length for block in self.blocks) + closing

    def open(self, *, closed: bool) -> None:
        """Put the section's first sentence in front; an unheaded section also gets its last, where
        it is to be ``closed``."""
        text = self._ledger.take(self._section.openings)
        if text:
            first = self.blocks[0] if self.blocks else None
            alone = first is None or bool(first.subheading or first.ordinal)
            if alone or first is None:
                self.blocks.insert(0, Block([Sentence(text)]))
            else:
                first.sentences.insert(0, Sentence(text))
        if closed and not self._section.headed:
            self._close(None)

    def fill(self, length: int) -> None:
        """Add phrasing until ``length`` characters are reached or the phrasing is used up."""
        self._repeat(self._lead, length)
        self._repeat(self._close_within, length)
        for most in range(1, _MOST_REMARKS + 1):
            steps = self._remark_steps()
            for remark in steps if most % 2 else steps[::-1]:
                self._repeat(partial(remark, most), length)

    def _remark_steps(self) -> tuple[Callable[[int, int], bool], ...]:
        return {
            "first": (self._theme_remark, self._remark),
            "last": (self._remark, self._theme_remark),
            "never": (self._remark,),
        }[self._kind.theme_remarks]

    def _repeat(self, step: Callable[[int], bool], length: int) -> None:
        """Take a step as long as it finds something to add and length is wanting."""
        while self.length < length and step(length - self.length + _OVERSHOOT):
            pass

    def finished(self) -> list[Block]:
        """The blocks with the closing sentence in its place."""
        if self._closing is None:
            return self.blocks
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.subheading or last.ordinal:
            return [*self.blocks, Block([self._closing])]
        last.sentences.append(self._closing)
        return self.blocks

    def _lead(self, room: int) -> bool:
        """A lead before the first facts of a topic, where they do not open the section."""
        seen: set[str] = set()
        for block in self.blocks:
            new = block.topic and block.topic not in seen
            seen.add(block.topic)
            led = block.subheading or block.ordinal or block.added < 0
            if not new or led or self._opened(block):
                continue
            text = self._take(self._phrases(self._section.leads, block.topic), room)
            if text:
                block.sentences.insert(0, Sentence(text))
                block.added = -1
                return True
        return False

    def _opened(self, block: Block) -> bool:
        return bool(block.sentences) and not block.sentences[0].facts

    def _theme_remark(self, most: int, room: int) -> bool:
        return self._add(self._theme_phrases, most, room)

    def _theme_phrases(self, block: Block) -> tuple[str, ...]:
        if block.theme is None or block.topic in _PERSONAL:
            return ()
        theme = block.theme
        by_stance = {"record": theme.why, "shortfall": theme.risk, "call": theme.want}
        return by_stance[self._section.stance]

    def _remark(self, most: int, room: int) -> bool:
        return self._add(self._own_phrases, most, room)

    def _own_phrases(self, block: Block) -> tuple[str, ...]:
        """A group's own remarks alone, where it has some: others may address somebody else."""
        if block.item and sum(b.item > 0 for b in self.blocks) >= _LONG_RUN:
            return self._section.remarks.get(block.topic, ())
        return block.remarks or self._phrases(self._section.remarks, block.topic)

    def _add(self, phrases: Callable[[Block], Iterable[str]], most: int, room: int) -> bool:
        """One phrase to the block that has had the fewest, if it has had less than ``most``."""
        open_blocks = [b for b in self.blocks if b.added < min(most, self._capacity(b))]
        for block in sorted(open_blocks, key=lambda block: (not block.facts, block.added)):
            text = self._take(phrases(block), room)
            if text:
                block.sentences.append(Sentence(text))
                block.added = max(block.added, 0) + 1
                return True
        return False

    def _capacity(self, block: Block) -> int:
        if block.facts:
            return min(_MOST_REMARKS, block.facts + 1)
        return _MOST_BARE if self._bare else 0

    def _close_within(self, room: int) -> bool:
        """A closing would belong to the last part where the section ends with sub-headed ones."""
        headed = any(block.subheading for block in self.blocks)
        return self._close(room) if self._closing is None and not headed else False

    def _close(self, room: int | None) -> bool:
        text = self._take(self._section.closings, room)
        self._closing = Sentence(text) if text else None
        return text is not None

    def _take(self, phrases: Iterable[str], room: int | None) -> str | None:
        return self._ledger.take(phrases, room=room)

    def _phrases(self, pool: dict[str, tuple[str, ...]], topic: str) -> tuple[str, ...]:
        return (*pool.get(topic, ()), *pool.get("*", ()))
