"""``python -m drafting backup FILE`` and ``restore FILE``. Light to import."""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from drafting.backup.archive import Manifest
    from drafting.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="在标准输出打印清单")]


def backup(
    file: Annotated[Path, typer.Argument(help="备份文件（.zip）或文件夹，不能已存在")],
    as_json: AsJson = False,
) -> None:
    """备份文稿、版本、样本目录、用户和设置；页面可以照常使用。备份里有密钥和全部文稿，请妥善保管。"""
    from drafting.backup.making import make
    from drafting.settings import load_settings

    settings = load_settings()
    manifest = make(settings, file)
    _note(settings, "backup")
    _tell(manifest, f"已备份到 {file}，并读回核对无误", as_json)


def restore(
    file: Annotated[Path, typer.Argument(help="备份文件或文件夹")],
    data: Annotated[Path, typer.Option("--data", help="恢复到的新文件夹，须为空或还没有")],
    database: Annotated[
        str, typer.Option("--database", help="恢复到的空数据库的地址；不给就用文件夹里的 SQLite")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """把备份恢复到新的文件夹（和数据库），原来的不受影响，可以照常运行。"""
    from drafting.backup.restoring import restore as bring_back
    from drafting.settings import Settings

    manifest = bring_back(file, data, database)
    _note(Settings(drafting_home=data, drafting_database_url=database), "restore")
    _tell(manifest, f"已恢复到 {data}，条数和校验和都对得上", as_json)


def _note(settings: Settings, action: str) -> None:
    from contextlib import closing

    from drafting.audit.trail import Trail
    from drafting.store import open_store

    url = settings.drafting_database_url or None
    with closing(open_store(settings.drafting_home, url)) as store:
        Trail(store.engine).note(action, f"console:{getpass.getuser()}")


def _tell(manifest: Manifest, said: str, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
    drafts, library = (manifest["databases"][name]["tables"] for name in ("drafts", "library"))
    print(
        f"{said}：{drafts['drafts']['rows']} 篇文稿、{drafts['versions']['rows']} 个版本、"
        f"{library['library_documents']['rows']} 篇样本、{len(manifest['files'])} 个文件。",
        file=sys.stderr,
    )
