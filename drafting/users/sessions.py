"""A session is a signed cookie: it outlives a restart, and nothing is kept in the server for it."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from drafting.errors import StoreFailed, reason_of
from drafting.users.users import User, Users

SECONDS = 7 * 24 * 3600
"""How long a session lasts where nothing else is set."""
FILE_NAME = "session-secret"


class Sessions:
    """Signs and reads cookies with the secret of a data folder."""

    def __init__(self, users: Users, secret: bytes, seconds: int = SECONDS) -> None:
        from itsdangerous import URLSafeTimedSerializer

        self.seconds = seconds
        """How long a session lasts."""
        self._users = users
        self._secret = secret
        self._signer = URLSafeTimedSerializer(secret, salt="drafting-session")

    @property
    def cookie(self) -> str:
        """The cookie's name: two desks on one host do not log each other out."""
        return f"desk-{hashlib.sha256(self._secret).hexdigest()[:8]}"

    def begin(self, user: User) -> str:
        """The value of the cookie for somebody who has shown the password."""
        return self._signer.dumps([user.name, user.fingerprint])

    def user(self, value: str) -> User | None:
        """Whose session a cookie is; None where it is forged, has expired, or the user is gone or
        has another password since. One from the future was signed by a process of ours whose clock
        goes ahead, and counts for as long as a session lasts. Raises BadInput where the users cannot
        be read."""
        from itsdangerous import BadData

        try:
            (name, fingerprint), signed = self._signer.loads(value, return_timestamp=True)
        except (BadData, ValueError, TypeError):
            return None
        if abs(time.time() - signed.timestamp()) > self.seconds:
            return None
        user = self._users.find(str(name))
        known = user is not None and secrets.compare_digest(user.fingerprint, str(fingerprint))
        return user if known else None


def secret_of(folder: Path) -> bytes:
    """The secret of a data folder, made where it is missing, readable by its owner alone."""
    path = folder / FILE_NAME
    try:
        with suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(32))
        secret = path.read_bytes()
    except OSError as error:
        raise StoreFailed(f"会话密钥“{path}”读写失败：{reason_of(error)}。") from error
    if len(secret) < 32:
        raise StoreFailed(f"会话密钥“{path}”不完整，请删去它再启动；大家要重新登录一次。")
    return secret
