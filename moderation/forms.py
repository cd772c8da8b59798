"""A moderator's decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.fields import ProseField
from moderation.states import REASONS, Harm, Move


class DecisionForm(forms.Form):
    """Carries the digest of what was read. Returning and declining need a reason and words; approving needs harm."""

    all_optional = True
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    harm = forms.ChoiceField(label=_("Harm"), choices=[("", _("Please set it")), *Harm.choices], required=False)
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("None")), *((code, f"{code} {name}") for code, (name, _words) in REASONS.items())],
        required=False,
    )
    words = ProseField(
        label=_("Words to the writer"),
        rows=4,
        max_length=2_000,
        required=False,
        help_text=_("Left empty, the sentence of the reason is sent."),
    )
    allowed = forms.MultipleChoiceField(required=False)

    def __init__(self, *args, wording, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = wording.submission.kind
        certain = wording.findings.filter(certainty="certain").values_list("pk", flat=True)
        self.fields["allowed"].choices = [(str(pk), "") for pk in certain]

    def clean(self):
        data = super().clean()
        self.move = next((move for move in (Move.APPROVE, Move.RETURN, Move.DECLINE) if move in self.data), None)
        if not self.move:
            raise forms.ValidationError(_("Please choose a decision."))
        if self.move == Move.APPROVE and self.kind == "story" and not data.get("harm"):
            self.add_error("harm", _("Please set the harm before you approve."))
        if self.move != Move.APPROVE:
            if not data.get("reason"):
                self.add_error("reason", _("Please choose a reason; the writer reads it."))
            elif not data.get("words"):
                data["words"] = REASONS[data["reason"]][1]
        return data
