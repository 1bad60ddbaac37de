"""The line under a section on the paper, and the proposal that stands beside its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafting.desk import section_tables, texts
from drafting.desk.difference import Piece, pieces
from drafting.desk.html import escape, notices, plain, told
from drafting.desk.words import say
from drafting.document import cost_line
from drafting.model import Draft, PlannedSection, Revision, Section
from drafting.store.notes import CLASH
from drafting.wording import word_count

ACTS = """element.addEventListener("click", (event) => {
  const part = event.target.closest("[data-part]");
  if (part) {
    const both = [...element.querySelectorAll(`[data-part="${part.dataset.part}"]`)];
    both.forEach((each) => each.classList.toggle("left-out"));
    const numbers = new Set([...element.querySelectorAll("[data-part]")].map((each) => each.dataset.part));
    const out = new Set([...element.querySelectorAll(".left-out")].map((each) => each.dataset.part));
    const accept = element.querySelector('[data-act="accept"]');
    accept.dataset.whole ||= accept.textContent;
    accept.dataset.leftOut = [...out].join(",");
    accept.disabled = out.size === numbers.size;
    accept.textContent = out.size
      ? accept.dataset.some.replace("#", numbers.size - out.size).replace("#", numbers.size)
      : accept.dataset.whole;
  }
  const more = event.target.closest("[data-more]");
  if (more) {
    const rest = more.nextElementSibling;
    rest.hidden = !rest.hidden;
    more.setAttribute("aria-expanded", String(!rest.hidden));
  }
  const button = event.target.closest("[data-act]");
  if (button?.dataset.sure) {
    button.textContent = button.dataset.sure;
    button.classList.add("sure");
    delete button.dataset.sure;
  } else if (button) {
    const box = element.closest(".section")?.querySelector(".body-text textarea");
    const beside = {lock: "input", unlock: "input", rewrite: "apply", stop: "apply"}[button.dataset.act];
    const as = button.closest("[data-rest]") ? "submit" : beside || "select";
    trigger(as, {...button.dataset, at: box ? box.selectionStart : 0});
  }
});"""
"""A click on what says ``data-act`` is an event with the button's data; one on a change of a proposal
leaves it out, or puts it back. What adds or removes sections is a ``submit``, and some of it is asked
once more; what leaves all texts as they are is an ``input``, or an ``apply``
where a revision begins or stops; ``at`` is the place of the cursor in the text above."""


_ANSWERS = ("section.accept", "section.refuse")


def standing(section: Section, planned: PlannedSection | None) -> str:
    """How long the section is, what it has cost, and whether it is kept from being written anew."""
    place = {"section": section.id}
    if not section.text.strip():
        begin = (
            button("rewrite", say("section.begin"), **place) if planned and planned.facts else ""
        )
        return _line([say("section.empty")], begin + _restructure(section))
    words = word_count(section.text)
    goal = say("section.planned", length=planned.length) if planned else ""
    said = [say("section.words", count=words) + goal]
    if section.making is not None:
        said.append(cost_line(section.making.usage))
    if section.locked:
        said.append(say("section.locked"))
        return _line(said, button("unlock", say("section.unlock"), **place) + _restructure(section))
    lock = button("lock", say("section.lock"), title=say("section.lock_hint"), **place)
    rewrite = button("rewrite", say("section.rewrite"), title=say("section.rewrite_hint"), **place)
    return _line(said, rewrite + lock + _restructure(section))


def _restructure(section: Section) -> str:
    """What adds sections, splits and removes this one: out of the way until it is asked for."""
    place = {"section": section.id}
    acts = button("add", say("section.add"), **place)
    if section.text.strip() and not section.locked:
        acts += button("split", say("section.split"), title=say("section.split_hint"), **place)
    if not section.locked:
        acts += button("remove", say("section.remove"), sure=say("section.remove_sure"), **place)
    more = (
        f'<button type="button" data-more="" aria-expanded="false">{say("section.more")}</button>'
    )
    return f'{more}<span class="more" data-rest="" hidden>{acts}</span>'


def writing(text: str, planned: PlannedSection, *, finished: bool, restarted: str | None) -> str:
    """How far a section is that is being written, in words."""
    words = word_count(text)
    if finished:
        return say("section.written", count=words)
    if not text:
        return say("section.again", why=restarted or say("section.broken")) if restarted is not None else ""  # fmt: skip
    again = say("section.was_broken") if restarted is not None else ""
    return say("section.writing", again=again, count=words, length=planned.length)


def revising(instruction: str) -> str:
    """A revision is on its way."""
    said = say("section.revising", instruction=plain(instruction))
    return _line([said], button("stop", say("section.stop")))


def proposal(revision: Revision) -> str:
    """Old and new side by side, with what differs marked, to be taken or not."""
    before, after = (
        texts.shown(Section("", "", 0, text)) for text in (revision.before, revision.after.text)
    )
    clash = revision.instruction == CLASH
    names = ("people.first_saved", "people.yours") if clash else ("section.old", "section.new")
    parts = pieces(before, after)
    changes = sum(not part.same for part in parts)
    said = (
        CLASH if clash else say("section.proposal", instruction=plain(revision.instruction)),
        say("section.from_to", before=word_count(before), after=word_count(after)),
        cost_line(revision.usage),
    )  # fmt: skip
    hint = f'<p class="hint quiet">{say("section.in_parts")}</p>' if changes > 1 else ""
    answers = ("people.take_yours", "people.keep_first") if clash else _ANSWERS
    buttons = button("accept", say(answers[0]), id=revision.id, some=say("section.accept_some"))
    buttons += button("refuse", say(answers[1]), id=revision.id)
    buttons += button("both", say("people.both"), id=revision.id) if clash else ""
    line = "".join(f"<span>{told(part)}</span>" for part in said if part)
    return (
        f'<div class="proposal"><p class="proposal-head">{line}<span class="acts">{buttons}</span></p>'
        f'{hint}<div class="sides"><div class="side"><h5>{say(names[0])}</h5>'
        f'<div>{_marked(parts, "del")}</div></div><div class="side"><h5>{say(names[1])}</h5>'
        f"<div>{_marked(parts, 'ins')}</div></div></div>"
        f"{notices(revision.notices)}</div>"
    )


def under(draft: Draft, section: Section, revision: Revision | None) -> str:
    """All that stands under a section that is not being written."""
    planned = next((p for p in _planned(draft) if p.id == section.id), None)
    below = proposal(revision) if revision else section_tables.printed(section)
    return standing(section, planned) + below


def _planned(draft: Draft) -> Iterable[PlannedSection]:
    return draft.outline.sections if draft.outline else ()


def _marked(parts: Sequence[Piece], mark: str) -> str:
    """One of the texts. A change is a switch: left out, it is not taken over."""
    shown, number = "", 0
    for part in parts:
        text = escape(part.old if mark == "del" else part.new)
        if part.same:
            shown += text
        else:
            shown += f'<{mark} data-part="{number}">{text}</{mark}>' if text else ""
            number += 1
    return shown


def _line(said: Iterable[str], button: str = "") -> str:
    parts = "".join(f"<span>{told(part)}</span>" for part in said if part)
    return f'<p class="under">{parts}{button}</p>'


def button(act: str, label: str, *, title: str = "", **data: str) -> str:
    """A button whose click is an event with these data."""
    given = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    hint = f' title="{escape(title)}"' if title else ""
    return f'<button type="button" data-act="{act}"{given}{hint}>{label}</button>'
