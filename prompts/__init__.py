"""The prompts: one readable Markdown file each, with front matter that declares its inputs.

A file opens with YAML between two ``---`` lines (``name``, ``description``, ``inputs``: what each
input is, ``example``: a value for each); below stands a Jinja2 body. Whatever is put into a body
is data: angle brackets that could close a block of material, and fact marks, are made harmless.
Adding a prompt is adding a file. This package knows nothing of ``drafting``.
"""

from prompts.loader import Prompt, PromptError, load_prompt, prompt_names

__all__ = ["Prompt", "PromptError", "load_prompt", "prompt_names"]
