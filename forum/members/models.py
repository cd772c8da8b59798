"""Members: accounts with no names and no times; their sealed drafts; the codes that give a role."""

import os
import secrets
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact, GreaterThan
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from forum.members.keyring import BOX_BYTES, CannotOpen, mac


def new_epoch():
    """Bound into every session: a member who gets a new one is signed out everywhere."""
    return secrets.token_hex(8)


def new_label():
    """What stands beside a moderator's decisions: random, and on the member's row while the role is held."""
    return secrets.token_hex(8)


class MemberManager(BaseUserManager):
    def get_queryset(self):
        return super().get_queryset().defer("box")

    def join(self, stretched):
        """A new member for words that were stretched; joining the same words twice gives the first one back."""
        member = self.filter(username=stretched.lookup).first()
        if member:
            return member
        member = self.model(username=stretched.lookup)
        member.set_password(stretched.password)
        data_key = os.urandom(32)
        member.wrapped = stretched.wrap(data_key, str(member.pk))
        member.box = stretched.open(member.wrapped, str(member.pk)).seal_box({}, str(member.pk))
        member.save()
        return member

    def recover(self, stretched):
        """(member, keyring) of a stretched recovery phrase, or None."""
        member = self.filter(recovery=stretched.lookup).first()
        try:
            return member and (member, stretched.open(member.recovery_wrapped, str(member.pk)))
        except CannotOpen:
            return None

    def keep_phrase(self, member, keyring, stretched):
        """Wrap the data key once more, under a phrase, which takes the place of one before it."""
        wrapped = stretched.wrap(keyring.data_key, str(member.pk))
        self.filter(pk=member.pk).update(recovery=stretched.lookup, recovery_wrapped=wrapped)

    def change_words(self, member, keyring, stretched, **changes):
        """New return words for the same keyring, so that nothing is lost; every session ends, for the password differs.

        One UPDATE, bound to the words and the phrase as they were read: False when one of them was changed meanwhile.
        """
        if self.filter(username=stretched.lookup).exists():
            member.refresh_from_db()
            return False
        as_read = self.filter(pk=member.pk, username=member.username, recovery=member.recovery)
        changed = as_read.update(
            username=stretched.lookup,
            password=make_password(stretched.password),
            wrapped=stretched.wrap(keyring.data_key, str(member.pk)),
            **changes,
        )
        member.refresh_from_db()
        return bool(changed)

    def on_staff(self):
        """Whoever holds a role, by the name that their colleagues see."""
        return self.filter(Q(is_moderator=True) | Q(is_host=True) | Q(is_owner=True)).order_by("staff_name", "pk")

    @transaction.atomic
    def end_role(self, member, role):
        """Take a role away and sign them out everywhere; with the last role go name and label.

        False for the last owner's: owners' rows are locked as in leaving, so that of two who go at once one stays.
        """
        owners = list(self.select_for_update().filter(is_owner=True).order_by("pk"))
        if role == Role.OWNER and owners == [member]:
            return False
        self.filter(pk=member.pk).update(**{f"is_{role}": False}, epoch=new_epoch())
        without = self.filter(pk=member.pk, is_moderator=False, is_host=False, is_owner=False)
        without.update(staff_name="", label="")
        return True


class Member(AbstractBaseUser):
    """An account: what its return words look up, the wrapped data key, the sealed box, and roles."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    username = models.CharField(max_length=64, unique=True, editable=False)
    wrapped = models.BinaryField(max_length=60)
    recovery = models.CharField(max_length=64, unique=True, null=True, editable=False)
    recovery_wrapped = models.BinaryField(max_length=60, null=True)
    box = models.BinaryField(max_length=BOX_BYTES)
    epoch = models.CharField(max_length=16, default=new_epoch, editable=False)
    is_moderator = models.BooleanField(default=False)
    is_host = models.BooleanField(default=False)
    is_owner = models.BooleanField(default=False)
    has_practised = models.BooleanField(default=False)  # a moderator who has not gets no live work
    staff_name = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=16, blank=True)
    last_login = None

    objects = MemberManager()
    USERNAME_FIELD = "username"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("box"), BOX_BYTES) & GreaterThan(Length("wrapped"), 0),
                name="member_with_a_box",
            ),
            models.CheckConstraint(
                condition=Q(recovery=None, recovery_wrapped=None)
                | Q(recovery__isnull=False, recovery_wrapped__isnull=False),
                name="recovery_whole_or_not_at_all",
            ),
        ]

    def __str__(self):
        return self.staff_name or "member"

    def _get_session_auth_hash(self, secret=None):
        """A session ends when the words change, or when ``epoch`` does."""
        bound = f"{self.password} {self.epoch}"
        return salted_hmac("fallible session", bound, secret=secret, algorithm="sha256").hexdigest()

    @property
    def roles(self):
        """The Roles that they hold."""
        return [role for role in Role if getattr(self, f"is_{role}")]

    @property
    def role_names(self):
        return " ".join(str(role.label) for role in self.roles)

    @property
    def is_staff_member(self):
        return self.is_moderator or self.is_host or self.is_owner


class Draft(models.Model):
    """A text that nobody but its writer can open; ``touched_on`` is a day, and 30 days later it goes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    claim_hash = models.CharField(max_length=64, unique=True, editable=False)
    sealed = models.BinaryField()
    touched_on = models.DateField(default=timezone.localdate)


class Role(models.TextChoices):
    MODERATOR = "moderator", _("moderator")
    HOST = "host", _("host")
    OWNER = "owner", _("owner")


class Appointment(models.Model):
    """A one-time code that gives a role, kept as a digest until it is used or seven days have passed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=10, choices=Role)
    ends_on = models.DateField()

    @staticmethod
    def digest_of(code):
        return mac(settings.PEPPER, "appointment", code.strip().lower()).hex()
