"""Users and settings of an office, in the database of its drafts. Every method is one transaction and may
raise StoreFailed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from drafting.store.shelf import SessionMaker
from drafting.store.tables import SettingRow, UserRow


class Office:
    """What all processes of an office know besides the drafts."""

    def __init__(self, session: SessionMaker) -> None:
        self._session = session

    def users(self) -> list[tuple[str, str, str]]:
        """Name, role and hashed password of everybody, by name."""
        query = select(UserRow.name, UserRow.role, UserRow.password).order_by(UserRow.name)
        with self._session() as session:
            return [(row.name, row.role, row.password) for row in session.execute(query)]

    def put_user(self, name: str, role: str, password: str) -> None:
        """Add a user, or give one another role or password."""
        with self._session() as session:
            session.merge(UserRow(name=name, role=role, password=password))

    def remove_user(self, name: str) -> None:
        """Take a user out; nothing happens where there is none."""
        with self._session() as session:
            session.execute(delete(UserRow).where(UserRow.name == name))

    def settings(self, names: Collection[str]) -> dict[str, Any]:
        """Those of these settings that are kept."""
        query = select(SettingRow.name, SettingRow.value).where(SettingRow.name.in_(names))
        with self._session() as session:
            return {row.name: row.value for row in session.execute(query)}

    def change_settings(self, changes: Mapping[str, Any]) -> None:
        """Keep these; an empty value is forgotten."""
        with self._session() as session:
            for name, value in changes.items():
                if value in ("", None):
                    session.execute(delete(SettingRow).where(SettingRow.name == name))
                else:
                    session.merge(SettingRow(name=name, value=value))

    def setting_or(self, name: str, value: Any) -> Any:
        """A setting that once kept never changes: this value where none is kept yet."""
        kept = self.settings([name])
        if name not in kept:
            try:
                with self._session() as session:
                    session.add(SettingRow(name=name, value=value))
                    try:
                        session.flush()
                    except IntegrityError as error:
                        raise _Quicker from error
            except _Quicker:
                pass
            kept = self.settings([name])
        return kept[name]


class _Quicker(Exception):
    """Another process has kept one at the same moment."""
