"""The page before the desk, where there are users: a name, a password, nothing from another host."""

from __future__ import annotations

import html
from importlib.resources import files
from string import Template
from urllib.parse import quote, urlsplit

from drafting.desk.words import language, say

_PAGE = Template("""<!doctype html>
<html lang="$lang"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$log_in · $desk</title><link rel="icon" href="data:,"><style>$colours
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; background: var(--paper);
  color: var(--ink); font: 16px/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { width: min(400px, calc(100vw - 32px)); margin: 24px 0 8vh; }
header { display: flex; align-items: center; gap: 12px; padding: 0 4px 18px; }
h1 { margin: 0; font: 600 24px/1.2 "Noto Serif CJK SC", "Songti SC", SimSun, serif; letter-spacing: $tracking; white-space: nowrap; }
.seal { width: 34px; height: 34px; border-radius: 5px; background: var(--cinnabar); color: var(--sheet);
  font: 600 20px/34px "Noto Serif CJK SC", "Songti SC", SimSun, serif; text-align: center; }
.motto { margin-left: auto; color: var(--faded); font-size: 13px; }
form { padding: 20px 36px 36px; background: var(--sheet); border: 1px solid var(--line);
  border-top: 2px solid var(--cinnabar); border-radius: 4px; }
label { display: block; margin-top: 14px; font-size: 14px; color: var(--faded); }
input { width: 100%; height: 44px; margin-top: 4px; padding: 0 12px; border: 1px solid var(--line); border-radius: 3px;
  background: var(--sheet); color: var(--ink); font: inherit; }
input:focus { outline: 2px solid var(--cinnabar); outline-offset: -1px; border-color: transparent; }
button { width: 100%; height: 46px; margin-top: 26px; border: 0; border-radius: 3px; background: var(--cinnabar);
  color: var(--sheet); font: inherit; letter-spacing: $spread; cursor: pointer; }
button:hover { background: var(--deep); }
button:focus-visible, a:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
[role=alert] { margin: 10px 0 0; padding: 8px 12px; border-left: 3px solid var(--cinnabar);
  background: var(--cinnabar-soft); font-size: 14px; }
footer { display: flex; justify-content: space-between; gap: 16px; padding: 14px 4px; color: var(--faded); font-size: 13px; }
a { color: var(--faded); text-underline-offset: 3px; white-space: nowrap; }
a:hover { color: var(--cinnabar); }
@media (max-width: 440px) { .motto { display: none; } form { padding: 16px 22px 26px; } }
</style><script>
document.documentElement.dataset.look = localStorage.getItem("look")
  || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
</script></head><body><main>
<header><span class="seal" lang="zh-CN" aria-hidden="true">拟</span><h1>$desk</h1><span class="motto">$motto</span></header>
<form method="post" action="login">$told
<label>$user<input name="name" value="$name" autocomplete="username" required maxlength="64" $first></label>
<label>$password<input name="password" type="password" autocomplete="current-password" required maxlength="256" $second></label>
<input type="hidden" name="next" value="$next"><button>$log_in</button></form>
<footer><span>$help</span><a href="$other" lang="$other_lang">$other_name</a></footer>
</main></body></html>""")


def login_page(told: str = "", name: str = "", onward: str = "") -> str:
    """The form; ``told`` is what went wrong, ``onward`` where to go after."""
    said = f'<p role="alert">{html.escape(told)}</p>' if told else ""
    focus = ("", "autofocus") if name else ("autofocus", "")
    return _PAGE.substitute(
        lang=say("masthead.lang"),
        desk=say("masthead.title"),
        motto=say("masthead.motto"),
        colours=files("drafting.desk").joinpath("colours.css").read_text(encoding="utf-8"),
        spread=".3em" if language() == "zh" else "normal",
        tracking=".1em" if language() == "zh" else "normal",
        log_in=say("people.log_in"),
        user=say("people.user"),
        password=say("people.password"),
        help=say("people.forgotten"),
        told=said,
        name=html.escape(name),
        next=html.escape(onward),
        first=focus[0],
        second=focus[1],
        other=html.escape(_other(onward)),
        other_lang=say("masthead.other_lang"),
        other_name=say("masthead.other"),
    )


def _other(onward: str) -> str:
    """This page in the other language, and the same place after it."""
    query = urlsplit(onward).query
    home = "./" if language() == "en" else "en/"
    return f"login?next={quote(f'{home}?{query}' if query else home)}"
