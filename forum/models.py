"""The house: what an owner may set while the site runs, and the owner's own texts."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class House(models.Model):
    """One row, a column a setting."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    hold_days = models.PositiveSmallIntegerField(
        _("Days between a story's approval and its appearing, at most"),
        default=2,
        help_text=_("A story waits one day up to this many, at random. 0 publishes at the decision."),
    )
    publishing = models.BooleanField(
        _("Publish what moderators approve"),
        default=True,
        help_text=_("Switched off, reading and sending go on and nothing new appears."),
    )

    batch_of = models.PositiveSmallIntegerField(
        _("Members who must have come by before a batch of held stories appears"),
        default=5,
        help_text=_("So that whoever watches cannot tell whose story it is. 0 does not wait."),
    )
    batch = models.PositiveIntegerField(default=0, editable=False)  # how many batches appeared
    came_by = models.PositiveIntegerField(default=0, editable=False)  # members who opened a keyring since the last
    flags_an_hour = models.PositiveSmallIntegerField(
        _("Texts that flags of readers without an account may hide in an hour"),
        default=3,
        help_text=_("Beyond that, such flags are marked urgent and hide nothing."),
    )
    flags_a_day = models.PositiveSmallIntegerField(
        _("… and in a day, in percent of the library"),
        default=2,
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_house")]

    @classmethod
    def settings(cls):
        """The one row; its defaults where nobody has saved it yet."""
        return cls.objects.filter(pk=1).first() or cls()


class TallyManager(models.Manager):
    def add(self, name, number=1, day=None):
        """Add to a day's number."""
        row, _made = self.get_or_create(day=day or timezone.localdate(), name=name)
        self.filter(pk=row.pk).update(number=F("number") + number)

    def of(self, name, day=None):
        """A day's number, 0 where nothing was added."""
        row = self.filter(day=day or timezone.localdate(), name=name).first()
        return row.number if row else 0


class Tally(models.Model):
    """A number of a day: what a night did, how many texts flags hid. Of whom or what, it does not say."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    day = models.DateField(default=timezone.localdate)
    name = models.CharField(max_length=30)
    number = models.PositiveIntegerField(default=0)

    objects = TallyManager()

    class Meta:
        constraints = [models.UniqueConstraint("day", "name", name="a_tally_once_a_day")]


class Page(models.Model):
    """An owner's text at a fixed address, with the day on which its facts were last checked."""

    SLUGS = {
        "about": _("About"),
        "rules": _("House rules"),
        "privacy": _("Privacy"),
        "limits": _("What we cannot protect against"),
        "contact": _("Contact"),
        "terms": _("Terms"),
    }

    slug = models.SlugField(primary_key=True, choices=list(SLUGS.items()))
    text = models.TextField(_("Text"), blank=True)
    checked_on = models.DateField(_("Checked on"), null=True, blank=True)
