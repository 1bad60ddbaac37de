"""Users in a JSON file: ``{"users": [{"name", "role", "password"}]}``, passwords hashed by argon2id.

The file is read again when it has changed, so that a user who was added may log in at once, and one
who was removed is out at once.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import tempfile
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import TypeAdapter, ValidationError

from drafting.errors import BadInput, StoreFailed, reason_of

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Role = Literal["writer", "admin"]
FILE_NAME = "users.json"
SHORTEST = 8
"""Characters of a password; NIST SP 800-63B asks for no fewer."""
LONGEST = 256
"""Characters of a password; hashing longer ones would only keep the server busy."""
_NAME = re.compile(r"[\w.@-]{1,64}")


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may log in. ``password`` is an argon2id hash in its usual text form."""

    name: str
    role: Role
    password: str

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose drafts this user sees; those of before there were users are the admins'."""
        return (self.name, "") if self.role == "admin" else (self.name,)

    @property
    def fingerprint(self) -> str:
        """Changes with the password and tells nothing of it: old sessions end with it."""
        return hashlib.sha256(self.password.encode()).hexdigest()[:16]


class Users:
    """The users of a file. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._read: tuple[object, dict[str, User]] = (None, {})

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    def all(self) -> list[User]:
        """Everybody, by name. Raises BadInput where the file cannot be read."""
        return sorted(self._current().values(), key=lambda user: user.name)

    def find(self, name: str) -> User | None:
        """The user of a name. Raises BadInput as ``all``."""
        return self._current().get(name)

    def check(self, name: str, password: str) -> User | None:
        """The user with this password; takes the same time for names that do not exist."""
        user = self._current().get(name)
        right = _verify(user.password if user else _of_nobody(), password[:LONGEST])
        return user if right else None

    def put(self, name: str, password: str, role: Role) -> None:
        """Add a user, or give one another password or role. Raises BadInput, StoreFailed."""
        if not _NAME.fullmatch(name):
            raise BadInput("用户名只能用汉字、字母、数字和 . _ - @，最多64个字。")
        if not SHORTEST <= len(password) <= LONGEST:
            raise BadInput(f"密码要{SHORTEST}到{LONGEST}个字符。")
        self._put(User(name, role, hashed(password)))

    def remove(self, name: str) -> None:
        """Take a user out; the drafts stay. Raises BadInput where there is none."""
        if self.find(name) is None:
            raise BadInput(
                f"没有“{name}”这个用户。用 python -m drafting 的 user list 命令查看有哪些。"
            )
        self._drop(name)

    def _put(self, user: User) -> None:
        known = {each.name: each for each in self.all()} if self._path.exists() else {}
        self._write({**known, user.name: user}.values())

    def _drop(self, name: str) -> None:
        self._write(user for user in self.all() if user.name != name)

    def _current(self) -> dict[str, User]:
        with self._turn:
            try:
                stat = self._path.stat()
                stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
                if stamp != self._read[0]:
                    self._read = (stamp, _parse(self._path))
            except OSError as error:
                raise BadInput(
                    f"用户文件“{self._path}”读不出来：{reason_of(error)}。"
                    "请用 python -m drafting 的 user add 命令 建好，或检查 --users。"
                ) from error
            return self._read[1]

    def _write(self, users: Iterable[User]) -> None:
        """Whole or not at all, readable by its owner alone."""
        text = json.dumps({"users": [asdict(u) for u in users]}, ensure_ascii=False, indent=2)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".users-")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text + "\n")
                Path(name).replace(self._path)
            except BaseException:
                with suppress(OSError):
                    Path(name).unlink()
                raise
        except OSError as error:
            raise StoreFailed(f"用户文件“{self._path}”写不进去：{reason_of(error)}。") from error


class _Single(Users):
    """One user who is given on the command line."""

    def __init__(self, user: User) -> None:
        super().__init__(Path())
        self._user = user

    def _current(self) -> dict[str, User]:
        return {self._user.name: self._user}


def open_users(path: Path) -> Users:
    """The users of a file. Raises BadInput where it cannot be read or names nobody."""
    users = Users(path)
    if not users.all():
        raise BadInput(
            f"用户文件“{path}”里没有用户。请用 python -m drafting 的 user add 命令 加一个。"
        )
    return users


def single_user(name: str, password: str) -> Users:
    """One admin, as ``--auth`` names one."""
    if not _NAME.fullmatch(name):
        raise BadInput("--auth 的用户名只能用汉字、字母、数字和 . _ - @，最多64个字。")
    salt = hashlib.sha256(f"drafting:{name}".encode()).digest()[:16]
    return _Single(User(name, "admin", hashed(password, salt)))


def hashed(password: str, salt: bytes | None = None) -> str:
    """The argon2id hash of a password. A ``salt`` that is not random makes the same hash at every
    start, for one that is held in memory alone."""
    return _hasher().hash(password, salt=salt)


@functools.cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # RFC 9106, the profile for little memory: 64 MiB, 3 passes, 4 lanes


@functools.cache
def _of_nobody() -> str:
    return hashed("nobody")


def _verify(hash_: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(hash_, password)
    except (VerificationError, InvalidHashError):
        return False


def read_users(path: Path) -> list[User]:
    """The users of a file; none where there is no file. Raises BadInput."""
    return Users(path).all() if path.is_file() else []


def write_users(path: Path, users: Iterable[User]) -> None:
    """A file with these users in place of what it held. Raises StoreFailed."""
    Users(path)._write(users)


def _parse(path: Path) -> dict[str, User]:
    try:
        data = TypeAdapter(dict[Literal["users"], list[User]]).validate_json(path.read_bytes())
    except ValidationError:
        raise BadInput(
            f"用户文件“{path}”不是本程序写的用户文件。请用 python -m drafting 的 user add 命令 重新建。"
        ) from None
    return {user.name: user for user in data.get("users", [])}
