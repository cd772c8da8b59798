"""Thirty invented texts with known answers: what a moderator decides on before live work.

What somebody answered lies in their own sealed box and nowhere else, so that no row tells how they did. The only
thing that is written where others could see it is that they passed.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from moderation.screener import NoScreening, screener
from moderation.states import REASONS, Harm, Move

DECISIONS = {Move.APPROVE: _("Approve"), Move.RETURN: _("Return with reasons"), Move.DECLINE: _("Decline")}
PASS_MARK = 24  # of 30
_BOX = "practice"  # where a moderator's box keeps the answers: ["return ID-2", "", …], one for each item


@dataclass(frozen=True)
class Item:
    """One invented text. ``decide`` and ``reasons``: what is right, the best first; ``stretch``: what it turns on."""

    kind: str
    passages: list  # [[heading, text], …]
    decide: list
    why: str
    reasons: list = field(default_factory=list)
    stretch: str = ""
    about: str = ""
    harm: str = ""

    def agrees(self, answer):
        """Whether an answer ("approve", "return ID-2") is right: its decision and, unless it approves, its reason."""
        decision, _space, reason = answer.partition(" ")
        return decision in self.decide and (decision == Move.APPROVE or reason in self.reasons)

    @property
    def words(self):
        return sum(len(text.split()) for _heading, text in self.passages)

    @property
    def harm_told(self):
        return Harm(self.harm).label if self.harm else ""

    def marks(self):
        """[the stretch as a finding to mark], or nothing where no stretch is to blame."""
        for passage, (_heading, text) in enumerate(self.passages):
            if self.stretch and self.stretch in text:
                start = text.index(self.stretch)
                about = {"certainty": "certain", "category": gettext(REASONS[self.reasons[0]][0])}
                return [{"passage": passage, "start": start, "end": start + len(self.stretch), **about}]
        return []

    @property
    def best(self):
        """The best answer."""
        return " ".join([self.decide[0], *self.reasons[:1]])

    @property
    def also(self):
        """What is right too, in words."""
        return [*(gettext(DECISIONS[decision]) for decision in self.decide[1:]), *self.reasons[1:]]

    @property
    def told(self):
        """The passages as a wording carries them: [(prompt, heading, text), …]."""
        return [("", heading, text) for heading, text in self.passages]


ITEMS = [Item(**told) for told in tomllib.loads(Path(__file__).with_name("practice.toml").read_text())["item"]]


def answers(box):
    """What a box keeps of this round: one answer for each item, "" where there is none yet."""
    kept = [str(answer) for answer in box.get(_BOX, [])][: len(ITEMS)]
    return kept + [""] * (len(ITEMS) - len(kept))


def answered(box, number, answer):
    """What the box keeps once item ``number`` (from 1) is answered. The first answer of a round counts."""
    kept = answers(box)
    kept[number - 1] = kept[number - 1] or answer
    return {_BOX: kept}


def begun_again():
    """What the box keeps when a new round begins."""
    return {_BOX: []}


def right(kept):
    """How many answers of a round are right."""
    return sum(item.agrees(answer) for item, answer in zip(ITEMS, kept, strict=True))


def is_passed(kept):
    """Whether a round is finished and enough of it is right."""
    return all(kept) and right(kept) >= PASS_MARK


def in_words(answer):
    """An answer as it is told: "Return with reasons: ID-2 details that identify together"."""
    decision, _space, reason = answer.partition(" ")
    name = gettext(DECISIONS.get(decision, decision))
    return f"{name}: {reason} {gettext(REASONS[reason][0])}" if reason in REASONS else name


def screened(item):
    """{"findings", "meters"} of an item, as the screening sees it now; empty without its answer. Nothing is kept."""
    try:
        report = screener.screen([text for _heading, text in item.passages])
    except NoScreening:
        return {}
    for finding in report["findings"]:
        finding["words"] = item.passages[finding["passage"]][1][finding["start"] : finding["end"]]
    return {"findings": report["findings"], "meters": report["meters"]}
