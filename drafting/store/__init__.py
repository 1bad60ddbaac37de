"""Drafts, their versions and unfinished work, in SQL: SQLite in the data folder by default."""

from drafting.store import office as office  # its tables belong to the whole
from drafting.store.history import VersionSummary, Ways, ways
from drafting.store.shelf import DraftSummary, Standing
from drafting.store.store import Store, open_store
from drafting.store.versions import Owners
from drafting.store.work import Unfinished, WorkState

__all__ = [
    "DraftSummary", "Owners", "Standing", "Store", "Unfinished", "VersionSummary", "Ways", "WorkState",
    "open_store", "ways",
]  # fmt: skip
