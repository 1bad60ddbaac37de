"""The work of ``python -m drafting export``: a draft as Word, PDF, Markdown or plain text."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.commands import read_manuscript, refuse_unwritable, write_text
from drafting.errors import BadInput
from drafting.evidence import evidence
from drafting.kinds import load_kind
from drafting.manuscript import (
    Line,
    Manuscript,
    is_masthead,
    masthead_of,
    to_markdown,
    to_text,
)
from drafting.model import Brief, Draft
from drafting.tables import rules_of

if TYPE_CHECKING:
    from drafting.word import Profile
    from drafting.word.notes import Note

SUFFIXES = (".docx", ".pdf", ".md", ".txt")


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a document is to leave. ``contents`` None: as the profile decides. ``proof`` hangs on
    each figure a comment with its facts; ``bold_leads`` sets the first sentence of 一是 in bold;
    ``seal`` leaves room for one at the end."""

    profile: str = ""
    contents: bool | None = None
    proof: bool = False
    bold_leads: bool = False
    seal: bool = False
    red_head: str = ""
    """发文机关标志 to put on, where the draft has none of its own."""


def export(
    path: Path,
    output: Path,
    wishes: Wishes,
    compare: Path | None,
    facts: Path | None,
    say: Callable[[str], None],
) -> None:
    """A draft's JSON or any text that ``check`` reads, written in the form that the ending of
    ``output`` names; with ``compare``, an earlier version, as tracked changes against it. Raises
    BadInput or StoreFailed before anything is written."""
    refuse_odd_output(output, wishes, compare)
    refuse_unwritable(output, keep=(path, compare) if compare else (path,))
    refuse_odd_masthead(wishes.red_head)
    manuscript, made = read_manuscript(path)
    if not manuscript.lines:
        raise BadInput(f"“{path.name}”是空的，没有可以导出的内容。")
    old = read_manuscript(compare)[0].lines if compare else None
    notes: tuple[Note, ...] = ()
    if wishes.proof:
        brief = _brief(made, facts)
        notes = proof_notes(manuscript, brief)
        say(f"标注了 {len(notes)} 个有出处的数字。批注供核对用，送阅前请删去。")
    write(manuscript, output, wishes, made, old, notes)


def refuse_odd_output(output: Path, wishes: Wishes, compare: Path | None = None) -> None:
    """Raise BadInput before any work is done where no file can come of it."""
    from drafting.word import load_profile

    if wishes.profile:
        load_profile(wishes.profile)
    suffix = output.suffix.lower()
    if suffix not in SUFFIXES:
        raise BadInput(
            f"导出文件的名字应以 {'、'.join(SUFFIXES)} 结尾，“{output.name}”不是。请改名后重试。"
        )
    if suffix != ".docx" and (compare or wishes.proof):
        raise BadInput(f"修订和批注只能写在 Word 文件里，“{output.name}”不是 .docx。请改名后重试。")
    if compare and (wishes.proof or wishes.contents):
        raise BadInput("--compare 不能与 --proof、--contents 同用。请分两次导出。")


def refuse_odd_masthead(text: str) -> None:
    """Raise BadInput where 发文机关标志 would not be known for one when the file comes back."""
    if text and not is_masthead(masthead_of(text)):
        raise BadInput(
            f"“{text[:40]}”不像发文机关名称，应如“鸣泉区科学技术局”，“文件”二字可以不写。"
        )


def _headed(lines: Sequence[Line], wishes: Wishes) -> Sequence[Line]:
    """The lines with the 发文机关标志 that was asked for."""
    if not wishes.red_head or any(line.role == "masthead" for line in lines):
        return lines
    return (*lines, Line("masthead", masthead_of(wishes.red_head)))


def _brief(made: Draft | None, facts: Path | None) -> Brief:
    from drafting.facts import read_facts

    if facts is not None:
        return read_facts(facts).brief
    if made is None or not made.brief.facts:
        raise BadInput(
            "标注数字的出处要有事实。请用 --facts 给出事实文件，或导出带事实的文稿 JSON。"
        )
    return made.brief


