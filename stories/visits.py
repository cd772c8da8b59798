"""What an open keyring adds to a thread, for its own eyes: how far it has read, what is its own, what helped.

Nothing here touches the member's row. How far somebody has read lies in a row that only their keyring finds: in the
box it would be a change of the member's row at the minute in which they also write, and would tie the two.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from moderation.states import Standing
from stories.models import Bookmark, Comment, Story, Voice

LAST = timedelta(days=365)
HIGHEST = 99_999  # what a path has room for


@dataclass
class Visit:
    """``own`` is {number: address} of one's own replies; ``helped`` the numbers that the author said helped."""

    read: int | None = None
    is_author: bool = False
    own: dict = field(default_factory=dict)
    helped: frozenset = frozenset()


def _nullifier(keyring, story):
    return keyring.nullifier("read", str(story))


def visit(keyring, story):
    """The Visit of a keyring to a thread. 2 queries, 3 for whoever has spoken there, 4 for the author."""
    read = Bookmark.objects.filter(nullifier=_nullifier(keyring, story.pk)).values_list("number", flat=True).first()
    voice = Voice.objects.filter(once=keyring.once(str(story.pk))).first()
    if not voice:
        return Visit(read)
    own = Comment.objects.filter(voice=voice, standing=Standing.PUBLIC).values_list("number", "ref")
    own = {number: reverse("stories:text", args=[ref]) for number, ref in own}
    helped = Comment.objects.filter(page=story.pk, helped=True).values_list("number", flat=True)
    return Visit(read, voice.is_author, own, frozenset(helped) if voice.is_author else frozenset())


def keep(keyring, story, number):
    """Remember that a thread was read up to this number; the row says in which month, so that it can go."""
    month = timezone.localdate().replace(day=1)
    known = {"number": min(number, HIGHEST), "touched_on": month}
    Bookmark.objects.update_or_create(nullifier=_nullifier(keyring, story.pk), defaults=known)


def forget(keyring, story):
    Bookmark.objects.filter(nullifier=_nullifier(keyring, story.pk)).delete()


def bookmarks(keyring):
    """Every bookmark of a keyring: what it would be called is worked out for each story."""
    stories = Story.objects.values_list("pk", flat=True)
    own = {_nullifier(keyring, pk) for pk in stories.iterator()} if Bookmark.objects.exists() else ()
    return [row for row in Bookmark.objects.iterator() if row.nullifier in own]


def expire():
    """Forget what nobody has touched for a year."""
    return Bookmark.objects.filter(touched_on__lt=timezone.localdate() - LAST).delete()[0]


def may_thank(keyring, story):
    """Whether the keyring's voice began this thread."""
    return Voice.objects.filter(once=keyring.once(str(story.pk)), is_author=True).exists()


def thank(story, number, helped=True):
    """The author says of a public reply of somebody else that it helped, or takes that back; readers see neither.

    Returns the path of the reply, or None where there is none.
    """
    row = Comment.objects.filter(page=story.pk, number=number, standing=Standing.PUBLIC, voice__is_author=False).first()
    if not row:
        return None
    Comment.objects.filter(pk=row.pk).update(helped=helped)
    return row.path
