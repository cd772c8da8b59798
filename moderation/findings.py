"""A screening's findings as rows, with what their writer answered."""

from django.utils.translation import gettext as _

from moderation.models import Finding, Submission

NEVER_KEPT = ("CONTACT", "ID")
NOT_IN_LETTERS = (*NEVER_KEPT, "NAME", "ORG")


def never_kept(page):
    """(categories, words for them) of what no reason keeps in a text on this kind of page: more in a letter's."""
    if page == Submission.Kind.LETTER:
        return NOT_IN_LETTERS, _("Names of people, clinics and courts, contacts and record numbers")
    return NEVER_KEPT, _("Contacts and record numbers")


def must_go(category, certainty, page=Submission.Kind.STORY):
    """Whether this finding has to be changed, whatever the reason."""
    return certainty == "certain" and category in never_kept(page)[0]


def findings_of(wording, report):
    """A report's findings as rows not yet saved; what its writer keeps is answered."""
    kept = {(prompt, words): reason for prompt, words, reason in wording.kept}
    page = wording.submission.page.kind
    return [_finding(wording, found, kept, page) for found in report["findings"]]


def _finding(wording, found, kept, page):
    prompt, _heading, text = wording.passages[found["passage"]]
    finding = Finding(
        wording=wording,
        **{name: found[name] for name in ("passage", "start", "end", "category", "kind", "certainty", "rule")},
        milder=list(found["milder"]),
    )
    reason = kept.get((prompt, text[found["start"] : found["end"]]))
    if reason and not must_go(found["category"], found["certainty"], page):
        finding.answer, finding.reason = Finding.Answer.KEPT, reason[:300]
    return finding