def proof_notes(manuscript: Manuscript, brief: Brief) -> tuple[Note, ...]:
    """A comment for each figure that rests on facts: the facts with their sources, and the sum
    where it is derived. No model, no network."""
    from drafting.quantities.accounts import provenance
    from drafting.word.notes import Note

    known = {fact.id: fact for fact in evidence(brief)}
    notes = []
    for item in provenance(manuscript, brief):
        said = [f"算式：{item.sum}"] if item.sum else []
        for key in item.facts:
            fact = known.get(key)
            if fact is not None:
                source = f"（来源：{fact.source}）" if fact.source else "（未注明来源）"
                table = next((t for t in brief.tables if t.id == key), None)
                told = f"表“{table.caption}”" if table else fact.text
                said.append(f"{fact.id}：{told}{source}")
        if said:
            notes.append(Note(item.start, item.end, "\n".join(said)))
    return tuple(notes)


def write(
    manuscript: Manuscript,
    output: Path,
    wishes: Wishes,
    made: Draft | None = None,
    old: Sequence[Line] | None = None,
    notes: Sequence[Note] = (),
) -> None:
    """Write ``manuscript`` in the form that the ending of ``output`` names. A PDF needs
    LibreOffice and takes some seconds. Raises BadInput or StoreFailed."""
    lines, suffix = manuscript.lines, output.suffix.lower()
    if suffix == ".md":
        write_text(output, to_markdown(lines))
    elif suffix == ".txt":
        write_text(output, to_text(lines))
    elif suffix == ".pdf":
        _write_pdf(lines, output, wishes, made)
    else:
        _write_word(lines, output, wishes, made, old, notes)


def _write_word(
    lines: Sequence[Line],
    output: Path,
    wishes: Wishes,
    made: Draft | None,
    old: Sequence[Line] | None = None,
    notes: Sequence[Note] = (),
    pages: dict[int, int] | None = None,
) -> None:
    from drafting import word

    kind = load_kind(made.kind) if made else None
    word.write(
        _headed(lines, wishes),
        output,
        profile=_profile(wishes, kind.profile if kind else "official"),
        author=made.brief.issuer if made else "",
        kind_name=kind.name if kind else "",
        compare=None if old is None else _headed(old, wishes),
        contents=wishes.contents,
        notes=notes,
        pages=pages,
        rules=rules_of(made.brief) if made else None,
    )


def _profile(wishes: Wishes, usual: str) -> Profile:
    from drafting.word import load_profile

    profile = load_profile(wishes.profile or usual)
    if wishes.bold_leads:
        habits = profile.typography.model_copy(update={"bold_leads": True})
        profile = profile.model_copy(update={"typography": habits})
    if wishes.seal:
        signoff = profile.signoff.model_copy(update={"seal": True})
        profile = profile.model_copy(update={"signoff": signoff})
    return profile


def _write_pdf(lines: Sequence[Line], output: Path, wishes: Wishes, made: Draft | None) -> None:
    """Print once, read where the headings came to stand, and print again where a table of
    contents names other pages."""
    from drafting.word.contents import reckoned_pages
    from drafting.word.printing import heading_pages, page_texts, pdfs_of
    from drafting.word.save import save

    with tempfile.TemporaryDirectory(prefix="print-") as folder:
        document = Path(folder) / "print.docx"
        _write_word(lines, document, wishes, made)
        printed = pdfs_of([document])[0]
        reckoned = reckoned_pages(document, lines)
        if reckoned:
            seen = heading_pages(page_texts(printed), lines)
            if any(seen.get(index, page) != page for index, page in reckoned.items()):
                _write_word(lines, document, wishes, made, pages={**reckoned, **seen})
                printed = pdfs_of([document])[0]
        save(printed, output)
