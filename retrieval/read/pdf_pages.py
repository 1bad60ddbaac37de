"""The words of each page of a PDF, to say on which page something stands."""

from __future__ import annotations

from retrieval.read.pdf import pages_of


def page_texts(data: bytes) -> list[str]:
    """Return the text of each page, line by line. Raises UnreadableError as :func:`pdf.read`."""
    return ["\n".join(line.text for line in page) for page in pages_of(data)]
