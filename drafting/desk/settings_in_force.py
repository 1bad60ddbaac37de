"""Settings in force on the desk: read at the start, changed on the page, kept in the data folder of a
person or in the database of an office, where each process reads what another has set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drafting.desk.words import say
from drafting.errors import BadInput
from drafting.preferences import KEPT, write_preferences
from drafting.settings import Settings, load_settings
from drafting.store import Store


class SettingsInForce:
    """The settings as they are now. One a process; no model, no network but for the database."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.now = settings
        self._store = store
        self._kept: dict[str, Any] = {}

    def require_keepable(self, changes: Mapping[str, Any]) -> None:
        """An office's database takes no key: it would stand there, and in its backups, in clear.
        Raises BadInput."""
        if self.now.drafting_database_url and changes.get("openai_api_key"):
            raise BadInput(say("settings.key_elsewhere"))

    def change(self, changes: Mapping[str, Any]) -> None:
        """Keep what was set; what is asked for from now on goes by it. Raises BadInput where a value
        is none, StoreFailed where it could not be kept."""
        home = self.now.drafting_home
        if self.now.drafting_database_url:
            office = self._store.office
            office.change_settings({k: v for k, v in changes.items() if k in KEPT})
            self.now = load_settings(home=home, kept=office.settings(KEPT))
            return
        write_preferences(home, changes)
        self.now = load_settings(home=home)

    def read_again(self) -> None:
        """What another process has set counts here too. Raises StoreFailed, BadInput."""
        kept = self._store.office.settings(KEPT)
        if kept != self._kept:
            self.now = load_settings(home=self.now.drafting_home, kept=kept)
            self._kept = kept


def writers(settings: Settings) -> list[tuple[str, str]]:
    """Engines a person may choose from, the preferred one first: (label, name)."""
    offline = (say("service.offline"), "offline")
    if not settings.has_model:
        return [offline]
    name = settings.drafting_model
    return [
        (say("service.model_named", name=name) if name else say("service.model"), "model"),
        offline,
    ]
