"""Leaving: texts are taken back or stay, and then the account is gone. Each step is a transaction of its own."""

import contextlib

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from forum.members.models import Draft, Member
from forum.members.sessions import SessionStore
from forum.members.unlocking import mine
from moderation import gate
from stories import held, visits, writing
from stories.models import Bookmark


class LastOwner(Exception):
    """A site without an owner could not be looked after: somebody else takes on the role first."""


def may_leave(member):
    """Whether the site still has an owner when this one goes."""
    return not member.is_owner or Member.objects.filter(is_owner=True).exclude(pk=member.pk).exists()


def leave(keyring, member, take_back):
    """Take back the texts with the refs in ``take_back``, delete drafts, then the account and all that hangs on it.

    Nothing here is one transaction with anything else, or its number would tie the texts to the account. What was
    interrupted can be done again, by then without an owner's role. Raises LastOwner before anything is changed.
    """
    if member.is_owner:  # nobody else's row is written beside their texts
        _step_down(member)
    for text in sorted(held.texts(keyring), key=lambda text: text.page_id == text.pk):
        if text.ref in take_back:
            with contextlib.suppress(gate.ForbiddenMove):  # gone already
                writing.take_back(keyring, text)
    Draft.objects.filter(claim_hash__in=mine(keyring, Draft.objects, "draft")).delete()
    Bookmark.objects.filter(pk__in=[row.pk for row in visits.bookmarks(keyring)]).delete()
    key = str(member.pk)  # a deleted row has none
    member.delete()
    for row in Session.objects.iterator():
        if SessionStore().decode(row.session_data).get(SESSION_KEY) == key:
            row.delete()


@transaction.atomic
def _step_down(member):
    """First of all, so that of two owners who leave at once one stays, with everything. Raises LastOwner."""
    owners = list(Member.objects.select_for_update().filter(is_owner=True).order_by("pk"))
    if owners == [member]:
        raise LastOwner
    Member.objects.filter(pk=member.pk).update(is_owner=False)
