"""The sets to measure with: reading marked sources, JSON lines and the public corpora into one form."""

import json
import re
from typing import NamedTuple

MARK = re.compile(r"\[\[([A-Z]+)(!?)\|(.*?)\]\]")
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?\b\.?"
DAY = r"\b(?:(?:[12]?\d|3[01])(?:st|nd|rd|th)?|(?:\w+-)?(?:first|second|third|\w+th))"
DAY_AND_MONTH = re.compile(
    rf"{DAY}\s+(?:of\s+)?{MONTH}|\b{MONTH}\s+{DAY}\b|\b\d{{1,2}}[/.-]\d{{1,2}}\b|\b\d{{4}}-\d\d-\d\d\b", re.I
)
# Labels of the public corpora, as ours. Their own kinds stay: their dates, hospitals and postcodes are all quasi.
OURS = {
    theirs: ours
    for ours, labels in {
        "NAME": "PERSON",
        "PLACE": "GEOGRAPHIC_LOCATION STREET_ADDRESS GPE ZIP_CODE NRP",
        "ORG": "ORGANIZATION",
        "DATE": "DATE_TIME",
        "CONTACT": "PHONE_NUMBER FAX_NUMBER EMAIL_ADDRESS IP_ADDRESS DOMAIN_NAME",
        "ID": "MEDICAL_RECORD_NUMBER HEALTH_PLAN_BENEFICIARY_NUMBER SOCIAL_SECURITY_NUMBER ACCOUNT_NUMBER US_SSN"
        " UNIQUE_IDENTIFIER CERTIFICATE_LICENSE_NUMBER US_DRIVER_LICENSE CREDIT_CARD IBAN_CODE",
    }.items()
    for theirs in labels.split()
}


class Span(NamedTuple):
    start: int
    end: int
    label: str
    kind: str


class Document(NamedTuple):
    id: str
    text: str
    spans: list[Span]
    labelled: bool = True


def kind_of(label, bang, words):
    direct = label in {"NAME", "CONTACT", "ID"} or bang or (label == "DATE" and DAY_AND_MONTH.search(words))
    return "direct" if direct else "quasi"


def read_marked(path):
    """One marked source: ``id | type | register``, then the text with spans as ``[[LABEL|words]]``."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    body, text, spans, last = body.strip("\n"), "", [], 0
    for mark in MARK.finditer(body):
        label, bang, words = mark.groups()
        text += body[last : mark.start()]
        spans.append(Span(len(text), len(text) + len(words), label, kind_of(label, bang, words)))
        text += words
        last = mark.end()
    return Document(head.split("|")[0].strip(), text + body[last:], spans)


def read_lines(path):
    """A file of JSON lines. What is annotated but "not to be masked" (``none``) is no span."""
    labelled = "unlabelled" not in path.stem
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            spans = [
                Span(each["start"], each["end"], OURS.get(each["label"], each["label"]), each["kind"])
                for each in row["spans"]
                if each["kind"] != "none"
            ]
            yield Document(row["id"], row["text"], spans, labelled)


def sets(path):
    """The sets at a path, as (path, documents): a folder of ``.txt`` is one, a folder of ``.jsonl`` one for each."""
    if not path.is_dir():
        return [(path, [read_marked(path)] if path.suffix == ".txt" else list(read_lines(path)))]
    marked = [read_marked(each) for each in sorted(path.glob("*.txt"))]
    lines = [(each, list(read_lines(each))) for each in sorted(path.glob("*.jsonl"))]
    return ([(path, marked)] if marked else []) + lines
