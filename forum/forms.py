"""The owner's plain forms."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.fields import ProseField
from forum.models import House, Page

LONGEST_HOLD = 90  # days


class HouseForm(forms.ModelForm):
    class Meta:
        model = House
        fields = [
            "publishing",
            "pause_message",
            "hold_days",
            "batch_of",
            "flags_an_hour",
            "flags_a_day",
            "severe_a_day",
        ]
        fields += ["sent_an_hour", "answer_within", "indexed", "legal_demands", "legal_counted_on"]
        widgets = {"legal_counted_on": forms.DateInput(attrs={"type": "date"})}

    def clean_hold_days(self):
        if self.cleaned_data["hold_days"] > LONGEST_HOLD:
            raise forms.ValidationError(_("At most %(number)s days, please.") % {"number": LONGEST_HOLD})
        return self.cleaned_data["hold_days"]

    def clean(self):
        """A number that nobody dated would be read as today's."""
        data = super().clean()
        counted_on = data.get("legal_counted_on")
        if counted_on and counted_on > timezone.localdate():
            self.add_error("legal_counted_on", _("This day is still to come."))
        if (data.get("legal_demands") is None) != (counted_on is None) and not self.errors:
            self.add_error(
                "legal_counted_on", _("Please give both the number and the day on which you counted, or neither.")
            )
        return data

    def save(self, commit=True):
        """Only what the form shows: the counts beside it go on while the owner thinks."""
        House.objects.get_or_create(pk=1)
        self.instance._state.adding = False
        self.instance.save(update_fields=self.Meta.fields)
        return self.instance


class PageForm(forms.ModelForm):
    text = ProseField(
        label=_("Text"), rows=14, required=False, help_text=_("Left empty, the site's own text is shown.")
    )

    class Meta:
        model = Page
        fields = ["text", "checked_on"]
        widgets = {"checked_on": forms.DateInput(attrs={"type": "date"})}

    def clean(self):
        """Nobody is sent to a number or a law that the owner has not looked up."""
        checked_on, sourced = self.cleaned_data.get("checked_on"), self.instance.slug in Page.SOURCED
        if checked_on and checked_on > timezone.localdate():
            self.add_error("checked_on", _("This day is still to come."))
        if sourced and self.cleaned_data.get("text") and "://" not in self.cleaned_data["text"]:
            self.add_error("text", _("Please name the source of each fact: the web address at which you read it."))
        if sourced and self.cleaned_data.get("text") and not checked_on and "checked_on" not in self.errors:
            self.add_error("checked_on", _("Please say on which day you last checked this at its source."))
        return self.cleaned_data
