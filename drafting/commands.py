"""What the commands do, apart from parsing: files in, work, files out."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafting.document import cost_line, from_json, lines_of, markdown_of, to_json
from drafting.errors import BadInput, StoreFailed, reason_of
from drafting.kinds import load_kind
from drafting.manuscript import Line, Manuscript, parse
from drafting.model import Brief, Draft
from drafting.plan import unnumbered
from drafting.tables import rules_of

if TYPE_CHECKING:
    from drafting.checks import Sources
    from drafting.engines.base import Engine
    from drafting.pipeline import Finder
    from drafting.review_sheet import ReviewSheet
    from drafting.settings import Settings
    from retrieval import Library

__all__ = [
    "check",
    "draft",
    "markdown_of",
    "print_findings",
    "refuse_unwritable",
    "revise",
    "save",
]


def draft(
    brief: Brief, engine: str, library: Path | None, variant: int, say: Callable[[str], None]
) -> Draft:
    """Write a document, with 单位 and 讲话人 of the settings where the facts name none. Raises
    BadInput or ModelFailed."""
    from drafting.engines.choice import choose
    from drafting.held_settings import held_settings
    from drafting.pipeline import Finished, Planned
    from drafting.pipeline import draft as write

    settings = held_settings(say)
    brief = _begun(brief, settings, say)
    chosen = choose(engine, settings)
    told: tuple[str, ...] = ()
    with open_finder(library, say) as finder:
        for event in write(brief, chosen, finder=finder, variant=variant):
            if isinstance(event, Planned):
                told = event.outline.notices
                tell(told, say)
                say(
                    f"提纲已定，共{len(event.outline.sections)}节，{_engine_name(chosen)}开始写作……"
                )
            if isinstance(event, Finished):
                tell([notice for notice in event.draft.notices if notice not in told], say)
                _tell_cost(event.draft, say)
                return event.draft
    raise StoreFailed("起草没有完成，请重试。")


def _begun(brief: Brief, settings: Settings, say: Callable[[str], None]) -> Brief:
    """With 单位 and 讲话人 of the settings where the facts name none, told. Only kinds that have a
    speaker get one."""
    from drafting.preferences import filled

    made, said = filled(brief, load_kind(brief.kind), settings)
    if said:
        say(said)
    return made


def _tell_cost(made: Draft, say: Callable[[str], None]) -> None:
    if line := cost_line(made.usage):
        say(f"用量：{line}，共{made.usage.calls}次请求。")


def revise(
    path: Path,
    section: str,
    instruction: str,
    passage: str,
    say: Callable[[str], None],
    library: Path | None = None,
) -> Draft:
    """The draft with a section, named by id or heading, revised and the revision kept in it, and
    checked against the sample library as a whole draft is. Uses the model where one is set. Raises
    BadInput or ModelFailed."""
    from drafting import revising
    from drafting.held_settings import held_settings
    from drafting.pipeline import check_draft

    made = read_draft(path)
    named = _section_named(made, section)
    settings = held_settings(say)
    revision = revising.revise(made, named, instruction, passage.strip() or None, settings)
    tell(revision.notices, say)
    if line := cost_line(revision.usage):
        say(f"用量：{line}。")
    revised = revising.accept(revising.propose(made, revision), revision.id)
    return check_draft(revised, sources_of(library, say, settings))


def _section_named(made: Draft, name: str) -> str:
    for section in made.sections:
        if name in (section.id, section.heading, unnumbered(section.heading)):
            return section.id
    known = "、".join(f"{s.id}（{s.heading}）" if s.heading else s.id for s in made.sections)
    raise BadInput(f"文稿中没有“{name}”这一节。--section 可以写：{known}。")


def read_draft(path: Path) -> Draft:
    """A draft from its JSON. Raises BadInput."""
    if path.suffix.lower() != ".json":
        raise BadInput(f"“{path.name}”不是文稿 JSON。请先用 draft --json 存一份。")
    return _parse_draft(_read_text(path), path.name)


def tell(notices: Iterable[str], say: Callable[[str], None]) -> None:
    """Say what the writer should know."""
    for notice in notices:
        say(f"提示：{notice}")


def _engine_name(engine: Engine) -> str:
    return "离线引擎" if engine.name == "offline" else "模型"


@contextlib.contextmanager
def open_finder(folder: Path | None, say: Callable[[str], None]) -> Iterator[Finder | None]:
    """The sample library as a draft asks it; see :func:`open_library_or_none`."""
    with open_library_or_none(folder, say) as library:
        yield library


@contextlib.contextmanager
def open_library_or_none(
    folder: Path | None, say: Callable[[str], None]
) -> Iterator[Library | None]:
    """The sample library. A library named on the command line must be usable; the default one is
    an aid, and a draft is made without it where it cannot be opened."""
    from retrieval import open_library, ship
    from retrieval.errors import LibraryError

    if folder is not None and not folder.is_dir():
        raise BadInput(f"没有“{folder}”这个样本库文件夹。请先用 python -m retrieval add 建立。")
    try:
        library = open_library(folder)
        if folder is None:
            ship(library)
    except LibraryError as error:
        if folder is not None:
            raise BadInput(str(error)) from error
        say(f"提示：样本库用不了，本次不参考样本。{error}")
        yield None
        return
    with library:
        try:
            yield library
        except LibraryError as error:
            raise BadInput(str(error)) from error


def save(
    made: Draft,
    json_path: Path | None,
    markdown_path: Path | None,
    output: Path | None,
    profile: str | None,
) -> None:
    """Write the files asked for. Raises StoreFailed naming the one that could not be written."""
    if json_path:
        write_text(json_path, json.dumps(to_json(made), ensure_ascii=False, indent=2) + "\n")
    if markdown_path:
        write_text(markdown_path, markdown_of(made))
    if output:
        write_word(lines_of(made), output, profile, made)


def refuse_unwritable(*paths: Path | None, keep: Sequence[Path] = ()) -> None:
    """Raise before any work is done where a file could not be written in the end, or would take
    the place of a file to ``keep`` or of another result."""
    taken = [Path(os.path.realpath(path)) for path in keep]
    for path in paths:
        if path is None:
            continue
        try:
            _refuse_one(path)
        except OSError as error:
            raise StoreFailed(f"“{path}”不能写入：{reason_of(error)}。请换一个位置。") from error
        place = Path(os.path.realpath(path))
        if place in taken:
            raise BadInput(f"“{path}”是原文件或另一个结果的名字，写入会盖掉它。请换一个文件名。")
        taken.append(place)


def _refuse_one(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise StoreFailed(f"没有“{folder}”这个文件夹，存不了“{path.name}”。请先建好文件夹。")
    if path.is_dir() or not os.access(path if path.exists() else folder, os.W_OK):
        raise StoreFailed(f"“{path}”不能写入。请换一个文件名或文件夹。")


def refuse_odd_word_file(output: Path | None, profile: str | None) -> None:
    """Raise BadInput before any work is done where no Word file can come of it."""
    from drafting.word import load_profile

    if profile:
        load_profile(profile)
    if output and output.suffix.lower() != ".docx":
        raise BadInput(f"Word 文件的名字应以 .docx 结尾，“{output.name}”不是。请改名后重试。")


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all; a link stays a link. Raises StoreFailed."""
    from drafting.word.save import save as save_whole

    data = text.encode("utf-8")
    if not path.exists() or path.is_file():
        save_whole(data, Path(os.path.realpath(path)))
        return
    try:
        path.write_bytes(data)  # /dev/stdout and its like are written to, not replaced
    except OSError as error:
        raise StoreFailed(f"“{path}”存不下来：{reason_of(error)}。请换一个位置。") from error


