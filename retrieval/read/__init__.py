"""Reading files: every format is a module of this folder with ``SUFFIXES`` and ``read(data)``.

A reader returns text with Unix line ends, paragraphs parted by blank lines where the format has
paragraphs and headings it is sure of marked in Markdown, and raises
:class:`retrieval.errors.UnreadableError`. Adding a format is adding a module here. No other part
of the program imports the libraries that read formats.
"""

from retrieval.read.reading import LARGEST_FILE, read_data, read_file, readers
from retrieval.read.sources import Source, files_under, sources

__all__ = [
    "LARGEST_FILE",
    "Source",
    "files_under",
    "read_data",
    "read_file",
    "readers",
    "sources",
]
