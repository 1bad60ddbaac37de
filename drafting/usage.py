"""Complaints about a command line as one Chinese sentence."""

from __future__ import annotations

import re
from typing import Any

import typer
from pydantic import ValidationError

from drafting.validation import explain

# Typer carries its own copy of click, so the base class is taken from what Typer exports.
CommandError: type[Exception] = typer.BadParameter.__mro__[2]


def explain_usage(error: Any) -> str:
    """What is wrong with the command line and how to see the right usage."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "python -m drafting"
    message = str(getattr(error, "message", ""))
    quoted = re.search(r"'([^']*)'", message)
    value = quoted[1] if quoted else ""
    name = type(error).__name__
    parameter = getattr(error, "param", None)
    called = (getattr(parameter, "opts", None) or [getattr(parameter, "name", "")])[0]
    if name == "NoSuchOption":
        text = f"没有“{error.option_name}”这个选项"
    elif name == "MissingParameter":
        text = f"缺少参数“{called}”"
    elif name == "BadParameter":
        cause = error.__cause__
        why = f"，{explain(cause)}" if isinstance(cause, ValidationError) else ""
        text = f"参数“{called}”的值不对{why}"
    elif "does not take a value" in message:
        text = f"选项“{error.option_name}”后面不带值"
    elif "requires an argument" in message or "requires 1 argument" in message:
        text = f"选项“{error.option_name}”后面要写一个值"
    elif "No such command" in message:
        text = f"没有“{value}”这个命令"
    elif "unexpected extra argument" in message:
        text = "参数多了"
    elif "Missing command" in message:
        text = "没有写命令"
    else:
        text = "用法不对"
    return f"{text}。用 {_runnable(command)} --help 查看用法。"


def _runnable(command: str) -> str:
    return re.sub(r"^\S*__main__\.py|^python -m \S+", "python -m drafting", command)
