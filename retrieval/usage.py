"""Mistakes on the command line, as one clear Chinese line."""

from __future__ import annotations

import re

from typer.exceptions import TyperException


def explain_usage(error: TyperException) -> str:
    """Return what was wrong with the command line and how to put it right."""
    return f"{_what(error)}：请用 python -m retrieval --help 查看用法"


def _what(error: TyperException) -> str:
    match type(error).__name__:
        case "NoSuchOption":
            return f"没有选项 {getattr(error, 'option_name', '')}"
        case "BadOptionUsage":
            return f"选项 {getattr(error, 'option_name', '')} 缺少值"
        case "MissingParameter":
            return f"缺少参数 {_parameter(error)}"
        case "BadParameter":
            return f"参数 {_parameter(error)} 的值不对"
    return _by_message(error.message)


def _parameter(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    options = [option for option in getattr(parameter, "opts", ()) if option.startswith("-")]
    return options[0] if options else str(getattr(parameter, "metavar", ""))


def _by_message(message: str) -> str:
    quoted = re.search(r"'(.*?)'|\(([^()]*)\)$", message)
    named = (quoted[1] or quoted[2]) if quoted else ""
    if message.startswith("No such command"):
        return f"没有命令 {named}"
    if message.startswith("Missing command"):
        return "缺少命令"
    if "extra argument" in message:
        return f"多了参数 {named}（内容中有空格时要加引号）"
    return f"命令写得不对（{message}）"
