"""Users, the secret of sessions and what was set on the page, in the database of an office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from drafting.preferences import KEPT
from drafting.settings import load_settings
from drafting.store import Store
from drafting.users import stored
from drafting.users.sessions import Sessions
from drafting.users.stored import StoredUsers, stored_secret, users_of


@pytest.fixture
def stores(database_url: str) -> Iterator[tuple[Store, Store]]:
    with closing(Store(database_url)) as first, closing(Store(database_url)) as second:
        yield first, second


def test_a_user_added_by_one_process_may_log_in_at_the_other_and_is_out_when_removed(
    stores: tuple[Store, Store], refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "FRESH", 0.0)
    assert users_of(stores[1]) is None
    here, there = StoredUsers(stores[0]), StoredUsers(stores[1])
    here.put("王芳", "wang-password", "admin")
    here.put("li", "li-password", "writer")
    assert [user.name for user in there.all()] == ["li", "王芳"]
    user = there.check("王芳", "wang-password")
    assert user is not None
    assert (user.role, user.owners) == ("admin", ("王芳", ""))
    secret = stored_secret(stores[1])
    cookie = Sessions(there, secret).begin(user)
    assert Sessions(here, stored_secret(stores[0])).user(cookie) == user
    there.remove("王芳")
    assert Sessions(here, secret).user(cookie) is None
    assert "没有“王芳”这个用户" in refused(here.remove, "王芳")


def test_all_processes_sign_with_one_secret(stores: tuple[Store, Store]) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = set(threads.map(lambda number: stored_secret(stores[number % 2]), range(16)))
    assert len(made) == 1
    assert len(made.pop()) == 32


def test_what_is_set_on_the_page_is_kept_in_the_database(
    stores: tuple[Store, Store], tmp_path: Path
) -> None:
    here, there = (store.office for store in stores)
    here.change_settings({"drafting_model": "m", "drafting_issuer": "某局"})
    here.change_settings({"drafting_model": ""})
    assert there.settings(KEPT) == {"drafting_issuer": "某局"}
    assert load_settings(None, tmp_path, there.settings(KEPT)).drafting_issuer == "某局"
