"""Revisions: a section, or a passage of it, written anew beside the text that stands.

presets.toml  what a person may ask for with one click: label and instruction
presets.py    reads it
scope.py      which part is to change, and the section with that part put in: the rest untouched
verifying.py  whether a proposal keeps the facts and stays within what was asked
asking.py     by a model, sent back while it breaks a rule, refused where it goes on to
offline.py    what can be done honestly without one
answering.py  a revision proposed, accepted, refused: Draft -> Draft
"""

from drafting.revising.answering import accept, propose, refuse
from drafting.revising.presets import Preset, preset_labels, presets
from drafting.revising.revise import revise

__all__ = ["Preset", "accept", "preset_labels", "presets", "propose", "refuse", "revise"]
