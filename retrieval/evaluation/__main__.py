"""Runs the evaluation: ``python -m retrieval.evaluation [--library DIR] [--json FILE]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.errors import LibraryError
from retrieval.evaluation.report import save, show
from retrieval.evaluation.running import evaluate
from retrieval.progress import progress_bar

if TYPE_CHECKING:
    from retrieval.embed import Embedder


def main() -> int:
    """Fill the library, ask, print and save; 2 when the library cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m retrieval.evaluation", description="检索评测")
    parser.add_argument(
        "--library", type=Path, default=_cache(), help="评测用的样本库，向量留在里面"
    )
    parser.add_argument("--json", type=Path, default=Path("eval-retrieval.json"), help="结果文件")
    options = parser.parse_args()
    try:
        embedder = _embedder()
        with progress_bar("生成向量") as progress:
            answers = evaluate(options.library, embedder, progress)
        save(answers, options.json)
    except (LibraryError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    show(answers)
    return 0


def _embedder() -> Embedder | None:
    from retrieval.embed import choose_embedder
    from retrieval.settings import LibrarySettings

    settings = LibrarySettings()
    return choose_embedder(
        settings.drafting_embeddings,
        model=settings.drafting_embedding_model,
        base_url=settings.openai_base_url,
        key=settings.openai_api_key.get_secret_value(),
    )


def _cache() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("drafting")) / "evaluation"


if __name__ == "__main__":
    sys.exit(main())
