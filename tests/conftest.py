"""Shared by all tests. Sockets are refused (see addopts in pyproject.toml) unless a test says
``enable_socket``; ``DRAFTING_HOME`` points into a temporary folder, so no test touches a user's."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from drafting.errors import DraftingError
from tests.servers.postgres import Postgres, one_for_tests

ROOT = Path(__file__).parent.parent
FACTS = ROOT / "samples" / "facts"

_MODEL_VARIABLES = (
    "OPENAI_API_KEY", "OPENAI_BASE_URL", "DRAFTING_MODEL", "DRAFTING_EMBEDDINGS",
    "DRAFTING_EMBEDDING_MODEL", "DRAFTING_DATABASE_URL", "CHROMA_URL",
)  # fmt: skip

# A machine that is busy with other things must not fail a property.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTING_HOME", str(tmp_path / "home"))
    for name in _MODEL_VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real server for all tests of a run; see ``Postgres.new_database``. Whoever stops it takes
    one of his own (``one_for_tests``)."""
    with one_for_tests() as server:
        yield server


SERVER = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture(
    params=[
        pytest.param("sqlite", id="sqlite"),
        pytest.param("postgres", id="postgres", marks=SERVER),
    ]
)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each sort, one after the other."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'drafting.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def facts_folder() -> Path:
    return FACTS


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """The folder of a file system of its own with 512 kB; see ``make_read_only``."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a file system is not permitted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def make_read_only() -> Callable[[Path], None]:
    """Makes the small disk one that nobody can write to, root included."""

    def run(folder: Path) -> None:
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)

    return run


@pytest.fixture
def refused() -> Callable[..., str]:
    """Runs something that must be refused; returns the sentence, which a person understands."""

    def run(action: Callable[..., object], *arguments: object, **options: object) -> str:
        with pytest.raises(DraftingError) as caught:
            action(*arguments, **options)
        message = str(caught.value)
        assert is_clear(message), message
        return message

    return run


def is_clear(message: str) -> bool:
    """One line of Chinese with an end mark, of a length to be read, without English sentences."""
    english = re.search(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}", message)
    return bool(re.fullmatch(r"[^\n]*[\u4e00-\u9fff][^\n]*[。）]", message)) and not english


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: quick ones fail first, and Playwright keeps an event loop running in
    the main thread until the session ends, which others must not meet."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
