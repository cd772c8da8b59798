"""Atom: the newest stories, and what is said in one thread. Public words only, and no time finer than a month."""

import re
import secrets
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.utils import dateformat
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from forum.members.keyring import mac
from moderation.models import Submission
from moderation.states import Standing
from stories import prompts, reading, threads
from stories.models import Story, Topic, Voice

STORIES, ANSWERS = 30, 50
GONE = (Standing.WITHDRAWN, Standing.RETRACTED)
_BODY = re.compile(r'<div class="(?:reply|update)__body"[^>]*>(.*?)</div>', re.S)
_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


def month(day):
    """The first of its month, 00:00:00Z: all that a feed says of a time."""
    return datetime(day.year, day.month, 1, tzinfo=UTC)


def entry_id(submission):
    """The same for the same text, and no more than that."""
    return UUID(bytes=mac(settings.PEPPER, "feed entry", submission.ref)[:16]).urn


class Feed(Atom1Feed):
    """Atom with the tombstones of RFC 6721, for readers that kept what has been taken back since."""

    def __init__(self, title, address, feed_address, ident):
        link, own = settings.ORIGIN + address, settings.ORIGIN + feed_address
        about = {"language": "en", "author_name": "Fallible", "feed_url": own, "feed_guid": ident}
        super().__init__(title, link, None, **about)
        self.gone = []

    def tell(self, submission, title, address, html):
        when = month(submission.published_on)
        link, ident = settings.ORIGIN + address, entry_id(submission)
        self.add_item(title, link, html, pubdate=when, updateddate=when, unique_id=ident)

    def bury(self, submission):
        self.gone.append((entry_id(submission), month(submission.published_on)))

    def latest_post_date(self):
        """Of an empty feed Django would say: now."""
        times = [item["updateddate"] for item in self.items] + [when for _ident, when in self.gone]
        return max(times, default=_BEFORE_ALL)

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:at": "http://purl.org/atompub/tombstones/1.0"}

    def write_items(self, handler):
        super().write_items(handler)
        for ident, when in self.gone:
            handler.addQuickElement("at:deleted-entry", "", {"ref": ident, "when": rfc3339_date(when)})


def newest(address, feed_address, chosen):
    """The newest stories that fit what was chosen, each with its first section, and what was taken back."""
    told = urlencode(chosen, doseq=True)
    names = [_(prompts.EVENTS[chosen["event"]][0])] if "event" in chosen else []
    names += Topic.objects.filter(slug=chosen.get("topic")).values_list("name", flat=True)
    title = f"Fallible: {', '.join(names) or _('newest stories')}"
    ident = UUID(bytes=mac(settings.PEPPER, "feed", *[told] * bool(told))[:16]).urn
    ask = f"?{told}" * bool(told)
    feed = Feed(title, address + ask, feed_address + ask, ident)
    return _filled(feed, reading.narrowed(**chosen), Submission.Kind.STORY)


def letters(address, feed_address):
    """The same of former clients' letters, in a feed of their own."""
    ident = UUID(bytes=mac(settings.PEPPER, "feed", "letters")[:16]).urn
    feed = Feed(_("Fallible: from the other side"), address, feed_address, ident)
    return _filled(feed, Story.objects.letters(), Submission.Kind.LETTER)


def _filled(feed, rows, kind):
    for story in rows[:STORIES]:
        first = story.public_html.partition("</section>")
        feed.tell(story, story.public_title, story.get_absolute_url(), "".join(first[:2]))
    gone = Submission.objects.filter(kind=kind, standing__in=GONE, published_on__isnull=False)
    for row in gone.order_by("-published_on", "id")[:STORIES]:
        feed.bury(row)
    return feed


def thread(story, feed_address, title=""):
    """Replies and updates of a public story, or the tombstone of one that was taken back."""
    here = story.get_absolute_url()
    if story.standing in GONE:
        feed = Feed(_("Taken back"), here, feed_address, entry_id(story))
        feed.bury(story)
        return feed
    feed = Feed(title or story.public_title, here, feed_address, entry_id(story))
    rows = Submission.objects.filter(page=story.pk, published_on__isnull=False).exclude(pk=story.pk)
    rows = rows.select_related("as_comment__voice").order_by("-published_on", "-number", "id")
    for row in rows.filter(standing=Standing.PUBLIC)[:ANSWERS]:
        said = _BODY.search(row.public_html)
        if row.kind == Submission.Kind.COMMENT:
            about = {"number": row.number, "pen_name": row.as_comment.voice.pen_name}
            heading = _("Reply %(number)s by %(pen_name)s") % about
            feed.tell(row, heading, f"{here}{threads.place(row.path)}", said and said[1])
        else:
            heading = _("What happened next, %(month)s") % {"month": dateformat.format(row.published_on, "F Y")}
            feed.tell(row, heading, here, said and said[1])
    for row in rows.filter(standing__in=GONE)[:ANSWERS]:
        feed.bury(row)
    return feed


# The secret feed of one voice: nothing says which account reads it, not even a sign-in


def _hash(token):
    return mac(settings.PEPPER, "feed", token).hex()


def new_secret(claim_hash):
    """A token for the feed of the voice with this claim; whatever it had before ends. None when there is no voice."""
    token = secrets.token_urlsafe(24)
    return token if Voice.objects.filter(claim_hash=claim_hash).update(feed_hash=_hash(token)) else None


def end_secret(claim_hash):
    Voice.objects.filter(claim_hash=claim_hash).update(feed_hash=None)


def story_of(token):
    """The story whose thread a token follows, or None: unknown and ended tokens are alike."""
    return Story.objects.filter(voices__feed_hash=_hash(token)).first()
