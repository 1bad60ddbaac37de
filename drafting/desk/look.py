"""How the page looks: theme, style sheet, and the Chinese of Gradio's own parts."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import gradio as gr

_SANS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif")
_ICON = (
    "<link rel='icon' href=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' "
    "viewBox='0 0 32 32'><rect width='32' height='32' rx='5' fill='%239c3a2b'/><text x='16' "
    "y='23' font-size='20' text-anchor='middle' fill='%23fffdf8'>拟</text></svg>\">"
)
_LIGHT = "() => { document.body.classList.remove('dark'); }"
_WORDS = {
    "common.error": "出错", "common.loading": "载入中", "common.clear": "清除",
    "common.empty": "空", "common.submit": "提交", "common.download": "下载",
    "common.or": "或", "common.edit": "编辑", "common.remove": "移除",
    "file.uploading": "正在上传……", "login.login": "登录", "login.username": "用户名",
    "login.password": "密码", "login.incorrect_credentials": "用户名或密码不对",
    "dataframe.add_row_above": "在上方加一行", "dataframe.add_row_below": "在下方加一行",
    "dataframe.delete_row": "删去这一行", "dataframe.new_row": "加一行",
    "dataframe.delete_column": "删去这一列", "dataframe.add_column_left": "左边加一列",
    "dataframe.add_column_right": "右边加一列", "dataframe.sort_column": "排序",
    "dataframe.sort_ascending": "升序", "dataframe.sort_descending": "降序",
    "dataframe.clear_sort": "取消排序",
    "blocks.lost_connection": "连接断开，正在重新连接……",
    "blocks.waiting_for_inputs": "文件还在上传，请稍候再试。",
}  # fmt: skip


def launch_options() -> dict[str, Any]:
    """What Gradio wants to be told when the page is mounted."""
    return {
        "theme": _theme(),
        "css": files("drafting.desk").joinpath("look.css").read_text(encoding="utf-8"),
        "head": _ICON,
        "js": _LIGHT,
        "i18n": gr.I18n(**{"en": _WORDS, "zh-CN": {}}),
        "footer_links": [],
        "run_history": False,
        "show_error": False,
    }


def _theme() -> gr.themes.Base:
    return gr.themes.Base(
        font=_SANS, font_mono=_SANS, text_size="md", spacing_size="md", radius_size="sm"
    )
