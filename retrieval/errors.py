"""What can go wrong with the library.

LibraryError         its text is one clear Chinese sentence: what, where, what to do
└── UnreadableError       one document cannot be read; the others are not affected
"""


class LibraryError(Exception):
    """Anything a person has to be told; ``str(error)`` is the sentence to show."""


class UnreadableError(LibraryError):
    """One document that cannot be read; ``str(error)`` is the reason it is rejected with."""
