"""How the page looks: theme, style sheet, and the words of Gradio's own parts."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import gradio as gr

from drafting.desk.words import language, room, script

_SANS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif")
_ICON = (
    "<link rel='icon' href=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' "
    "viewBox='0 0 32 32'><rect width='32' height='32' rx='5' fill='%239c3a2b'/><text x='16' "
    "y='23' font-size='20' text-anchor='middle' fill='%23fffdf8'>拟</text></svg>\">"
)

_TAB_CHOSEN = (
    "addEventListener('click', (event) => {"
    " if (event.target.closest?.('#steps .tab-container button, #steps .overflow-menu button'))"
    " window.tabChosen = true; }, true);"
)
"""Notes that a person has chosen a tab, from the first moment on."""

_PAPER, _SHEET, _INK, _FADED = "var(--paper)", "var(--sheet)", "var(--ink)", "var(--faded)"
_LINE, _CINNABAR, _DEEP = "var(--line)", "var(--cinnabar)", "var(--deep)"
_SOFT, _HINT = "var(--cinnabar-soft)", "var(--hint)"
_COLOURS = {
    "body_background_fill": _PAPER, "body_text_color": _INK, "body_text_color_subdued": _FADED,
    "background_fill_primary": _SHEET, "background_fill_secondary": _PAPER,
    "border_color_primary": _LINE, "border_color_accent": _CINNABAR, "color_accent_soft": _SOFT,
    "block_background_fill": _SHEET, "block_border_color": _LINE, "block_label_text_color": _FADED,
    "block_title_text_color": _FADED, "link_text_color": _CINNABAR,
    "link_text_color_hover": _DEEP, "link_text_color_visited": _CINNABAR,
    "link_text_color_active": _DEEP, "input_background_fill": _SHEET,
    "input_background_fill_focus": _SHEET, "input_border_color": _LINE,
    "input_border_color_focus": _CINNABAR, "input_placeholder_color": _HINT,
    "button_primary_background_fill": _CINNABAR, "button_primary_background_fill_hover": _DEEP,
    "button_primary_border_color": _CINNABAR, "button_primary_text_color": _SHEET,
    "button_secondary_background_fill": _SHEET, "button_secondary_background_fill_hover": _PAPER,
    "button_secondary_border_color": _LINE, "button_secondary_border_color_hover": _FADED,
    "button_secondary_text_color": _INK, "checkbox_label_background_fill": _SHEET,
    "checkbox_label_background_fill_hover": _PAPER, "checkbox_label_text_color": _INK,
    "checkbox_label_background_fill_selected": _SOFT, "checkbox_label_border_color": _LINE,
    "checkbox_label_border_color_selected": _CINNABAR, "checkbox_label_text_color_selected": _INK,
    "checkbox_background_color": _SHEET, "checkbox_background_color_selected": _CINNABAR,
    "checkbox_border_color": _LINE, "checkbox_border_color_selected": _CINNABAR,
    "error_background_fill": _SOFT, "error_border_color": _CINNABAR,
    "error_text_color": _CINNABAR, "error_icon_color": _CINNABAR,
}  # fmt: skip
_SHAPES = {
    "color_accent": _CINNABAR, "loader_color": _CINNABAR, "layout_gap": "14px",
    "button_border_width": "1px", "input_border_width": "1px", "checkbox_label_border_width": "1px",
    "button_large_text_size": "15px", "button_large_text_weight": "500",
    "button_large_padding": "8px 18px", "button_small_text_size": "14px",
    "button_small_text_weight": "400", "button_small_padding": "4px 14px",
}  # fmt: skip


def launch_options() -> dict[str, Any]:
    """What Gradio wants to be told when the page is mounted."""
    return {
        "theme": _theme(),
        "css": _read("colours.css")
        + _read("look.css")
        + _read("review.css")
        + _read("work.css")
        + _read("people.css")
        + _read("phone.css"),
        "head": f"{_ICON}<script>{_read('answers.js')}{_TAB_CHOSEN}</script>",
        "js": f"() => {{ ({script('look.js')})(); ({script('carry.js')})();"
        f" ({script('uploads.js')})(); }}",
        "i18n": gr.I18n(**{browser: _own_parts() for browser in ("en", "zh-CN", "zh-TW")}),
        "footer_links": [],
        "run_history": False,
        "show_error": False,
    }


def _own_parts() -> dict[str, str]:
    """The words of Gradio's own parts: the page's language, whatever the browser prefers."""
    return {name: text[language()] for name, text in room("gradio").items()}


def _read(name: str) -> str:
    return files("drafting.desk").joinpath(name).read_text(encoding="utf-8")


def _theme() -> gr.themes.Base:
    theme = gr.themes.Base(
        font=_SANS, font_mono=_SANS, text_size="md", spacing_size="md", radius_size="sm"
    )
    both = {**_COLOURS, **{f"{name}_dark": value for name, value in _COLOURS.items()}}
    return theme.set(**both, **_SHAPES)
