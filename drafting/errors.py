"""What can go wrong, as one small tree.

    DraftingError            everything below; its text is one clear Chinese sentence
    ├── BadInput             a file, a field or a flag a person can put right   (exit code 2)
    ├── Conflict             somebody else has changed what was to be saved
    ├── StoreFailed          the data folder cannot be read or written          (exit code 2)
    │   └── StoreAway        the database server does not answer now
    └── ModelFailed          the model server refused, stopped or cannot be reached

The message says what is wrong, where, and what to do. It never holds a key.
"""

import errno

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件超过大小限制",
    errno.ENOENT: "路径不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "已有同名文件",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接互相指向",
    errno.EIO: "磁盘读写出错",
}


def reason_of(error: OSError) -> str:
    """Why the system refused, in a few Chinese words."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


class DraftingError(Exception):
    """Base of all errors shown to a person; ``str(error)`` is the sentence to show."""


class BadInput(DraftingError):
    """Input that a person can correct: the message names file, row and field."""


class Conflict(DraftingError):
    """What was to be saved has been changed elsewhere since it was read; nothing was overwritten."""


class StoreFailed(DraftingError):
    """The data folder or database refused; what was saved before is unharmed."""


class StoreAway(StoreFailed):
    """The database server does not answer, or refuses for now: the same may succeed later."""


class ModelFailed(DraftingError):
    """The model could not answer; finished sections are kept."""
