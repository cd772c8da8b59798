"""The house: what an owner may set while the site runs, and the owner's own texts."""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAY_BE_FOUND, MAY_NOT_BE_FOUND = "noarchive", "noindex, noarchive"


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
    pause_message = models.CharField(
        _("While nothing is published: what writers and moderators are told"),
        max_length=300,
        blank=True,
        help_text=_("For instance why, and until when. Left empty, a plain sentence of the site stands there."),
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

    severe_a_day = models.PositiveSmallIntegerField(
        _("Texts about severe harm or a death that one moderator reads in a day"),
        default=3,
        help_text=_("After each of them comes a pause; beyond this number others read them."),
    )
    sent_an_hour = models.PositiveSmallIntegerField(
        _("Texts that may be sent in an hour, by everybody together"),
        default=100,
        help_text=_("Beyond that, drafts stay drafts for a while. It keeps a flood from burying what people wrote."),
    )

    answer_within = models.PositiveSmallIntegerField(
        _("Hours in which a story should have its first answer"),
        default=12,
        help_text=_("Beyond that it is marked on the hosts' board. A reply still has to be read by a moderator."),
    )
    indexed = models.BooleanField(
        _("Let search engines list the stories"),
        default=False,
        help_text=_("What they have copied stays with them for days after a story was taken back."),
    )
    legal_demands = models.PositiveSmallIntegerField(
        _("Demands of courts, police or lawyers for information that came this year"),
        null=True,
        blank=True,
        help_text=_("The public log shows this number, 0 too. Count anew each month, and each year from 0."),
    )
    legal_counted_on = models.DateField(
        _("Counted on"),
        null=True,
        blank=True,
        help_text=_("The log shows the month."),
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
        "help": _("Help for you"),
        "law": _("What the law protects"),
        "elsewhere": _("Where else to go"),
        "contact": _("Contact"),
        "terms": _("Terms"),
    }
    SOURCED = {"help", "law", "elsewhere"}  # laws, help lines, organisations: shown only with a source and its day

    slug = models.SlugField(primary_key=True, choices=list(SLUGS.items()))
    text = models.TextField(_("Text"), blank=True)
    checked_on = models.DateField(_("Checked on"), null=True, blank=True)

    @classmethod
    def all_of_them(cls):
        """Every page in the order of SLUGS, those that nobody has saved yet too."""
        saved = cls.objects.in_bulk()
        return [saved.get(slug) or cls(slug=slug) for slug in cls.SLUGS]

    @property
    def title(self):
        return self.SLUGS[self.slug]

    @property
    def is_missing(self):
        """Whether readers are told that the owner has not filled it in."""
        return self.slug in self.SOURCED and not self.is_filled

    @property
    def is_filled(self):
        """Whether the owner's text can be shown; else ours is."""
        return bool(self.text) and (self.checked_on is not None or self.slug not in self.SOURCED)

    @property
    def is_old(self):
        """Whether its facts were checked more than a year ago."""
        return self.checked_on is not None and self.checked_on < timezone.localdate() - timedelta(days=365)
