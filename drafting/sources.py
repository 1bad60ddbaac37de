"""What a draft is checked against beside its facts: samples, an office's expressions, a rate."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from drafting.borrowing import NO_SAMPLES, Samples, SampleText, samples_of
from drafting.checks import Sources
from drafting.errors import BadInput
from drafting.expressions import Expression, own_expressions

if TYPE_CHECKING:
    from drafting.settings import Settings
    from retrieval import Library

_log = logging.getLogger(__name__)


def sources_from(library: Library | None, settings: Settings) -> tuple[Sources, tuple[str, ...]]:
    """Sources without a brief, and a sentence for each of them that cannot be used: that costs
    its own check and no other. Cheap to ask again while library and file stay as they are.

    Never raises for a broken library or file. No model, no network.
    """
    said = []
    samples = NO_SAMPLES
    expressions: tuple[Expression, ...] = ()
    try:
        samples = samples_in(library) if library is not None else NO_SAMPLES
    except Exception as error:  # whatever a broken library fails with, a draft is still checked
        _log.warning("samples of the checks: %s", error)
        said.append("样本库打不开，这次没有查串稿。请在“样本库”页查看原因。")
    try:
        expressions = own_expressions(settings.drafting_home)
    except BadInput as error:
        said.append(f"{error}本单位的用语表这次没有用上。")
    rate = settings.drafting_speaking_rate
    found = Sources(samples=samples, expressions=expressions, speaking_rate=rate)
    return found, tuple(said)


def samples_in(library: Library) -> Samples:
    """The texts of a library as checks take them, read once while it stays as it is. Raises
    LibraryError."""
    return _read(library, library.database.version())


@lru_cache(maxsize=2)
def _read(library: Library, _version: int) -> Samples:
    return samples_of([SampleText(t.document, t.title, t.text) for t in library.texts()])
