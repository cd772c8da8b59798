"""The house: what an owner may set while the site runs, and the owner's own texts."""

from django.db import models
from django.db.models import Q
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

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_house")]

    @classmethod
    def settings(cls):
        """The one row; its defaults where nobody has saved it yet."""
        return cls.objects.filter(pk=1).first() or cls()


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
