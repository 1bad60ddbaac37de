"""A real PostgreSQL on a free port of 127.0.0.1, as an ordinary user, gone with the tests.

``with running(folder) as server`` starts it; ``server.new_database()`` gives the URL of an empty
database. Nothing is synced to the disk: a crash of the machine may lose what tests wrote.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

_SETTINGS = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
    "listen_addresses": "127.0.0.1", "max_connections": "200", "shared_buffers": "32MB",
    "timezone": "Asia/Shanghai", "logging_collector": "off",
}  # fmt: skip
"""Times are told in another zone than UTC, so that a test sees who forgets the zone."""


@dataclass(slots=True)
class Postgres:
    """A server that runs; ``stop`` and ``start`` as an operator would."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "postgres") -> str:
        """The address of a database, as users write it."""
        return f"postgresql+psycopg://writer:secret-word@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"d{uuid.uuid4().hex[:12]}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def run(self, statement: str) -> None:
        """One statement of the administrator."""
        with closing(self._connect()) as connection:
            connection.execute(statement.encode())

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="writer", password="secret-word",
            dbname="postgres", autocommit=True, connect_timeout=5,
        )  # fmt: skip

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = [f"-c{name}={value}" for name, value in _SETTINGS.items()]
        command = [_program("postgres"), "-D", str(self.folder / "data"), f"-p{self.port}",
                   f"-k{self.folder}", *options]  # fmt: skip
        log = (self.folder / "log").open("ab")
        with log:
            self.process = subprocess.Popen(_as_somebody(command), stdout=log, stderr=log, cwd="/")
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                self._connect().close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError((self.folder / "log").read_text(errors="replace")[-2000:])

    def stop(self, *, fast: bool = True) -> None:
        """Stop as ``pg_ctl -m fast`` (open transactions are undone) or ``immediate`` does."""
        if self.process is not None:
            self.process.send_signal(2 if fast else 3)
            self.process.wait(60)
            self.process = None


@contextmanager
def running(folder: Path) -> Iterator[Postgres]:
    """A new server whose data lie in a folder that is made."""
    folder.mkdir(parents=True)
    _hand_over(folder)
    words = folder / "words"
    words.write_text("secret-word")
    words.chmod(0o644)
    command = [_program("initdb"), "-D", str(folder / "data"), "-U", "writer", "-A",
               "scram-sha-256", f"--pwfile={words}", "-E", "UTF8", "--locale=C.UTF-8",
               "--no-sync"]  # fmt: skip
    subprocess.run(_as_somebody(command), check=True, capture_output=True, cwd="/")
    server = Postgres(folder, _free_port())
    server.start()
    try:
        yield server
    finally:
        server.stop(fast=False)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def one_for_tests() -> Iterator[Postgres]:
    """A new server in a folder where an ordinary user may go, which pytest's own folders are not.
    Where there is no PostgreSQL the tests are skipped, but in CI they fail."""
    if _found("initdb") is None and not os.environ.get("CI"):
        pytest.skip("PostgreSQL is not installed here")
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        Path(folder).chmod(0o755)
        with running(Path(folder) / "server") as server:
            yield server


def _program(name: str) -> str:
    found = _found(name)
    assert found, f"{name} is not installed: apt-get install postgresql"
    return found


def _found(name: str) -> str | None:
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(debian[-1]) if debian else shutil.which(name)


def _as_somebody(command: list[str]) -> list[str]:
    """The server refuses to run as root, and must not outlive tests that are killed."""
    if os.getuid() != 0:
        return command
    user = _somebody()
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups",
            "--pdeathsig=INT", *command]  # fmt: skip


def _somebody() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _hand_over(folder: Path) -> None:
    if os.getuid() == 0:
        os.chown(folder, _somebody().pw_uid, _somebody().pw_gid)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
