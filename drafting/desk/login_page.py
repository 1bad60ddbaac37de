"""The page before the desk, where there are users: a name, a password, nothing from another host."""

from __future__ import annotations

import html
from string import Template

_PAGE = Template("""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>登录 · 拟稿台</title><link rel="icon" href="data:,"><style>
:root { --paper: #f5f1e8; --sheet: #fffdf8; --ink: #23201c; --faded: #6b6257; --line: #ddd5c6; --cinnabar: #9c3a2b; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
  font: 16px/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
form { width: min(380px, calc(100vw - 32px)); padding: 34px 36px 36px; background: var(--sheet);
  border: 1px solid var(--line); border-radius: 4px; margin-bottom: 8vh; }
h1 { display: flex; align-items: center; gap: 12px; margin: 0 0 22px;
  font: 600 22px/1 "Noto Serif CJK SC", "Songti SC", SimSun, serif; letter-spacing: .14em; }
h1 span { width: 32px; height: 32px; border-radius: 5px; background: var(--cinnabar); color: var(--sheet);
  font-size: 19px; line-height: 32px; text-align: center; letter-spacing: 0; }
label { display: block; margin-top: 14px; font-size: 14px; color: var(--faded); }
input { width: 100%; height: 42px; margin-top: 4px; padding: 0 12px; border: 1px solid var(--line); border-radius: 3px;
  background: #fff; color: var(--ink); font: inherit; }
input:focus { outline: 2px solid var(--cinnabar); outline-offset: -1px; border-color: transparent; }
button { width: 100%; height: 44px; margin-top: 24px; border: 0; border-radius: 3px; background: var(--cinnabar);
  color: var(--sheet); font: inherit; letter-spacing: .3em; cursor: pointer; }
button:hover { background: #832e21; }
button:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
p { margin: 0 0 4px; padding: 8px 12px; border-left: 3px solid var(--cinnabar); background: #f6e6e0; font-size: 14px; }
</style></head><body><form method="post" action="login">
<h1><span aria-hidden="true">拟</span>拟稿台</h1>$told
<label>用户名<input name="name" value="$name" autocomplete="username" required maxlength="64" $first></label>
<label>密码<input name="password" type="password" autocomplete="current-password" required maxlength="256" $second></label>
<input type="hidden" name="next" value="$next"><button>登录</button>
</form></body></html>""")


def login_page(told: str = "", name: str = "", onward: str = "") -> str:
    """The form; ``told`` is what went wrong, ``onward`` where to go after."""
    said = f'<p role="alert">{html.escape(told)}</p>' if told else ""
    focus = ("", "autofocus") if name else ("autofocus", "")
    return _PAGE.substitute(
        told=said, name=html.escape(name), next=html.escape(onward), first=focus[0], second=focus[1]
    )
