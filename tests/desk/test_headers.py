"""What answers tell browsers, and which requests are turned away."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from sqlalchemy import create_engine
from starlette.testclient import TestClient

from drafting.desk.door import Door, hang
from drafting.desk.words import say
from drafting.store.tables import Base
from drafting.users import Users, single_user

HERE = "http://desk.example"
MINE = {"origin": HERE, "sec-fetch-site": "same-origin"}


def desk(tmp_path: Path, users: Users | None = None, *hosts: str) -> TestClient:
    app = FastAPI()
    engine = create_engine(f"sqlite:///{tmp_path / 'desk.db'}")
    Base.metadata.create_all(engine)
    hang(app, Door(users, b"s" * 32, tmp_path, lambda *_: True, engine, hosts=hosts))

    @app.api_route("/thing", methods=["GET", "POST"])
    def thing() -> PlainTextResponse:
        return PlainTextResponse("done", headers={"access-control-allow-origin": "*"})

    return TestClient(app, base_url=HERE)


def test_headers_of_every_answer(tmp_path: Path) -> None:
    client = desk(tmp_path, single_user("li", "long-password"))
    for answer in (client.get("/login"), client.get("/thing"), client.post("/login")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "connect-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "object-src 'none'" in policy
        assert "*" not in policy
        assert "http" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert not [name for name in answer.headers if name.startswith("access-control-")]


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", MINE, 200),
        ("POST", {}, 200),
        ("POST", {"origin": HERE}, 200),
        ("POST", {"origin": "http://evil.example"}, 403),
        ("POST", {"origin": "null"}, 403),
        ("POST", {"origin": HERE, "sec-fetch-site": "same-site"}, 403),
        ("POST", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 403),
        ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 200),
        ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ("GET", {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}, 403),
        ("GET", {"sec-fetch-site": "none"}, 200),
    ],
)
def test_pages_of_other_sites_change_and_read_nothing(
    tmp_path: Path, method: str, headers: dict[str, str], status: int
) -> None:
    client = desk(tmp_path, None, "desk.example")
    answer = client.request(method, "/thing", headers=headers)
    assert answer.status_code == status
    assert ("done" in answer.text) == (status == 200)


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost", "[::1]:7860"])
def test_a_desk_without_users_is_reached_by_this_machine(tmp_path: Path, host: str) -> None:
    assert desk(tmp_path).get("/thing", headers={"host": host}).status_code == 200


def test_a_name_that_was_made_to_point_here_is_turned_away(tmp_path: Path) -> None:
    evil = {"host": "evil.example:7860", "origin": "http://evil.example:7860"}
    assert desk(tmp_path).post("/thing", headers=evil).status_code == 403
    assert desk(tmp_path).get("/thing", headers=evil).status_code == 403


def test_names_may_be_fixed_for_a_desk_with_users_too(tmp_path: Path) -> None:
    users = single_user("li", "long-password")
    assert desk(tmp_path, users).get("/login").status_code == 200
    assert desk(tmp_path, users, "other.example").get("/login").status_code == 403
    assert desk(tmp_path, users, "desk.example").get("/login").status_code == 200


def test_a_login_sets_a_cookie_that_scripts_and_other_sites_do_not_get(tmp_path: Path) -> None:
    client = desk(tmp_path, single_user("li", "long-password"))
    given = {"name": "li", "password": "long-password"}
    answer = client.post("/login", data=given, headers=MINE, follow_redirects=False)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert f"max-age={168 * 3600}" in cookie
    assert client.get("/thing").status_code == 200
    client.post("/logout", headers=MINE)
    assert client.get("/thing").status_code == 401


def test_a_login_from_another_site_is_turned_away(tmp_path: Path) -> None:
    client = desk(tmp_path, single_user("li", "long-password"))
    given = {"name": "li", "password": "long-password"}
    answer = client.post("/login", data=given, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_fourth_wrong_password_waits(tmp_path: Path) -> None:
    client = desk(tmp_path, single_user("li", "long-password"))
    wrong = {"name": "li", "password": "wrong"}
    answers = [client.post("/login", data=wrong, headers=MINE) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert say("people.wrong_password") in answers[0].text
    again = desk(tmp_path, single_user("li", "long-password"))  # as after a restart
    assert again.post("/login", data=wrong, headers=MINE).status_code == 429
