"""The owner's plain forms."""

from django import forms

from forum.fields import ProseField
from forum.models import House, Page

LONGEST_HOLD = 90  # days


class HouseForm(forms.ModelForm):
    class Meta:
        model = House
        fields = ["hold_days", "batch_of", "publishing", "flags_an_hour", "flags_a_day"]

    def clean_hold_days(self):
        if self.cleaned_data["hold_days"] > LONGEST_HOLD:
            raise forms.ValidationError(f"At most {LONGEST_HOLD} days, please.")
        return self.cleaned_data["hold_days"]

    def save(self, commit=True):
        """Only what the form shows: the counts beside it go on while the owner thinks."""
        House.objects.get_or_create(pk=1)
        self.instance._state.adding = False
        self.instance.save(update_fields=self.Meta.fields)
        return self.instance


class PageForm(forms.ModelForm):
    text = ProseField(rows=14, required=False, help_text="Left empty, the site's own text is shown.")

    class Meta:
        model = Page
        fields = ["text", "checked_on"]
        widgets = {"checked_on": forms.DateInput(attrs={"type": "date"})}
