"""From a place to a backup. The desk may go on meanwhile."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from drafting import __version__
from drafting.backup.archive import Manifest, Writing, prove, writing
from drafting.errors import BadInput
from drafting.holdings.files import FILES
from drafting.holdings.places import DATABASES, Place, reading
from drafting.holdings.rows import Tally, lines_of
from drafting.settings import Settings

_LEFT_OUT = {"chroma", "catalog.db", "drafting.db"}
"""Databases, which go as rows, and the vector index, which is made again from the rows."""
_ENDINGS = ("-wal", "-shm", "-journal", ".lock", ".tmp", ".making")


def make(settings: Settings, path: Path) -> Manifest:
    """Write a backup and read it back; returns its manifest. Raises BadInput or StoreFailed."""
    home = settings.drafting_home.resolve()
    if path.resolve().is_relative_to(home):
        raise BadInput(
            f"备份不能放在数据文件夹“{home}”里，不然每次备份都会把以前的也装进去。"
            "请换一个位置，最好是另一块盘。"
        )
    with writing(path) as archive, reading(home, settings.drafting_database_url) as place:
        told = {name: _database(archive, name, place) for name in DATABASES}
        files = dict[str, Any]()
        for file in sorted(_files(home, settings.drafting_shared)):
            with suppress(FileNotFoundError):  # gone since it was seen
                name = file.relative_to(home).as_posix()
                files[name] = {"bytes": archive.add(f"files/{name}", [file.read_bytes()])}
        made = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        archive.finish({"program": __version__, "made": made, "databases": told, "files": files})
    return prove(path)


def _database(archive: Writing, name: str, place: Place) -> dict[str, Any]:
    metadata, history = DATABASES[name]
    tables = {}
    for table in metadata.sorted_tables:
        tally = Tally()
        archive.add(f"{name}/{table.name}.jsonl", tally.counting(lines_of(place, table)))
        tables[table.name] = tally.told
    kind = place.connection(metadata).dialect.name
    return {"schema": history.last, "kind": kind, "tables": tables}


def _files(home: Path, shared: Path | None) -> Iterator[Path]:
    """What the data folder holds beside what goes as rows: layouts, expressions, a person's own files.
    What passes through the shared folder stays there."""
    passed_over = {home / name for name in FILES} | {shared.resolve() if shared else None}

    def is_kept(path: Path) -> bool:
        hidden = path.name.startswith(".") or path.name in _LEFT_OUT or path.is_symlink()
        return not hidden and path not in passed_over and not path.name.endswith(_ENDINGS)

    for name, folders, files in os.walk(home):
        folders[:] = [each for each in folders if is_kept(Path(name) / each)]
        yield from (p for each in files if is_kept(p := Path(name) / each) and p.is_file())
