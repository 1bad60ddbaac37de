"""From a backup to an empty folder and database; the old ones may run on."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData
from sqlalchemy.exc import SQLAlchemyError

from drafting.backup.archive import Manifest, Reading, prove, reading, remove
from drafting.backup.making import DATABASES, history_of, opened
from drafting.backup.rows import Tally, clear_beginnings, lines, load
from drafting.errors import BadInput, StoreFailed, reason_of
from retrieval.migrating import steps_in


def restore(path: Path, home: Path, url: str = "") -> Manifest:
    """Restore a whole backup into a folder that is empty or not there, and with ``url`` its rows into
    a database that holds none; returns the manifest when everything has been counted again.

    Raises BadInput where the backup is not whole or something is there already, StoreFailed where it
    cannot be written; then nothing is left behind in the folder, and nothing written to the database.
    """
    manifest = prove(path)
    _refuse_later(manifest, path)
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise BadInput(f"“{home}”不是空文件夹，不能恢复到里面。请用 --data 换一个新的文件夹。")
    try:
        with reading(path) as read, _new_folder(home) as folder:
            _files(read, manifest, folder)
            for name in DATABASES:
                _database(read, manifest, name, folder, url)
    except SQLAlchemyError as error:
        raise StoreFailed("数据库写不进去，没有恢复。请检查数据库地址和权限后重试。") from error
    except OSError as error:
        raise StoreFailed(
            f"“{home}”写不进去：{reason_of(error)}。请检查磁盘和权限后重试。"
        ) from error
    return manifest


def _refuse_later(manifest: Manifest, path: Path) -> None:
    for name, told in manifest["databases"].items():
        if told["schema"] not in steps_in(history_of(name).folder):
            raise BadInput(f"备份“{path}”是更新的版本做的。请先升级本程序，再恢复。")


@contextmanager
def _new_folder(home: Path) -> Iterator[Path]:
    """A folder that gets its name when all that goes into it is there."""
    home.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=home.parent, prefix=f".{home.name}."))
    try:
        yield folder
        if home.is_dir():
            home.rmdir()
        os.replace(folder, home)  # noqa: PTH105
    except BaseException:
        remove(folder)
        raise


def _files(read: Reading, manifest: Manifest, folder: Path) -> None:
    for name in manifest["files"]:
        target = (folder / name).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise BadInput("备份里有指向别处的文件名，没有恢复。请换一份备份。")
        target.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for block in read.blocks(f"files/{Path(name).as_posix()}"):
                file.write(block)


def _database(read: Reading, manifest: Manifest, name: str, folder: Path, url: str) -> None:
    told = manifest["databases"][name]["tables"]
    with opened(name, folder, url) as (engine, metadata), engine.begin() as connection:
        filled = clear_beginnings(connection, metadata)
        if filled:
            raise BadInput(
                "这个数据库里已经有内容，不能恢复到里面。请用 --database 换一个空的数据库。"
            )
        _rows(read, connection, metadata, name, told)
        if manifest["databases"][name]["schema"] == history_of(name).last:
            _count_again(connection, metadata, told)


def _rows(
    read: Reading, connection: Connection, metadata: MetaData, name: str, told: dict[str, Any]
) -> None:
    for table in metadata.sorted_tables:
        if table.name in told:
            count = load(connection, table, read.lines(f"{name}/{table.name}.jsonl"))
            if count != told[table.name]["rows"]:
                raise BadInput("备份里的行数和清单对不上，没有恢复。请换一份备份。")


def _count_again(connection: Connection, metadata: MetaData, told: dict[str, Any]) -> None:
    """What stands in the database now is what stood in the other one."""
    for table in metadata.sorted_tables:
        tally = Tally()
        for line in lines(connection, table):
            tally.add(line)
        if tally.told != told[table.name]:
            raise StoreFailed(f"恢复后核对不符（{table.name}），已撤销。请重试，或换一份备份。")
