"""What an open keyring may write: nothing with a barred voice, not under a page it flagged, and not too much at once.

All of it is counted from the keyring in the request; nothing is written, so no row says who has sent how much.
"""

from functools import cached_property
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from forum import plain
from forum.members.unlocking import claimed, walked
from forum.models import House
from moderation.models import Submission, Wording, hour_of
from moderation.states import Standing, State

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


class Stands:
    """How a keyring, or nobody yet, stands before a text to be written. Each thing is asked once, and for this request.

    ``page`` is the story or letter that is answered, for whoever has it.
    """

    def __init__(self, keyring, content, page=None):
        self.keyring, self.content, self.page = keyring, content, page
        self.answers = content["kind"] == "comment" and not content.get("ref")

    @cached_property
    def voices(self):
        """{claim hash: Spoken} of all that this keyring has ever said: numbers are found by voices of every kind."""
        return voices(self.keyring) if self.keyring else {}

    @cached_property
    def is_author(self):
        """Whether this keyring told the story that is answered."""
        return bool(self.page) and self._told(self.page.pk)

    def _told(self, page):
        asked = "SELECT 1 FROM stories_voice WHERE once = %s AND is_author"
        return bool(self.keyring and plain.rows(asked, [self.keyring.once(str(page))]))

    @cached_property
    def _flags(self):
        """(nullifier, reason, handled, standing of what is flagged, page) of flags where a new reply would stand."""
        asked = """
            SELECT nullifier, reason, handled, flagged.standing, page.id
            FROM moderation_flag
            JOIN moderation_submission AS flagged ON flagged.id = submission_id
            JOIN moderation_submission AS page ON page.id = flagged.page_id
            WHERE page.ref = %s"""
        rows = plain.rows(asked, [self.content.get("page") or ""]) if self.answers else []
        return [(*told, Submission._meta.pk.to_python(page)) for *told, page in rows]

    @property
    def is_barred(self):
        return any(voice.barred for voice in self.voices.values())

    @property
    def has_flagged(self):
        """Whether a new reply would stand on a page where this keyring's flag stands."""
        return any(row[0] == self.keyring.nullifier("flag", str(row[-1])) for row in self._flags if row[0])

    def refusal(self):
        """Why this keyring may not write this text at all, in words for the writer; empty when it may."""
        return gettext(BARRED) if self.is_barred else gettext(FLAGGED) if self.has_flagged else ""

    def slowed(self):
        """What a heated thread asks of whoever writes a new reply in it, but for its author; empty everywhere else.

        Worked out from flags that nobody has answered, on texts that can be read: no row says that a thread is slow.
        What strangers flag counts as one person's, since nothing tells one of them from another.
        """
        people = {
            (nullifier, page)
            for nullifier, reason, handled, standing, page in self._flags
            if reason in HEATED_BY and not handled and standing == Standing.PUBLIC
        }
        return "" if len(people) < 2 or self._told(people.pop()[1]) else gettext(SLOWED)


def may_send(keyring, content):
    """Raises Refused when the keyring may not send this draft now.

    Two tabs that send at the same moment can both pass: nothing is locked, since nothing may be written.
    """
    stands, kind = Stands(keyring, content), content["kind"]
    if stands.is_barred:
        raise Refused(gettext(BARRED))
    if content.get("ref"):
        return  # a new version: its text was counted when it was first sent
    if stands.has_flagged:
        raise Refused(gettext(FLAGGED))
    aside = Wording.objects.kept_aside().values("pk")  # read and approved: nobody waits for it
    waits = Exists(Wording.objects.open().exclude(pk__in=aside).filter(submission=OuterRef("pk")))
    told = ("kind", "standing", "published_on", "page__ref", "waits")
    own = list(Submission.objects.of(stands.voices).annotate(waits=waits).values_list(*told, named=True))
    waiting = [text for text in own if text.waits]
    if kind in Submission.PAGES and any((text.kind, text.standing) == (kind, Standing.UNSEEN) for text in waiting):
        raise Refused(gettext(_WAITS[kind]))
    lately = Q(waiting_since__gte=hour_of(timezone.now())) | Q(state=State.HELD)  # held ones have no hour yet
    if Wording.objects.filter(lately).count() >= House.settings().sent_an_hour:
        raise Refused(
            gettext("So much was sent in this hour that nothing more is taken. Please send this in an hour or two.")
        )
    today = timezone.localdate()
    replies = [text for text in own if text.kind == "comment" and (text.waits or text.published_on == today)]
    if kind == "comment" and len(replies) >= REPLIES_A_DAY:
        raise Refused(
            gettext("%(number)s replies of yours wait or appeared today. Please send this one tomorrow.")
            % {"number": REPLIES_A_DAY}
        )
    if kind == "comment" and any(text.page__ref == content["page"] for text in replies) and stands.slowed():
        raise Refused(gettext(SLOWED_TODAY) % {"slowed": gettext(SLOWED)})
    if len(waiting) >= NEWCOMERS_WAIT and sum(text.published_on is not None for text in own) < SETTLED_AFTER:
        raise Refused(
            gettext(
                "While you are new here, %(number)s of your texts may wait at a time. "
                "Please send this when one of them has been read."
            )
            % {"number": NEWCOMERS_WAIT}
        )


class Spoken(NamedTuple):
    """What a keyring knows of one of its voices."""

    number: int
    once: str
    is_author: bool
    barred: bool


def voices(keyring):
    """{claim hash: Spoken} of all that a keyring has ever said. 1 query for most."""

    def look(window):
        rows = claimed("stories_voice", window, "claim_hash, once, is_author, barred")
        return {hash_: Spoken(window[hash_], once, bool(author), bool(barred)) for hash_, once, author, barred in rows}

    return walked(keyring, look)
