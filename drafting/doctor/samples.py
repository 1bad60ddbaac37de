"""The sample library: it opens, and how it can be searched."""

from __future__ import annotations

from drafting.doctor.records import Examined
from drafting.settings import Settings

NAME = "样本库"
_REBUILD = "可以先用；要修复请运行 python -m retrieval rebuild"


def examine(settings: Settings) -> Examined:
    """Open the library where there is one. Neither model nor network is used."""
    from retrieval import LibraryError, open_library

    folder = settings.drafting_home / "library"
    if not folder.exists() and not settings.drafting_database_url:
        return Examined(NAME, "good", ("还没有，打开页面时装入自带的样本。",))
    try:
        # As the program opens it: an office's catalog lies in its database.
        with open_library(None if settings.drafting_database_url else folder) as library:
            status = library.status()
    except LibraryError as error:
        return Examined(NAME, "problem", (str(error),))
    said = f"{status.documents} 篇，{status.passages} 段，{status.state}。"
    details = {"documents": status.documents, "passages": status.passages}
    if status.error:
        return Examined(NAME, "note", (said, f"{_REBUILD}。"), details)
    return Examined(NAME, "good", (said,), details)
