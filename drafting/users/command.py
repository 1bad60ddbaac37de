"""``python -m drafting user …``: the users of a data folder. Light to import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from drafting.users.users import Users

app = typer.Typer(help="谁可以登录拟稿台：加用户、改密码、看名单、删用户。", no_args_is_help=True)

File = Annotated[
    Path | None, typer.Option("--users", help="用户文件，默认是数据文件夹里的 users.json")
]
ROLES = {"writer": "撰稿人", "admin": "管理员"}


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="用户名")],
    role: Annotated[
        Literal["writer", "admin"], typer.Option("--role", help="writer 撰稿人，admin 管理员")
    ] = "writer",
    file: File = None,
) -> None:
    """加一个用户，密码当场问；已有的用户则改密码和角色。"""
    users = _users(file)
    password: str = typer.prompt("密码", hide_input=True, err=True)
    if typer.prompt("再输一遍", hide_input=True, err=True) != password:
        from drafting.errors import BadInput

        raise BadInput("两遍输入的密码不一样，请重来。")
    _note("user_put", f"{name} {role}")
    users.put(name, password, role)
    typer.echo(f"{ROLES[role]}“{name}”可以登录了（{users.path}）。", err=True)


@app.command("list")
def list_users(file: File = None) -> None:
    """列出用户和角色。"""
    for user in _users(file).all():
        typer.echo(f"{user.name}\t{ROLES[user.role]}")


@app.command()
def remove(name: Annotated[str, typer.Argument(help="用户名")], file: File = None) -> None:
    """删去一个用户；其文稿保留。"""
    users = _users(file)
    _note("user_remove", name)
    users.remove(name)
    typer.echo(f"用户“{name}”已删去，其文稿保留。", err=True)


def _users(file: Path | None) -> Users:
    from drafting.settings import load_settings
    from drafting.users.users import FILE_NAME, Users

    return Users(file or load_settings().drafting_home / FILE_NAME)


def _note(action: str, detail: str) -> None:
    """Record who changes the users: the person at this machine's console."""
    import getpass
    from contextlib import closing

    from drafting.audit.trail import Trail
    from drafting.settings import load_settings
    from drafting.store import open_store

    settings = load_settings()
    with closing(
        open_store(settings.drafting_home, settings.drafting_database_url or None)
    ) as store:
        Trail(store.engine).note(action, f"console:{getpass.getuser()}", detail=detail)
