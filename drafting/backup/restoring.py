"""From a backup to an empty folder and database; the old ones may run on."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from drafting.backup.archive import Manifest, Reading, prove, reading, remove
from drafting.errors import BadInput, StoreFailed, reason_of
from drafting.holdings import files
from drafting.holdings.files import Row
from drafting.holdings.places import DATABASES, Place, filling
from drafting.holdings.rows import bring, line
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
            earlier = {table: files.kept(folder, table) for table in files.IN_FILES}
            files.remove(folder)
            with filling(folder, url) as place:
                for name in DATABASES:
                    _database(read, manifest, name, place, earlier)
    except OSError as error:
        raise StoreFailed(
            f"“{home}”写不进去：{reason_of(error)}。请检查磁盘和权限后重试。"
        ) from error
    return manifest


def _refuse_later(manifest: Manifest, path: Path) -> None:
    for name, told in manifest["databases"].items():
        if told["schema"] not in steps_in(DATABASES[name][1].folder):
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


def _database(
    read: Reading, manifest: Manifest, name: str, place: Place, earlier: Mapping[str, Iterable[Row]]
) -> None:
    """Rows from the backup, or where it has none from the files in which backups of format 1 keep
    users and settings of a folder."""
    metadata, history = DATABASES[name]
    told = manifest["databases"][name]
    for table in metadata.sorted_tables:
        wanted = told["tables"].get(table.name, {"rows": 0})
        lines: Iterable[bytes] = map(line, earlier.get(table.name, ()))
        if wanted["rows"]:
            lines = read.lines(f"{name}/{table.name}.jsonl")
        brought = bring(place, table, lines, unchanged=told["schema"] == history.last)
        if wanted["rows"] and brought.told != wanted:
            raise BadInput("备份里的行数和清单对不上，没有恢复。请换一份备份。")