def write_word(
    lines: Sequence[Line], path: Path, profile: str | None, made: Draft | None = None
) -> None:
    """Write a Word file in the profile asked for, else in the kind's own."""
    from drafting.word import write

    kind = load_kind(made.kind) if made else None
    title = next((line.text for line in lines if line.role == "title"), "")
    refuse_unwritable(path)
    write(
        lines,
        path,
        profile=profile or (kind.profile if kind else "official"),
        title=title,
        author=made.brief.issuer if made else "",
        kind_name=kind.name if kind else "",
        rules=rules_of(made.brief) if made else None,
    )


def read_manuscript(path: Path) -> tuple[Manuscript, Draft | None]:
    """Any document as lines; a draft's JSON also as the draft. Raises BadInput."""
    suffix = path.suffix.lower()
    if suffix not in (".md", ".txt", ".docx", ".json"):
        raise BadInput(f"不认识“{path.name}”这种文件。请用 .md、.txt、.docx 或 .json。")
    if suffix == ".docx":
        from drafting.word import read

        return parse(read(path)), None
    text = _read_text(path)
    if suffix == ".json":
        made = _parse_draft(text, path.name)
        return parse(markdown_of(made)), made
    return parse(text), None


def _read_text(path: Path) -> str:
    """The text with Unix line ends, as other programs read it, so that offsets agree."""
    from drafting.encoding import decode

    try:
        text = decode(path.read_bytes(), path.name)
        return text.replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError as error:
        raise BadInput(f"找不到文件“{path}”。请检查路径和文件名。") from error
    except OSError as error:
        raise BadInput(f"打不开“{path}”：{reason_of(error)}。请检查路径和读取权限。") from error


