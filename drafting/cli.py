"""The command line: thin commands over the same functions as the page.

JSON goes to stdout alone, everything else to stderr. Exit codes: 0 fine, 1 the check found errors,
2 bad input or usage with one Chinese sentence and no traceback.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from drafting.audit.command import audit
from drafting.backup.command import backup, restore
from drafting.doctor import doctor
from drafting.errors import DraftingError, reason_of
from drafting.move.command import move
from drafting.observing.warned import spare_people
from drafting.secret_files import read_secret_files
from drafting.usage import CommandError, explain_usage
from drafting.users.command import app as users

app = typer.Typer(
    help="拟稿台：由事实起草公文和讲话。", add_completion=False,
    pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip

app.command()(doctor)
app.command()(audit)
app.command()(backup)
app.command()(restore)
app.command()(move)
app.add_typer(users, name="user")

Library = Annotated[Path | None, typer.Option("--library", help="样本库文件夹，默认在数据文件夹中")]
AsJson = Annotated[bool, typer.Option("--json", help="在标准输出打印 JSON")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    _speak_utf8()
    spare_people()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # the reader has had enough, as in “| head”
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        where = f"“{error.filename}”" if error.filename else "输出"
        return _refuse(f"{where}读写失败：{reason_of(error)}。请检查磁盘空间和权限后重试。")
    return code


def _speak_utf8() -> None:
    """All text is UTF-8, whatever the console; names of files that are no text are escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """What is still to be printed goes nowhere, so that Python does not try it again at its end."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str] | None) -> int:
    try:
        read_secret_files(os.environ)
        result = app(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except DraftingError as error:
        return _refuse(str(error))
    except typer.Exit as stop:
        return stop.exit_code
    except typer.Abort:
        return _refuse("已中止。")
    except CommandError as error:
        return _refuse(explain_usage(error))
    return result if isinstance(result, int) else 0


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


def _print_json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _say(message: str) -> None:
    print(message, file=sys.stderr)


@app.command()
def kinds(as_json: AsJson = False) -> None:
    """列出文种。"""
    from drafting.kinds import all_kinds

    known = all_kinds()
    if as_json:
        _print_json([
            {"id": kind.id, "name": kind.name, "sections": [s.name for s in kind.sections],
             "required_topics": list(kind.required_topics)}
            for kind in known
        ])  # fmt: skip
        return
    for kind in known:
        print(f"{kind.id:<22}{kind.name}：{'、'.join(s.name for s in kind.sections)}")


@app.command("facts")
def extract_facts(
    sources: Annotated[
        list[Path], typer.Argument(help="材料：Word、Excel、CSV、PDF、网页、文本；- 为标准输入")
    ],
    kind: Annotated[str, typer.Option(help="准备写的文种，事实按它归类")] = "",
    engine: Annotated[str, typer.Option(help="auto、offline 或 model")] = "auto",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="存为事实文件")] = None,
) -> None:
    """从材料中提取事实，由人确认后起草。"""
    from drafting import commands, facts_command

    commands.refuse_unwritable(output, keep=sources)
    extraction = facts_command.extract(sources, kind, engine, _say)
    commands.tell(extraction.notices, _say)
    text = facts_command.facts_yaml(extraction)
    if output:
        commands.write_text(output, text)
        _say(f"{len(extraction.found)} 条事实已存为 {output}，请逐条确认。")
    else:
        sys.stdout.write(text)


@app.command()
def draft(
    facts: Annotated[Path, typer.Argument(help="事实文件：YAML、JSON、XLSX 或 CSV")],
    engine: Annotated[str, typer.Option(help="auto、offline 或 model")] = "auto",
    library: Library = None,
    kind: Annotated[str, typer.Option(help="文种；事实文件中没有写明时使用")] = "",
    length: Annotated[int | None, typer.Option(help="目标字数")] = None,
    variant: Annotated[int, typer.Option(help="换一种写法：0、1、2……")] = 0,
    json_path: Annotated[Path | None, typer.Option("--json", help="存为 JSON")] = None,
    markdown_path: Annotated[Path | None, typer.Option("--markdown", help="存为 Markdown")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="存为 Word")] = None,
    profile: Annotated[str | None, typer.Option(help="版式，默认随文种")] = None,
) -> None:
    """由事实起草一篇文稿。"""
    from dataclasses import replace

    from drafting import commands
    from drafting.facts import read_facts
    from drafting.facts.record import check_length

    read = read_facts(facts, kind)
    brief = read.brief
    if length is not None:
        brief = replace(brief, length=check_length(length, "--length"))
    commands.refuse_odd_word_file(output, profile)
    commands.refuse_unwritable(json_path, markdown_path, output, keep=(facts,))
    commands.tell(read.notices, _say)
    made = commands.draft(brief, engine, library, variant, _say)
    commands.save(made, json_path, markdown_path, output, profile)
    if not (json_path or markdown_path or output):
        sys.stdout.write(commands.markdown_of(made))


@app.command()
def revise(
    file: Annotated[Path, typer.Argument(help="文稿 JSON，由 draft --json 生成")],
    section: Annotated[str, typer.Option(help="小节的编号（id）或标题")],
    instruction: Annotated[str, typer.Option(help="怎么改：扩写、压缩等，或一句话")],
    passage: Annotated[str, typer.Option(help="只改其中这几句，照原文写")] = "",
    json_path: Annotated[Path | None, typer.Option("--json", help="改后存为 JSON")] = None,
    library: Library = None,
) -> None:
    """按要求改文稿的一节，别的字不动；改后的文稿存为 JSON，不给 --json 时打印出来。"""
    from drafting import commands
    from drafting.document import to_json

    commands.refuse_unwritable(json_path)
    made = commands.revise(file, section, instruction, passage, _say, library)
    if json_path:
        commands.save(made, json_path, None, None, None)
    else:
        _print_json(to_json(made))


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="文稿：.md、.txt、.docx 或 .json")],
    facts: Annotated[Path | None, typer.Option(help="事实文件，用来核对数字和名称")] = None,
    library: Library = None,
    report: Annotated[
        Path | None, typer.Option(help="审校单：存为 Word（.docx）或 JSON（.json）")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """审校文稿；有错误时退出码为 1。"""
    from drafting import commands
    from drafting.facts import read_facts

    brief = read_facts(facts).brief if facts else None
    results = commands.check(files, brief, library, _say, report)
    if as_json:
        _print_json(results)
    else:
        commands.print_findings(results, traced=brief is not None)
    return 1 if any(f["severity"] == "error" for r in results for f in r["findings"]) else 0


@app.command()
def fix(
    file: Annotated[Path, typer.Argument(help="文稿：.md、.txt、.docx 或 .json")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="改好的文件")] = None,
    library: Library = None,
) -> None:
    """改掉不改意思的毛病：标点、数字写法、序号、错别字。"""
    from drafting.fix_command import fix as mend

    text = mend(file, output, _say, library)
    if text is not None:
        sys.stdout.write(text)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="文稿：.json、.md、.txt 或 .docx")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="导出文件：.docx、.pdf、.md 或 .txt")
    ],
    profile: Annotated[str | None, typer.Option(help="版式，见 profile list；默认随文种")] = None,
    compare: Annotated[
        Path | None, typer.Option(help="旧稿：把改动标成修订，供对方逐处接受或拒绝")
    ] = None,
    contents: Annotated[
        bool | None, typer.Option("--contents/--no-contents", help="加不加目录，默认看篇幅")
    ] = None,
    proof: Annotated[
        bool, typer.Option("--proof", help="给每个数字加批注，写明依据和来源")
    ] = False,
    facts: Annotated[Path | None, typer.Option(help="事实文件，配合 --proof")] = None,
    bold_leads: Annotated[bool, typer.Option("--bold-leads", help="“一是”句加粗")] = False,
    seal: Annotated[bool, typer.Option("--seal", help="落款留出盖章的位置")] = False,
    red_head: Annotated[
        str, typer.Option("--red-head", help="加红头：发文机关名称，如“鸣泉区科学技术局”")
    ] = "",
) -> None:
    """把文稿存为 Word、PDF、Markdown 或纯文本。"""
    from drafting import export_command

    wishes = export_command.Wishes(profile or "", contents, proof, bold_leads, seal, red_head)
    export_command.export(file, output, wishes, compare, facts, _say)
    _say(f"已存为 {output}")


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="改过的 Word 文件，或要打开的任何 Word 文件")],
    draft_path: Annotated[
        Path | None, typer.Option("--draft", help="发出去的文稿 JSON；不给就当作一篇新文稿打开")
    ] = None,
    kind: Annotated[str, typer.Option(help="文种；打开别处来的文件时用")] = "",
    json_path: Annotated[Path | None, typer.Option("--json", help="存为 JSON")] = None,
) -> None:
    """收回别人改过的 Word 文件：每处改动列为修订，批注列为待办，原文不动。或打开任何 Word 文件。"""
    from drafting.commands import write_text
    from drafting.document import to_json
    from drafting.import_command import bring_back, open_file

    if draft_path is None:
        made = to_json(open_file(file, kind, json_path, _say))
    else:
        made = to_json(bring_back(file, draft_path, json_path, _say))
    if json_path is None:
        _print_json(made)
    else:
        write_text(json_path, json.dumps(made, ensure_ascii=False, indent=2) + "\n")


profiles = typer.Typer(help="版式：列出，或从一份 Word 文件学一种。", no_args_is_help=True)
app.add_typer(profiles, name="profile")


@profiles.command("list")
def list_profiles(as_json: AsJson = False) -> None:
    """列出可用的版式，本单位的在后。"""
    from drafting.word.layouts import listed

    found = listed()
    if as_json:
        _print_json([{"name": one.name, "label": one.label, "own": one.own} for one in found])
        return
    for one in found:
        print(f"{one.name:<16}{one.label}{'（本单位）' if one.own else ''}")


@profiles.command()
def learn(
    file: Annotated[Path, typer.Argument(help="排好版的 Word 文件")],
    name: Annotated[str, typer.Option(help="给这种版式起的名字")],
    label: Annotated[str, typer.Option(help="列表中显示的名称")] = "",
) -> None:
    """从一份排好版的 Word 文件学版式，存到数据文件夹的 profiles 中。"""
    from drafting.word.learning import learn_profile

    learned = learn_profile(file, name, label)
    for notice in learned.notices:
        _say(f"提示：{notice}")
    _say(f"版式已存为 {learned.path}，导出时用 --profile {name}。")


def _show_version(asked: bool) -> None:
    if asked:
        from drafting import __version__

        print(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """拟稿台：由事实起草公文和讲话。"""
