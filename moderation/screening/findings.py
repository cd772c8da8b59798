"""What the screening says about a text. Offsets are code points of the text as it was given."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

ENGINE = "tagger-4"


class Category(StrEnum):
    """What a finding is about. The values are the labels of the corpora; RECORD is in none of them."""

    NAME = "NAME"
    AGE = "AGE"
    DATE = "DATE"
    PLACE = "PLACE"
    ORG = "ORG"
    OCCUPATION = "OCCUPATION"
    CONTACT = "CONTACT"
    ID = "ID"
    RELATION = "RELATION"
    EVENT = "EVENT"
    TRAIT = "TRAIT"
    RECORD = "RECORD"


Kind = Literal["direct", "quasi"]
Certainty = Literal["certain", "possible"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One stretch of text, ``text[start:end]``, that may tell who somebody is.

    ``kind`` is "direct" if it names the person by itself, "quasi" if it narrows them down.
    ``certainty`` is "certain" where it must change, "possible" where the writer should consider it.
    ``rule`` is a stable name such as "names.cue"; ``milder`` are two wordings that fit in its place.
    """

    start: int
    end: int
    category: Category
    kind: Kind
    certainty: Certainty
    rule: str
    milder: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Meter:
    """How likely one kind of reader recognises the case, and the words of the text that raise it."""

    level: Literal["low", "some", "high"] = "low"
    phrases: tuple[str, ...] = ()


def _calm():
    return {"client": Meter(), "colleague": Meter(), "author": Meter()}


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in the order of the text, never overlapping; ``meters`` has client, colleague and author."""

    findings: tuple[Finding, ...] = ()
    meters: dict[str, Meter] = field(default_factory=_calm)
    engine: str = ENGINE


def risk(report: Report) -> int:
    """0 to 100, for ordering the moderators' queue: certain direct findings weigh most, then the meters."""
    certain_direct = sum(f.certainty == "certain" and f.kind == "direct" for f in report.findings)
    direct = sum(f.kind == "direct" for f in report.findings) - certain_direct
    quasi = sum(f.kind == "quasi" for f in report.findings)
    score = min(60, 25 * (certain_direct > 0) + 5 * certain_direct) + min(12, 4 * direct) + min(10, quasi)
    score += sum({"low": 0, "some": 3, "high": 6}[meter.level] for meter in report.meters.values())
    return min(100, score)
