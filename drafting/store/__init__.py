"""Drafts, their versions and unfinished work, in SQL: SQLite in the data folder by default."""

from drafting.store.store import DraftSummary, Store, VersionSummary, open_store
from drafting.store.work import Unfinished, WorkState

__all__ = ["DraftSummary", "Store", "Unfinished", "VersionSummary", "WorkState", "open_store"]
