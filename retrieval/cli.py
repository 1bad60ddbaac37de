"""The command line: ``python -m retrieval add|list|show|remove|search|rebuild``.

Results go to standard output, everything else to standard error. Exit code 2 with one Chinese
sentence when something has to be put right.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from retrieval import show as shown
from retrieval.errors import LibraryError
from retrieval.failures import reason
from retrieval.kinds import check_kind
from retrieval.library import Library
from retrieval.model import Added
from retrieval.opening import open_library
from retrieval.progress import progress_bar
from retrieval.roles import check_role
from retrieval.shipping import ship
from retrieval.usage import explain_usage

app = typer.Typer(add_completion=False, help="样本库：入库、查看、检索。", no_args_is_help=False)

Folder = Annotated[
    Path | None, typer.Option("--library", metavar="DIR", help="样本库文件夹，默认为本机样本库")
]
AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]
Kind = Annotated[str | None, typer.Option("--kind", metavar="K", help="文种")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 fine, 2 something to put right."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    command = typer.main.get_command(app)
    try:
        code = command(arguments, prog_name="python -m retrieval", standalone_mode=False)
    except TyperException as error:
        return _fail(explain_usage(error))
    except LibraryError as error:
        return _fail(str(error))
    return code if isinstance(code, int) else 0


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="文件或文件夹")],
    library: Folder = None,
    kind: Kind = None,
    as_json: AsJson = False,
) -> int:
    """把文件或文件夹加入样本库。"""
    with _opened(library, creating=True) as store:
        with progress_bar("读取") as progress:
            added = store.add(paths, kind=kind, progress=progress)
        if as_json:
            shown.print_json(shown.added_json(added))
        elif added:
            shown.print_added(added)
        _refuse_if_nothing_added(added)
        _make_vectors(store)
    return 0


@app.command("list")
def list_documents(library: Folder = None, as_json: AsJson = False) -> int:
    """列出样本库中的文档。"""
    with _opened(library) as store:
        documents = store.documents()
    if as_json:
        shown.print_json(shown.summaries_json(documents))
    else:
        shown.print_documents(documents)
    return 0


@app.command("show")
def show_document(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="文档编号")],
    library: Folder = None,
    as_json: AsJson = False,
) -> int:
    """显示一份文档及其段落。"""
    with _opened(library) as store:
        document = store.document(identifier)
    if as_json:
        shown.print_json(shown.document_json(document))
    else:
        shown.print_document(document)
    return 0


@app.command()
def remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="文档编号")],
    library: Folder = None,
) -> int:
    """从样本库中移除文档。"""
    with _opened(library) as store:
        store.remove(ids)
    print(f"已移除 {len(set(ids))} 份文档")
    return 0


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(metavar="[QUERY]", help="要找的内容")] = None,
    queries: Annotated[
        Path | None, typer.Option("--queries", metavar="FILE", help="检索词文件，一行一个")
    ] = None,
    count: Annotated[int, typer.Option("-k", min=1, max=1000, help="每次最多几段")] = 5,
    kind: Kind = None,
    role: Annotated[str | None, typer.Option("--role", metavar="R", help="段落作用")] = None,
    library: Folder = None,
    as_json: AsJson = False,
) -> int:
    """检索与内容相近的段落。"""
    asked = _queries(query, queries)
    check_kind(kind)
    check_role(role)
    with _opened(library) as store:
        found = [store.search(text, k=count, kind=kind, role=role) for text in asked]
        _note_if_words_only(store)
    if as_json:
        shown.print_json(shown.hits_json(asked, found))
    else:
        shown.print_hits(asked, found)
    return 0


@app.command()
def rebuild(library: Folder = None) -> int:
    """重新划分段落、重建索引。"""
    with _opened(library) as store, progress_bar("重建") as progress:
        count = store.rebuild(progress)
    print(f"已重建 {count} 份文档的索引")
    return 0


@contextmanager
def _opened(folder: Path | None, *, creating: bool = False) -> Iterator[Library]:
    if folder is not None and not folder.is_dir() and not creating:
        raise LibraryError(f"找不到样本库文件夹 {folder}：请检查路径，或先用 add 建库")
    with open_library(folder) as library:
        if folder is None:
            ship(library)
        yield library


def _queries(query: str | None, file: Path | None) -> list[str]:
    if (query is None) == (file is None):
        raise LibraryError("没有写要检索的内容，或写了两处：请给出检索词，或用 --queries 给出文件")
    asked = [query or ""] if file is None else _lines(file)
    asked = [text.strip() for text in asked if text.strip()]
    if not asked:
        raise LibraryError("检索词是空的：请写出要找的内容")
    return asked


def _lines(file: Path) -> list[str]:
    from retrieval.read.text import decode

    try:
        return decode(file.read_bytes()).splitlines()
    except OSError as error:
        raise LibraryError(f"检索词文件 {file} 打不开（{reason(error)}）：请检查路径") from error


def _refuse_if_nothing_added(added: Sequence[Added]) -> None:
    if not added:
        raise LibraryError("文件夹中没有文件：请检查路径")
    if all(item.status == "rejected" for item in added):
        first = f"{added[0].source}：{added[0].reason}"
        raise LibraryError(first if len(added) == 1 else f"{len(added)} 个文件都未能入库，{first}")


def _make_vectors(library: Library) -> None:
    try:
        with progress_bar("生成向量") as progress:
            library.make_vectors(progress)
    except LibraryError as error:
        print(f"文档已入库；{error}", file=sys.stderr)


def _note_if_words_only(library: Library) -> None:
    status = library.status()
    if status.embedder and status.passages and not status.by_meaning:
        print(status.state, file=sys.stderr)


def _fail(message: str) -> int:
    print(" ".join(message.split()), file=sys.stderr)
    return 2
