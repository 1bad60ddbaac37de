"""The database of drafts: it opens, and it is whole."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import Engine

from drafting.doctor.records import Examined
from drafting.errors import DraftingError
from drafting.settings import Settings

NAME = "文稿数据库"


def examine(settings: Settings) -> Examined:
    """Open the database where there is one, count its drafts and let SQLite look it through."""
    from sqlalchemy import text

    from drafting.store import open_store
    from drafting.store.store import FILE_NAME

    url = settings.drafting_database_url or None
    if url is None and not (settings.drafting_home / FILE_NAME).exists():
        return Examined(NAME, "good", ("还没有，第一次使用时建立。",))
    try:
        with closing(open_store(settings.drafting_home, url)) as store:
            drafts, kind = len(store.drafts()), store.engine.dialect.name
            version = _version(store.engine)
            if kind == "sqlite":
                with store.engine.connect() as connection:
                    whole = connection.execute(text("PRAGMA quick_check")).scalar()
                if whole != "ok":
                    said = "数据库文件有损坏。请先复制一份留底，再用备份替换。"
                    return Examined(NAME, "problem", (said,))
    except DraftingError as error:
        return Examined(NAME, "problem", (str(error),))
    details = {"kind": kind, "version": ".".join(map(str, version))}
    name = f"{_NAMES.get(kind, kind)} {details['version']}"
    oldest = _OLDEST.get(kind, ())
    if version < oldest:
        said = f"{name} 太旧，本程序在 {oldest[0]} 及以后的版本上测试过。请升级数据库服务器。"
        return Examined(NAME, "problem", (said,), details)
    return Examined(NAME, "good", (f"{name}，{drafts} 篇文稿。",), details)


def _version(engine: Engine) -> tuple[int, ...]:
    with engine.connect() as connection:
        told = connection.dialect.server_version_info or ()
    return tuple(part for part in told if isinstance(part, int))


_OLDEST: dict[str, tuple[int, ...]] = {"postgresql": (15,)}
_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
