"""Drafts and their versions, in SQL: SQLite in the data folder by default."""

from drafting.store.store import DraftSummary, Store, VersionSummary, open_store

__all__ = ["DraftSummary", "Store", "VersionSummary", "open_store"]
