"""A screening's findings as rows, with what their writer answered."""

from moderation.models import Finding

NEVER_KEPT = ("CONTACT", "ID")


def must_go(category, certainty):
    """Contacts and record numbers cannot be kept, whatever the reason."""
    return certainty == "certain" and category in NEVER_KEPT


def findings_of(wording, report):
    """A report's findings as rows not yet saved; what its writer keeps is answered."""
    kept = {(prompt, words): reason for prompt, words, reason in wording.kept}
    return [_finding(wording, found, kept) for found in report["findings"]]


def _finding(wording, found, kept):
    prompt, _heading, text = wording.passages[found["passage"]]
    finding = Finding(
        wording=wording,
        **{name: found[name] for name in ("passage", "start", "end", "category", "kind", "certainty", "rule")},
        milder=list(found["milder"]),
    )
    reason = kept.get((prompt, text[found["start"] : found["end"]]))
    if reason and not must_go(found["category"], found["certainty"]):
        finding.answer, finding.reason = Finding.Answer.KEPT, reason[:300]
    return finding
