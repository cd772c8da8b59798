"""Quotations: what the rest of a thread repeats of a text that is being taken back.

A run of RUN words in a row, whatever their case, punctuation and emphasis, is taken for a quotation. Words that stood
in the thread before the text came are not its own: whoever quotes a story and then takes the reply back blanks nothing
of the story. What came first is told by the numbers of the decisions that let it appear.
"""

import html
import re
from datetime import date

from django.db.models import Min

from forum.models import House
from forum.prose import prose
from moderation.models import Decision, Finding, Flag, Message, Note, Submission, Wording
from moderation.states import OPEN, Move, State

RUN = 8
GONE = "[taken back]"

_PIECE = re.compile(r"(?P<tag><[^>]*>)|(?P<entity>&#?\w{1,31};)|(?P<word>[^\W_]+)|(?P<mark>[*_\\~`]+)")
_PLAIN = re.compile(_PIECE.pattern.replace("<[^>]*>", "(?!)"))
_INLINE = re.compile(r"</?(?:em|strong|span|a|b|i|time)\b", re.I)


def words_of(text, *, markup=False, joined=True):
    """[(folded word, start, end), …] of a text. ``joined`` reads won<em>der</em>ful as a reader does, as one word."""
    words, touching, last = [], False, 0
    for piece in (_PIECE if markup else _PLAIN).finditer(text):
        touching = touching and piece.start() == last
        kind, said, last = piece.lastgroup, piece[0], piece.end()
        if kind == "entity":
            said = html.unescape(said)
            kind = "word" if said.isalnum() else "other"
        if kind == "word":
            if touching:
                before, start, _end = words[-1]
                words[-1] = (before + said.casefold(), start, last)
            else:
                words.append((said.casefold(), piece.start(), last))
            touching = True
        elif not (joined and (kind == "mark" or (kind == "tag" and _INLINE.match(said)))):
            touching = False
    return words


def runs_of(text, *, markup=False):
    """Every run of RUN words, read both ways."""
    runs = set()
    for joined in (True, False):
        words = [word for word, _start, _end in words_of(text, markup=markup, joined=joined)]
        runs.update(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return runs


def quoted_in(text, runs, *, markup=False):
    """[(start, end), …] of the stretches of a text that these runs cover, in order and apart from each other."""
    covered = []
    for joined in (True, False):
        words = words_of(text, markup=markup, joined=joined)
        folded = [word for word, _start, _end in words]
        for at in range(len(words) - RUN + 1):
            if tuple(folded[at : at + RUN]) in runs:
                covered.append((words[at][1], words[at + RUN - 1][2]))
    stretches = []
    for start, end in sorted(covered):
        if stretches and start < stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches


def blank(text, runs, *, markup=False):
    """The text with GONE once in place of each stretch that the runs cover; its tags stay where they are."""
    parts, last = [], 0
    for start, end in quoted_in(text, runs, markup=markup):
        tags = re.findall(r"<[^>]*>", text[start:end]) if markup else ()
        parts += [text[last:start], GONE, *tags]
        last = end
    return "".join([*parts, text[last:]])


def quoted(submission):
    """(row, its fields as they were read, changes) of everything in its thread that quotes a public text.

    ``changes`` is None for a row that has nothing left to say; whoever asks makes each change before taking the next.
    Rows are locked in the order in which a decision locks them, or the two would wait for each other: wordings, the
    chain of decisions, the page; public words are read when the page is locked.
    """
    list(Wording.objects.select_for_update().filter(submission=submission.pk, state__in=OPEN).order_by("pk"))
    if submission.published_on is None:
        return  # nobody could read it
    used = Wording.objects.filter(submission=submission.pk, state=State.USED)
    texts = [text for wording in used for _prompt, _heading, text in wording.passages]
    runs = set().union(*(runs_of(text) | runs_of(prose(text), markup=True) for text in texts))
    others = list(Submission.objects.filter(page=submission.page_id).exclude(pk=submission.pk)) if runs else []
    order = _in_order([submission, *others])
    before = {other.pk for other in others if order[other.pk] < order[submission.pk]}
    for other in others:
        if other.pk in before:
            runs -= runs_of(other.public_html, markup=True) | runs_of(other.public_title)
    for wording in Wording.objects.filter(submission__in=others).exclude(frame="") if runs else ():
        runs -= runs_of(wording.frame, markup=True)  # what the site itself says beside each reply
    if not runs or not others:
        return
    wordings = Wording.objects.filter(submission__in=others).exclude(passages=[]).order_by("pk")
    for wording in wordings.exclude(state=State.USED):
        yield from _in_wording(wording, runs)
    House.objects.select_for_update().filter(pk=1).first()
    Submission.objects.select_for_update().get(pk=submission.page_id)  # from here on nothing is published on this page
    after = [other.pk for other in others if other.pk not in before]
    for wording in wordings.filter(submission__in=after, state=State.USED):
        yield from _in_wording(wording, runs)
    for other in Submission.objects.filter(pk__in=after).exclude(public_html=""):
        changes = _changes(other, runs, "public_title") | _changes(other, runs, "public_html", markup=True)
        if changes:
            yield other, {"public_html": other.public_html}, changes
    beside = [(Note, "words", "wording__submission__in"), (Note, "instead", "wording__submission__in")]
    beside += [(Flag, "note", "submission__in"), (Message, "words", "submission__in")]
    for model, told, of in beside:
        for row in model.objects.filter(**{of: others}).exclude(**{told: ""}):
            if changes := _changes(row, runs, told):
                yield row, {}, changes


def _in_order(submissions):
    """{pk: what it sorts by}: the story first, then by the day's first decision, what never appeared last."""
    approved = Decision.objects.filter(about__in=[row.ref for row in submissions], move=Move.APPROVE)
    first = dict(approved.order_by().values_list("about").annotate(Min("number")))
    return {
        row.pk: (
            0 if row.pk == row.page_id else 1 if row.published_on else 2,
            first.get(row.ref, 0),  # forgotten after a year: older than all that is remembered
            row.published_on or date.max,
            row.number or 0,
        )
        for row in submissions
    }


def _changes(row, runs, name, **form):
    words = getattr(row, name)
    changed = blank(words, runs, **form)
    return {name: changed} if changed != words else {}


def _in_wording(wording, runs):
    """The same for one wording: its passages, what it keeps and why; findings and pinned notes move with the words."""
    stretches = [quoted_in(text, runs) for _prompt, _heading, text in wording.passages]
    kept = [[prompt, blank(words, runs), blank(reason, runs)] for prompt, words, reason in wording.kept]
    if not any(stretches) and kept == wording.kept:
        return
    passages = [[prompt, heading, blank(text, runs)] for prompt, heading, text in wording.passages]
    yield wording, {"digest": wording.digest}, {"passages": passages, "kept": kept}
    for finding in Finding.objects.filter(wording=wording):
        if place := _moved(finding, stretches):
            yield finding, {}, place | {"reason": blank(finding.reason, runs)}
        else:
            yield finding, {}, None
    for note in Note.objects.filter(wording=wording, passage__isnull=False):
        unpinned = {"passage": None, "start": None, "end": None, "instead": ""}
        yield note, {}, _moved(note, stretches) or unpinned


def _moved(row, stretches):
    """Where a finding or a pinned note lies when the stretches of each passage are blanked; None when it lay in one."""
    gone = stretches[row.passage]
    if any(start < row.end and row.start < end for start, end in gone):
        return None
    moved = sum(end - start - len(GONE) for start, end in gone if end <= row.start)
    return {"start": row.start - moved, "end": row.end - moved}
