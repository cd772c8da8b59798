"""The private page after "This may be me" and "It is unlawful": six words open it, and nothing says whose it is.

The words are hashed by HMAC under the pepper and not slowly: they are always made by us (77 bits), open one short-lived
talk and no keyring, and the slow door lets one person in at a time: strangers would hold up every sign-in.
"""

import re

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.members import words
from forum.members.keyring import mac
from moderation import flagging, gate
from moderation.models import Answer, AnswerMessage
from moderation.states import NOTICES, REASONS, UNLAWFUL, Move, Standing, Wish

OPEN_FOR = 30 * 60  # seconds
IN_A_ROW = 5  # words of whoever flagged that nobody has answered
_SALT = "answer page"
_CLIENT = r"client|patient|mother|mum|father|dad|parent|sister|brother|wife|husband|partner|son|daughter|child|friend"
WHO = re.compile(
    rf"\b(?:my name is|i am called|i'm called|(?:this|that|it)(?:'s| is| was) (?:about )?me|"
    rf"(?:i am|i'm|i was) (?:the|a|her|his|their|your) (?:\w+ )?(?:{_CLIENT}))\b",
    re.IGNORECASE,
)
TOLD = {
    Move.NO_ACTION: _("It stays as it is."),
    Move.HIDE: _("It is out of sight for now."),
    Move.RESTORE: _("Two moderators decided to show it again."),
    Move.RETRACT: _("It was taken away for good."),
}


class Enough(Exception):
    """Whoever flagged has said a good deal that no moderator has answered yet."""


class Gone(Exception):
    """The page was closed with its text, or erased."""


def _lookup(six):
    return mac(settings.PEPPER, "answer", six).hex()


@transaction.atomic
def receive(text, reason, note, six):
    """Take a flag that asks for an answer, as nobody's whoever sent it, and open its page under the words ``six``.

    The note lies on the page alone, so that another moderator can read it when the flag itself was dealt with.
    """
    flagging.receive(text, reason)
    answer = Answer.objects.create(submission=text, reason=reason, lookup=_lookup(six))
    if note:
        _say(answer, note)


def _say(answer, said, **more):
    last = answer.messages.aggregate(last=Max("number"))["last"] or 0
    AnswerMessage.objects.create(answer=answer, number=last + 1, words=said, **more)


def told(answer):
    """[(message, what was decided with it, what its reason code says)], oldest first."""
    rows = answer.messages.all()
    return [(row, TOLD.get(row.move, ""), sentence_of(row.code)[0] if row.code else "") for row in rows]


# Whoever flagged


def found_by(typed):
    """The page that these words open, or None."""
    return Answer.objects.filter(lookup=_lookup(words.normalise(typed))).first()


def handle(answer):
    """A form field that opens the page again, for half an hour, without the words."""
    return signing.dumps(str(answer.pk), salt=_SALT)


def handled(field):
    """The page of such a field; None when it is forged or too old, or when the page was erased."""
    try:
        pk = signing.loads(field, salt=_SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    return Answer.objects.exclude(lookup=None).filter(pk=pk).first()


def stands(text):
    """What anybody could see of a text at its address, in one word: shown, hidden or gone."""
    if text.standing in (Standing.WITHDRAWN, Standing.RETRACTED) or text.erase_on:
        return "gone"
    return "shown" if text.is_public else "hidden"


@transaction.atomic
def write(answer, said="", wished="", appeal=False):
    """What whoever flagged says, wishes or asks; a page that was closed opens again. Raises Enough or Gone."""
    if wished and wished != answer.wish:
        gate.wish(answer, wished)
    row = Answer.objects.select_for_update().exclude(lookup=None).filter(pk=answer.pk).first()
    if not row or stands(row.submission) == "gone":
        raise Gone
    last = list(row.messages.order_by("-number")[:IN_A_ROW])
    if said and last and (last[0].signed, last[0].words) == ("", said):
        said = ""  # the same form, sent twice
    if said and len(last) == IN_A_ROW and not any(message.signed for message in last):
        raise Enough
    if said:
        _say(row, said)
    if appeal and row.can_appeal:
        row.appeal = Answer.Appeal.OPEN
    row.due, row.closed, row.erase_on = True, False, None
    row.save(update_fields=["due", "closed", "erase_on", "appeal"])


def close(answer):
    """End it: what was said goes in 30 days."""
    end = timezone.localdate() + Answer.GONE_AFTER
    Answer.objects.filter(pk=answer.pk, closed=False).update(closed=True, due=False, erase_on=end)


# Moderators


def about(text, label):
    """The open pages about a text that this moderator may answer, oldest words first on each."""
    rows = text.answers.filter(closed=False).exclude(appeal=Answer.Appeal.OPEN, decided_by=label)
    rows = list(rows.prefetch_related("messages").order_by("reason", "id"))
    for row in rows:
        row.told = told(row)
    return rows


@transaction.atomic
def reply(answer, said, name):
    """A moderator's word, under the staff name; a decision that is still owed stays owed. Raises Gone."""
    row = Answer.objects.select_for_update().filter(pk=answer.pk, closed=False).first()
    if not row:
        raise Gone
    _say(row, said, signed=name)
    row.due = row.reason == UNLAWFUL and (not row.decided_by or row.appeal == Answer.Appeal.OPEN)
    row.erase_on = None if row.due else timezone.localdate() + Answer.IDLE
    row.save(update_fields=["due", "erase_on"])


def decided(answers, move, *, label, name, code, said):
    """Tell a decision, inside its transaction, on the pages that hear of it; for a notice with its reason code.

    Raises gate.ForbiddenMove for an appeal against a decision of the same moderator.
    """
    for row in Answer.objects.select_for_update().filter(pk__in=[answer.pk for answer in answers]):
        if row.appeal == Answer.Appeal.OPEN and row.decided_by == label:
            raise gate.ForbiddenMove("an appeal is for another moderator")
        _say(row, said, signed=name, move=move, code=code if row.reason == UNLAWFUL else "")
        row.decided_by, row.due = label, False
        row.appeal = row.appeal and Answer.Appeal.DONE
        row.erase_on = row.erase_on if row.closed else timezone.localdate() + Answer.IDLE
        row.save(update_fields=["decided_by", "due", "appeal", "erase_on"])


def sentence_of(code):
    """(what a reason code says, the sentence that whoever flagged reads unless a moderator writes another)."""
    if code in NOTICES:
        return NOTICES[code]
    return REASONS.get(code, ("", ""))[0], ""


# Night


def erase_overdue():
    """Erase pages whose day has come; a wish that a text stay hidden is left, without words. Returns how many."""
    rows = Answer.objects.filter(erase_on__lte=timezone.localdate())
    gone = Q(submission__standing__in=(Standing.WITHDRAWN, Standing.RETRACTED))
    bare, count = rows.filter(wish=Wish.HIDE).exclude(gone), rows.count()
    with transaction.atomic():
        AnswerMessage.objects.filter(answer__in=rows).delete()
        rows.exclude(pk__in=bare.values("pk")).delete()
        bare.update(lookup=None, decided_by="", appeal="", due=False, closed=True, erase_on=None)
    return count
