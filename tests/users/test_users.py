"""Users, their passwords, sessions and the waiting after wrong ones."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from drafting.users import Users, open_users, single_user
from drafting.users.sessions import SECONDS, Sessions, secret_of

SECRET = b"s" * 32
Refused = Callable[..., str]


@pytest.fixture
def users(tmp_path: Path) -> Users:
    made = Users(tmp_path / "users.json")
    made.put("li", "li-password", "writer")
    made.put("王芳", "wang-password", "admin")
    return made


def test_the_file_holds_hashes_and_is_its_owners_alone(users: Users) -> None:
    text = users.path.read_text("utf-8")
    assert "li-password" not in text
    assert text.count("$argon2id$") == 2
    assert stat.S_IMODE(users.path.stat().st_mode) == 0o600
    assert not list(users.path.parent.glob(".users-*"))


def test_a_password_opens_for_its_user_alone(users: Users) -> None:
    li = users.check("li", "li-password")
    assert li is not None
    assert (li.role, li.owners) == ("writer", ("li",))
    assert users.check("li", "wang-password") is None
    assert users.check("nobody", "li-password") is None
    admin = users.check("王芳", "wang-password")
    assert admin is not None
    assert admin.owners == ("王芳", "")


def test_a_user_who_is_removed_is_out_at_once(users: Users, refused: Refused) -> None:
    reader = open_users(users.path)
    assert reader.check("li", "li-password")
    users.remove("li")
    assert reader.find("li") is None
    assert "没有“li”这个用户" in refused(users.remove, "li")


@pytest.mark.parametrize(
    ("name", "password"),
    [("", "long-enough"), ("a b", "long-enough"), ("<b>", "long-enough"), ("li", "short"),
     ("li", "长" * 300), ("x" * 65, "long-enough")],
)  # fmt: skip
def test_bad_names_and_passwords_are_refused(
    users: Users, refused: Refused, name: str, password: str
) -> None:
    refused(users.put, name, password, "writer")
    assert [user.name for user in users.all()] == ["li", "王芳"]


@pytest.mark.parametrize("text", ["", "{", '{"users": [{"name": "li"}]}', '{"users": []}', "[]"])
def test_a_file_that_is_none_is_told(tmp_path: Path, refused: Refused, text: str) -> None:
    path = tmp_path / "users.json"
    path.write_text(text, "utf-8")
    assert "user add" in refused(open_users, path)
    assert "user add" in refused(open_users, tmp_path / "none.json")


def test_a_broken_hash_opens_for_nobody(users: Users) -> None:
    data = json.loads(users.path.read_text("utf-8"))
    data["users"][0]["password"] = "plain"
    users.path.write_text(json.dumps(data), "utf-8")
    assert users.check("li", "plain") is None


def test_a_session_outlives_a_restart_and_ends_with_the_password(users: Users) -> None:
    li = users.check("li", "li-password")
    assert li is not None
    value = Sessions(users, SECRET).begin(li)
    again = Sessions(open_users(users.path), SECRET)
    assert again.user(value) == li
    assert Sessions(users, b"o" * 32).user(value) is None
    assert again.user(value[:-2]) is None
    assert again.user("") is None
    users.put("li", "another-password", "writer")
    assert again.user(value) is None


def test_a_session_expires(users: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    li = users.check("li", "li-password")
    assert li is not None
    value = Sessions(users, SECRET).begin(li)
    later = time.time() + SECONDS + 2
    monkeypatch.setattr(time, "time", lambda: later)
    assert Sessions(users, SECRET).user(value) is None


def test_a_session_begun_by_a_clock_that_goes_ahead_counts(
    users: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two processes one may be an hour ahead; from further than a session lasts nothing counts."""
    import time

    li, now = users.check("li", "li-password"), time.time()
    assert li is not None
    monkeypatch.setattr(time, "time", lambda: now + 3600)
    hour = Sessions(users, SECRET).begin(li)
    monkeypatch.setattr(time, "time", lambda: now + SECONDS + 60)
    far = Sessions(users, SECRET).begin(li)
    monkeypatch.setattr(time, "time", lambda: now)
    assert Sessions(users, SECRET).user(hour) == li
    assert Sessions(users, SECRET).user(far) is None


def test_the_user_of_the_command_line_stays_the_same_over_starts() -> None:
    first = single_user("li", "word").check("li", "word")
    assert first is not None
    value = Sessions(single_user("li", "word"), SECRET).begin(first)
    assert Sessions(single_user("li", "word"), SECRET).user(value) == first
    assert Sessions(single_user("li", "other"), SECRET).user(value) is None
    assert single_user("li", "word").check("li", "wrong") is None


def test_the_secret_is_made_once_and_kept_from_others(tmp_path: Path, refused: Refused) -> None:
    secret = secret_of(tmp_path)
    assert len(secret) == 32
    assert secret_of(tmp_path) == secret
    path = tmp_path / "session-secret"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_bytes(b"")
    assert "不完整" in refused(secret_of, tmp_path)
