"""What an open keyring may write: nothing with a barred voice, not under a page it flagged, and not too much at once.

All of it is counted from the keyring in the request; nothing is written, so no row says who has sent how much.
"""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from forum.members.unlocking import mine
from forum.models import House
from moderation.models import Flag, Submission, Wording, hour_of
from moderation.states import Standing, State
from stories.models import Voice

REPLIES_A_DAY = 20
NEWCOMERS_WAIT = 3  # texts of a newcomer that may wait at a time
SETTLED_AFTER = 3  # texts that have appeared: from then on nobody is a newcomer

BARRED = _(
    "Something written with these words was taken away by the moderators: an advert, an attack, or harm that was "
    "meant. They have ended writing for this account. Reading, taking your texts back, saving what is yours and "
    "leaving still work."
)
FLAGGED = _(
    "You flagged something under this story. So that no hint of whom you may have recognised can slip into a reply, "
    "whoever flags a text stays out of its conversation. Everything else is open to you as before."
)

_WAITS = {
    "story": _("One story of yours waits already. Please send this one when that one appeared or came back."),
    "letter": _("One letter of yours waits already. Please send this one when that one appeared or came back."),
}

HEATED_BY = ("unkind",)  # reasons of flags; two people's, unanswered, slow a thread down
SLOWED = _(
    "So that this conversation stays kind, everybody can reply here once a day for now. The author can answer as ever."
)
SLOWED_TODAY = _("You have replied here today. %(slowed)s Please send this one tomorrow.")


class Refused(Exception):
    """This keyring may not send this now; the exception's words say why, to the writer."""


def refusal(keyring, content):
    """Why this keyring may not write this text at all, in words for the writer; empty when it may."""
    if _is_barred(_voices(keyring)):
        return gettext(BARRED)
    return gettext(FLAGGED) if _has_flagged(keyring, content) else ""


def may_send(keyring, content):
    """Raises Refused when the keyring may not send this draft now.

    Two tabs that send at the same moment can both pass: nothing is locked, since nothing may be written.
    """
    voices = _voices(keyring)
    if _is_barred(voices):
        raise Refused(gettext(BARRED))
    if content.get("ref"):
        return  # a new version: its text was counted when it was first sent
    if _has_flagged(keyring, content):
        raise Refused(gettext(FLAGGED))
    own = Submission.objects.of(voices)
    aside = Wording.objects.kept_aside().values("pk")  # read and approved: nobody waits for it
    waiting = own.filter(Exists(Wording.objects.open().exclude(pk__in=aside).filter(submission=OuterRef("pk"))))
    kind = content["kind"]
    if kind in Submission.PAGES and waiting.filter(kind=kind, standing=Standing.UNSEEN).exists():
        raise Refused(gettext(_WAITS[kind]))
    lately = Q(waiting_since__gte=hour_of(timezone.now())) | Q(state=State.HELD)  # held ones have no hour yet
    if Wording.objects.filter(lately).count() >= House.settings().sent_an_hour:
        raise Refused(
            gettext("So much was sent in this hour that nothing more is taken. Please send this in an hour or two.")
        )
    today = Q(pk__in=waiting.values("pk")) | Q(published_on=timezone.localdate())
    if content["kind"] == "comment" and own.filter(today, kind="comment").count() >= REPLIES_A_DAY:
        raise Refused(
            gettext("%(number)s replies of yours wait or appeared today. Please send this one tomorrow.")
            % {"number": REPLIES_A_DAY}
        )
    if content["kind"] == "comment" and own.filter(today, kind="comment", page__ref=content["page"]).exists():
        if slowed(keyring, content):
            raise Refused(gettext(SLOWED_TODAY) % {"slowed": gettext(SLOWED)})
    if waiting.count() >= NEWCOMERS_WAIT and own.filter(published_on__isnull=False).count() < SETTLED_AFTER:
        raise Refused(
            gettext(
                "While you are new here, %(number)s of your texts may wait at a time. "
                "Please send this when one of them has been read."
            )
            % {"number": NEWCOMERS_WAIT}
        )


def slowed(keyring, content):
    """What a heated thread asks of whoever writes a new reply in it, but for its author; empty everywhere else.

    Worked out from flags that nobody has answered, on texts that can be read: no row says that a thread is slow. What
    strangers flag counts as one person's, since nothing tells one of them from another.
    """
    if content["kind"] != "comment" or content.get("ref"):
        return ""
    flags = Flag.objects.filter(submission__page__ref=content.get("page") or "", reason__in=HEATED_BY, handled=False)
    flags = flags.filter(submission__standing=Standing.PUBLIC)
    people = set(flags.values_list("nullifier", "submission__page_id"))
    if len(people) < 2:
        return ""
    once = keyring and keyring.once(str(people.pop()[1]))
    return "" if once and Voice.objects.filter(once=once, is_author=True).exists() else gettext(SLOWED)


def _voices(keyring):
    """The claim hashes of all that this keyring has ever said: numbers are found by voices of every kind."""
    return list(mine(keyring, Voice.objects))


def _is_barred(voices):
    return bool(voices) and Voice.objects.filter(claim_hash__in=voices, barred=True).exists()


def _has_flagged(keyring, content):
    """Whether a new reply would stand on a page where this keyring's flag stands."""
    if content["kind"] != "comment" or content.get("ref"):
        return False
    flags = Flag.objects.filter(submission__page__ref=content.get("page") or "", nullifier__isnull=False)
    rows = flags.values_list("nullifier", "submission__page_id").distinct()
    return any(keyring.nullifier("flag", str(page)) == nullifier for nullifier, page in rows)