def _parse_draft(text: str, name: str) -> Draft:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise BadInput(f"“{name}”不是有效的 JSON 文件。") from error
    if not isinstance(data, dict):
        raise BadInput(f"“{name}”不是本程序导出的文稿 JSON。")
    return from_json(data, name)


def check(
    files: Sequence[Path],
    brief: Brief | None,
    library: Path | None,
    say: Callable[[str], None],
    report: Path | None = None,
) -> list[dict[str, Any]]:
    """One result a file, in order, as in INTERFACES.md. A draft's JSON brings its own facts and
    what a person has accepted of it; what is borrowed is looked for in the sample library. With
    ``report`` the 审校单 of all files is written as well. Raises BadInput or StoreFailed."""
    from drafting.review_sheet import sheet_of

    refuse_odd_report(report)
    refuse_unwritable(report, keep=files)
    sources = sources_of(library, say)
    sheets = []
    for path in files:
        manuscript, made = read_manuscript(path)
        known = replace(sources, brief=brief or (made.brief if made else None))
        accepted = made.accepted if made else ()
        sheets.append((str(path), sheet_of(manuscript, known, accepted, name=path.name)))
    if report is not None:
        write_report([sheet for _, sheet in sheets], report)
    return [
        {"file": file, "findings": [asdict(finding) for finding in sheet.findings],
         "accepted": [asdict(acceptance) for acceptance in sheet.accepted],
         "word_count": sheet.words}
        for file, sheet in sheets
    ]  # fmt: skip


def refuse_odd_report(report: Path | None) -> None:
    """Raise BadInput before any work is done where no report can come of it."""
    if report is not None and report.suffix.lower() not in (".docx", ".json"):
        raise BadInput(f"审校单的名字应以 .docx 或 .json 结尾，“{report.name}”不是。请改名后重试。")


def write_report(sheets: Sequence[ReviewSheet], path: Path) -> None:
    """Write 审校单 as DOCX or JSON, by the ending of the name. Raises StoreFailed."""
    from drafting.review_sheet import sheet_json

    if path.suffix.lower() == ".json":
        told = [sheet_json(sheet) for sheet in sheets]
        write_text(path, json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    from drafting.word.review_sheet import write_sheets

    write_sheets(sheets, path)


def sources_of(
    library: Path | None, say: Callable[[str], None], settings: Settings | None = None
) -> Sources:
    """What every file is checked against, by the settings that hold or those given. An expression file that is wrong is told, not passed
    over. Raises BadInput."""
    from drafting.expressions import own_expressions
    from drafting.held_settings import held_settings
    from drafting.sources import sources_from

    settings = settings or held_settings(say)
    own_expressions(settings.drafting_home)
    with open_library_or_none(library, say) as opened:
        sources, told = sources_from(opened, settings)
    tell(told, say)
    return sources


_SEVERITIES = {"error": "错误", "warning": "提醒", "info": "说明"}


def print_findings(results: Sequence[dict[str, Any]], *, traced: bool) -> None:
    """Findings for a person, on stdout."""
    for result in results:
        print(f"{result['file']}：{result['word_count']}字，{len(result['findings'])}处发现")
        for finding in result["findings"]:
            place = finding["section"] or "文首"
            print(f"  [{_SEVERITIES[finding['severity']]}] {place}：{finding['message']}")
    if not traced and any(not str(r["file"]).endswith(".json") for r in results):
        print("没有给出事实文件（--facts），数字和名称没有核对。")
