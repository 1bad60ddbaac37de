"""Users, settings and the secret of sessions in the files of a data folder, as rows of their tables."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from drafting.preferences import FILE, read_preferences, write_preferences
from drafting.store.tables import SettingRow, UserRow
from drafting.users.sessions import FILE_NAME as SECRET_FILE
from drafting.users.stored import SECRET
from drafting.users.users import FILE_NAME as USERS_FILE
from drafting.users.users import User, read_users, write_users

Row = Mapping[str, Any]
USERS, SETTINGS = UserRow.__tablename__, SettingRow.__tablename__
IN_FILES = frozenset({USERS, SETTINGS})
"""Tables whose rows a folder without database has in files."""
FILES = (USERS_FILE, FILE, SECRET_FILE)


def kept(folder: Path, table: str) -> list[Row]:
    """The rows of one of these tables; none where there are no files. Raises BadInput."""
    if table == USERS:
        return [asdict(user) for user in read_users(folder / USERS_FILE)]
    settings, secret = read_preferences(folder), folder / SECRET_FILE
    if secret.is_file():
        settings[SECRET] = base64.b64encode(secret.read_bytes()).decode()
    return [{"name": name, "value": value} for name, value in settings.items()]


def keep(folder: Path, table: str, rows: Iterable[Row]) -> None:
    """Write the files that hold these rows, for their owner alone. Raises StoreFailed."""
    if table == USERS:
        if users := [User(**row) for row in rows]:
            write_users(folder / USERS_FILE, users)
        return
    settings = {row["name"]: row["value"] for row in rows}
    if secret := settings.pop(SECRET, ""):
        (folder / SECRET_FILE).touch(mode=0o600)
        (folder / SECRET_FILE).write_bytes(base64.b64decode(secret))
    if settings:
        write_preferences(folder, settings)


def remove(folder: Path) -> None:
    """Take the files out."""
    for name in FILES:
        (folder / name).unlink(missing_ok=True)
