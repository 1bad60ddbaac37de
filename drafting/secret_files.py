"""Secrets from files: ``OPENAI_API_KEY_FILE=/run/secrets/key`` in place of the variable itself, as
systemd, Docker and Kubernetes hand them out. Light to import."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

from drafting.errors import BadInput, reason_of

SECRETS = ("OPENAI_API_KEY", "DRAFTING_DATABASE_URL", "DRAFTING_METRICS_TOKEN")
"""Variables that may be given by a file named in ``<variable>_FILE``."""


def read_secret_files(environment: MutableMapping[str, str]) -> None:
    """Put what the files hold into the variables. Raises BadInput naming the variable, never a value,
    where a file cannot be read, or both are given."""
    for name in SECRETS:
        path = environment.get(f"{name}_FILE", "")
        if not path:
            continue
        if environment.get(name):
            raise BadInput(f"{name} 和 {name}_FILE 只能设一个。请去掉一个后重试。")
        try:
            text = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadInput(
                f"{name}_FILE 指的文件读不出来：{reason_of(error)}。请检查路径和权限。"
            ) from None
        except UnicodeDecodeError:
            raise BadInput(f"{name}_FILE 指的文件不是文本。请检查路径。") from None
        if not text:
            raise BadInput(f"{name}_FILE 指的文件是空的。请检查路径。")
        environment[name] = text
        del environment[f"{name}_FILE"]
