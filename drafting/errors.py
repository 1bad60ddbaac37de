"""What can go wrong, as one small tree.

    DraftingError            everything below; its text is one clear Chinese sentence
    ├── BadInput             a file, a field or a flag a person can put right   (exit code 2)
    ├── StoreFailed          the data folder cannot be read or written          (exit code 2)
    └── ModelFailed          the model server refused, stopped or cannot be reached

The message says what is wrong, where, and what to do. It never holds a key.
"""


class DraftingError(Exception):
    """Base of all errors shown to a person; ``str(error)`` is the sentence to show."""


class BadInput(DraftingError):
    """Input that a person can correct: the message names file, row and field."""


class StoreFailed(DraftingError):
    """The data folder or database refused; what was saved before is unharmed."""


class ModelFailed(DraftingError):
    """The model could not answer; finished sections are kept."""
