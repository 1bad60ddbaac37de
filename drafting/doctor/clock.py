"""The clock: sessions, leases and quotas go by it."""

from __future__ import annotations

import datetime as dt
from contextlib import closing

from drafting.doctor.records import Examined
from drafting.errors import DraftingError
from drafting.settings import Settings

NAME = "时钟"
APART = 60.0
"""Seconds between this clock and the database server's that harm nothing: leases are a few seconds, and
go by one of them."""
_SET = "请用 timedatectl 校准，并打开自动对时"


def examine(settings: Settings) -> Examined:
    """Compare the clock with that of the database server, else with the last change of a draft."""
    from sqlalchemy import func, select

    from drafting.store import open_store
    from drafting.store.store import FILE_NAME
    from drafting.store.tables import DraftRow
    from drafting.store.versions import utc

    url = settings.drafting_database_url or None
    now = dt.datetime.now(dt.UTC)
    told = f"{now.astimezone():%Y-%m-%d %H:%M:%S %z}"
    if url is None and not (settings.drafting_home / FILE_NAME).exists():
        return Examined(NAME, "good", (f"{told}。",))
    try:
        with (
            closing(open_store(settings.drafting_home, url)) as store,
            store.engine.connect() as connection,
        ):
            last = connection.scalar(select(func.max(DraftRow.changed)))
            asked = store.engine.dialect.name == "postgresql"
            server = connection.scalar(select(func.clock_timestamp())) if asked else None
    except DraftingError:
        return Examined(NAME, "good", (f"{told}；数据库打不开，没有比对。",))
    return judged(told, dt.datetime.now(dt.UTC), server, utc(last) if last else None)


def judged(
    told: str, now: dt.datetime, server: dt.datetime | None, last: dt.datetime | None
) -> Examined:
    """What is to be said of a clock that shows ``now``."""
    if server is not None and abs((server - now).total_seconds()) > APART:
        apart = round((server - now).total_seconds())
        said = (
            f"本机时钟 {told}，与数据库服务器相差 {abs(apart)} 秒。{_SET}，否则登录和接着写会出错。"
        )
        return Examined(NAME, "problem", (said,), {"seconds_apart": apart})
    if last is not None and (last - now).total_seconds() > APART:
        said = f"本机时钟 {told}，比最近一次保存的时间还早，时钟可能被拨慢了。{_SET}。"
        return Examined(NAME, "problem", (said,))
    return Examined(NAME, "good", (f"{told}。",))
