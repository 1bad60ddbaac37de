"""The web page's front door: ``python app.py [--host] [--port] [--data] [--users] [--auth] [--open]``."""

from __future__ import annotations

import argparse
import errno
import gc
import importlib
import ipaddress
import logging
import os
import re
import socket
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from drafting.errors import BadInput, DraftingError, StoreFailed
from drafting.observing import logs
from drafting.observing.warned import spare_people
from drafting.secret_files import read_secret_files

if TYPE_CHECKING:
    from drafting.desk.door import Door
    from drafting.desk.health import Health
    from drafting.desk.numbers import Watchers
    from drafting.desk.service import Service
    from drafting.settings import Settings
    from drafting.store import Store
    from drafting.users import Users
    from retrieval import Library

BAD_USAGE = 2
_FIRST_PAGE = 3.0
"""Seconds in which nothing is loaded that the first page does not need."""
_PATIENCE = 10.0
"""Seconds that what is being loaded gets to end when the program stops."""
_log = logging.getLogger("drafting.app")


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the page; returns the exit code: 0, or 2 with one Chinese sentence on stderr."""
    from retrieval import LibraryError

    logs.set_up("quiet")
    spare_people()
    gc.disable()  # until the page is served: loading makes much that stays, and no garbage
    try:
        read_secret_files(os.environ)
        _run(_parse(arguments))
    except (DraftingError, LibraryError) as error:
        print(error, file=sys.stderr)
        return BAD_USAGE
    return 0


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one Chinese sentence."""

    def error(self, message: str) -> NoReturn:
        """Raises BadInput in place of argparse's English."""
        wrong = re.search(r"argument (\S+?):", message)
        what = f"参数 {wrong[1]} 的值不对" if wrong else "命令写得不对"
        raise BadInput(f"{what}。用 python app.py --help 查看用法。")


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = _Parser(prog="app.py", description="打开拟稿台网页。")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认只限本机")
    parser.add_argument("--port", type=int, default=7860, help="端口，默认 7860")
    parser.add_argument("--data", type=Path, default=None, help="数据文件夹")
    parser.add_argument("--auth", default="", help="用户名:密码，只有一个用户时用")
    parser.add_argument("--users", type=Path, default=None, help="用户文件，见 user add 命令")
    parser.add_argument("--open", action="store_true", help="启动后用浏览器打开")
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace) -> None:
    from drafting.preferences import KEPT
    from drafting.settings import load_settings, secrets_of

    auth = _auth(options.auth)
    settings = load_settings(home=options.data)
    logs.set_up(settings.drafting_log, secrets_of(settings))
    data = settings.drafting_home
    office = _open_store(data, settings) if settings.drafting_database_url else None
    if office is not None:
        settings = load_settings(home=options.data, kept=office.office.settings(KEPT))
        logs.set_up(settings.drafting_log, secrets_of(settings))
    users = auth or _users(options.users, data, office)
    _refuse_open_door(options.host, users)
    listening = _listen(options.host, options.port)
    with listening, _passing(settings.drafting_shared) as folder:
        store = office or _open_store(data, settings)
        library = _open_library(options.data, settings)
        service = _service(store, library, Path(folder), settings, users)
        from drafting.desk.health import Health, database_reachable, library_open

        door = _door(service, Path(folder), users, data)
        health = Health({"database": database_reachable(store), "library": library_open(library)})
        address = _address(options.host, listening)
        _serve(service, listening, address, door, health, _Stocking(service), options.open)


class _Stocking:
    """What is loaded behind the first page: the page comes first. In a thread that ends before the
    program does, for one that is cut off within a library's own code aborts the whole process."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="samples", daemon=True)

    def begin(self) -> None:
        """To be called when the page can be opened."""
        self._thread.start()

    def end(self) -> None:
        """Begin nothing more, and wait for what is being loaded."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        _stock(self._service.library, self._service.settings.has_model)
        if not self._stopping.wait(_FIRST_PAGE):
            self._service.load_checks()
        if not self._stopping.is_set():
            from retrieval.clean import rule_names

            rule_names()  # a sample is shown with them; the rules load in 0.2 s


def _passing(shared: Path | None) -> AbstractContextManager[str]:
    """A folder for what is uploaded and handed out."""
    if shared is None:
        return tempfile.TemporaryDirectory(prefix="drafting-")
    from drafting.passing import shared_folder

    return nullcontext(str(shared_folder(shared)))


