"""The settings that hold for a command: those of the environment, then what was set on the page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from drafting.errors import StoreFailed
from drafting.preferences import KEPT
from drafting.settings import Settings, environment_settings, load_settings


def held_settings(say: Callable[[str], None]) -> Settings:
    """As :func:`~drafting.settings.load_settings`, and where an office's database is set
    (``DRAFTING_DATABASE_URL``) with what its people have set on the page.

    A command makes a file and needs no database: where it cannot be reached, this is told, and the
    environment holds alone. Raises BadInput. No model is used; the network where the database needs it.
    """
    environment = environment_settings()
    if not environment.drafting_database_url:
        return load_settings()
    from drafting.store import open_store

    url = environment.drafting_database_url
    try:
        with closing(open_store(environment.drafting_home, url)) as store:
            kept = store.office.settings(KEPT)
    except StoreFailed as failed:
        say(f"提示：页面上的设置没有读到，本次按环境变量。{failed}")
        kept = {}
    return load_settings(kept=kept)
