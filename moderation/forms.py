"""A moderator's decisions; a reader's flag."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.fields import ProseField
from moderation import flagging
from moderation.screener import NoScreening
from moderation.states import BY_SCREENING, FLAGS, REASONS, Harm, Move


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


class FlagForm(forms.Form):
    """A reader's flag. A note in which something is found is not taken; it stays in the form with what was found."""

    all_optional = True
    reason = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(key, flag.words) for key, flag in FLAGS.items() if key != BY_SCREENING],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of these.")},
    )
    note = ProseField(
        label=_("A note to the moderators, if you like"),
        rows=3,
        max_length=300,
        required=False,
        help_text=_("Up to 300 characters. Please do not write who anybody is, even if you know."),
    )

    def clean_note(self):
        note = self.cleaned_data["note"]
        try:
            found = flagging.found_in(note) if note else []
        except NoScreening:
            raise forms.ValidationError(
                _("Notes cannot be checked just now. Please send it without a note: the flag itself counts in full.")
            ) from None
        if found:
            stretches = ", ".join(f"“{stretch}”" for stretch in found[:5])
            raise forms.ValidationError(
                _("This could tell who somebody is: %(found)s. Please leave it out, or send the flag without a note."),
                params={"found": stretches},
            )
        return note


SETTLE = (Move.NO_ACTION, Move.HIDE, Move.RESTORE, Move.RETRACT)
BARS = ("SC-4", "TN-1", "TN-2", "SP-1")  # reasons to retract that can end a voice's writing


class FlagDecisionForm(forms.Form):
    """What is to happen to a flagged text. Carries the digest of the public words that were read."""

    all_optional = True
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("None")), *((code, f"{code} {name}") for code, (name, _words) in REASONS.items())],
        required=False,
    )
    bar = forms.BooleanField(label=_("When I retract it: bar this voice from writing, too"), required=False)

    def clean(self):
        data = super().clean()
        self.move = next((move for move in SETTLE if move in self.data), None)
        if not self.move:
            raise forms.ValidationError(_("Please choose a decision."))
        if self.move == Move.RETRACT and not data.get("reason"):
            self.add_error("reason", _("Please choose a reason before you retract it."))
        if data.get("bar") and (self.move != Move.RETRACT or data.get("reason") not in BARS):
            codes = ", ".join(BARS)
            self.add_error("bar", _("A voice is barred when its text is retracted for %s.") % codes)
        return data
