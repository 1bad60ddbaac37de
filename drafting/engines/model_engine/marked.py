"""A section as a model writes it: each sentence followed by the mark of its facts."""

from __future__ import annotations

from drafting.model import Section


def marked(section: Section) -> str:
    """The text with ``⟦F1,F2⟧`` behind each sentence that rests on facts."""
    text, at, result = section.text, 0, ""
    for sentence in section.sentences:
        start = text.find(sentence.text, at)
        if start < 0:
            continue
        end = start + len(sentence.text)
        result += text[at:end] + mark(sentence.facts)
        at = end
    return result + text[at:]


def mark(facts: tuple[str, ...]) -> str:
    """The mark of some facts; empty for none."""
    return f"⟦{','.join(facts)}⟧" if facts else ""