def _service(
    store: Store, library: Library, folder: Path, settings: Settings, users: Users | None
) -> Service:
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(
        sys.maxsize
    )  # nobody is shown its tables of
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "100"  # events, a tenth of all the computing
    os.environ["GRADIO_TEMP_DIR"] = str(folder)
    os.environ["DRAFTING_HOME"] = str(settings.drafting_home.absolute())  # where own layouts lie
    from drafting.desk.loading import load_gradio

    load_gradio()
    from drafting.desk.service import Service
    from drafting.quotas import Quota

    quota = Quota(
        settings.drafting_quota_user, settings.drafting_quota_office, settings.drafting_quota_period
    )
    return Service(store, library, folder, settings, users, quota)


def _door(service: Service, folder: Path, users: Users | None, data: Path) -> Door:
    from drafting.desk.door import Door
    from drafting.users.sessions import secret_of
    from drafting.users.stored import stored_secret

    secret, settings = b"", service.settings
    if users:
        secret = stored_secret(service.store) if service.store.shared else secret_of(data)
    return Door(
        users, secret, folder, service.may_read, service.engine_of_store,
        hours=settings.drafting_session_hours, hosts=settings.hosts,
    )  # fmt: skip


def _serve(
    service: Service,
    listening: socket.socket,
    address: str,
    door: Door,
    health: Health,
    stocking: _Stocking,
    browse: bool,
) -> None:
    from drafting.desk.page import build_page
    from drafting.desk.server import serve

    try:
        stop = service.stop_work
        serve(
            partial(build_page, service), listening, address, door, health,
            watchers=_watchers(service), browse=browse, ready=stocking.begin, stop_work=stop,
        )  # fmt: skip
    finally:
        stocking.end()
        service.close()


def _watchers(service: Service) -> Watchers | None:
    """Who may read the numbers, where there are to be any."""
    from drafting.desk.numbers import Watchers, unfinished_in

    settings = service.settings
    if not settings.drafting_metrics:
        return None
    token = settings.drafting_metrics_token.get_secret_value()
    return Watchers(token, unfinished_in(service.store))


def _auth(text: str) -> Users | None:
    if not text:
        return None
    from drafting.users import single_user

    user, mark, word = text.partition(":")
    if not (user and mark and word):
        raise BadInput("--auth 应写成 用户名:密码，两边都不能空。")
    return single_user(user, word)


def _users(path: Path | None, data: Path, office: Store | None) -> Users | None:
    """Those of the file that is named, else of the office's database, else of the file in the data
    folder, where there is one."""
    from drafting.users import open_users
    from drafting.users.users import FILE_NAME

    if path is None and office is not None:
        from drafting.users.stored import users_of

        if stored := users_of(office):
            return stored
    if path is None and not (data / FILE_NAME).is_file():
        return None
    return open_users(path or data / FILE_NAME)


def _refuse_open_door(host: str, users: Users | None) -> None:
    try:
        local = host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        local = False
    if not local and users is None:
        raise BadInput(
            f"监听“{host}”会让别的机器也能打开文稿，请先用 python -m drafting 的 user add 命令建好用户"
            "（或用 --auth 用户名:密码 设一个）。"
        )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
    except (OSError, OverflowError) as error:
        listening.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise BadInput(
                f"端口 {port} 已被占用，请用 --port 换一个，如 --port {port + 1}。"
            ) from error
        raise BadInput(f"不能在 {host}:{port} 上监听，请检查 --host 和 --port。") from error
    return listening


def _open_store(data: Path, settings: Settings) -> Store:
    from drafting.store import open_store

    store = open_store(data, settings.drafting_database_url or None)
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data) as probe:
            probe.write(b"\0" * 4096)
    except OSError as error:
        raise StoreFailed(
            f"数据文件夹“{data}”不能写入，请检查磁盘空间和权限，或用 --data 换一个文件夹。"
        ) from error
    return store


def _open_library(data: Path | None, settings: Settings) -> Library:
    from retrieval import open_library
    from retrieval.settings import LibrarySettings

    names = ("drafting_embeddings", "drafting_embedding_model", "openai_base_url", "openai_api_key")
    chosen = LibrarySettings(**{name: getattr(settings, name) for name in names})
    return open_library(data / "library" if data else None, chosen)


def _stock(library: Library, has_model: bool) -> None:
    """Index the shipped samples: words at once, vectors in the background. The libraries that talk
    to a model take seconds to load, which the first draft should not wait for."""
    from retrieval import LibraryError, ship

    if has_model:
        importlib.import_module("langchain_openai")

    try:
        ship(library)
        library.start_vectors()
    except LibraryError as error:
        _log.warning("sample library: %s", error)


def _address(host: str, listening: socket.socket) -> str:
    shown = f"[{host.strip('[]')}]" if ":" in host else host
    return f"http://{shown}:{listening.getsockname()[1]}/"


if __name__ == "__main__":
    sys.exit(main())
