"""A moderator's decisions; a reader's flag."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.fields import LineField, ProseField
from moderation import care, flagging, practising
from moderation.models import Note, Submission
from moderation.screener import NoScreening
from moderation.states import BY_SCREENING, FLAGS, REASONS, Harm, Move


class QueueForm(forms.Form):
    """What a moderator looks for in the queue. What is not chosen, or no choice at all, narrows nothing."""

    all_optional = True
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *Submission.Kind.choices], required=False)
    harm = forms.ChoiceField(label=_("Harm"), choices=[("", _("All")), *Harm.choices], required=False)
    topic = forms.SlugField(label=_("Topic"), required=False, widget=forms.Select)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].widget.choices = [("", _("All")), *_topics(care.topics())]

    def narrowed(self, wordings):
        """Those of the queue that were chosen."""
        chosen = self.cleaned_data if self.is_valid() else {}
        if chosen.get("kind"):
            wordings = wordings.filter(submission__kind=chosen["kind"])
        if chosen.get("harm"):
            wordings = wordings.filter(submission__harm=chosen["harm"])
        if chosen.get("topic"):
            wordings = wordings.filter(topics__contains=f" {chosen['topic']} ")
        return wordings


def _topics(keys):
    return [(key, key.replace("-", " ").capitalize()) for key in sorted(keys)]


class AwayForm(forms.Form):
    """The topics that a moderator stays away from today."""

    all_optional = True
    topics = forms.MultipleChoiceField(label=_("Not today"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = _topics(topics)


_REASONS = [("", _("None")), *((code, f"{code} {name}") for code, (name, _words) in REASONS.items())]
MOVES = (Move.APPROVE, Move.AGREE, Move.RETURN, Move.DECLINE, Move.CARE)
PLACES = (1, 2, 3)  # stretches that the screening did not find


class DecisionForm(forms.Form):
    """Carries the digest of what was read. Returning and declining need a reason and words; approving needs harm.

    What should change can be asked for at its stretch, with other words for it: beside each finding, and in three
    more places whose words are copied from the text. ``pins`` is then the list of unsaved Notes.
    """

    all_optional = True
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    harm = forms.ChoiceField(label=_("Harm"), choices=[("", _("Please set it")), *Harm.choices], required=False)
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=_REASONS,
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
        self.wording, self.kind, self.pins = wording, wording.submission.kind, []
        self.findings = list(wording.findings.all())
        self.fields["allowed"].choices = [(str(finding.pk), "") for finding in self.findings if finding.is_certain]
        for number, finding in enumerate(self.findings, 1):
            self._ask(f"finding-{number}", finding.words)
            self.fields[f"instead-finding-{number}"].widget.attrs["list"] = f"milder-{number}"
        for place in PLACES:
            self.fields[f"place-{place}"] = LineField(
                label=_("Words of the text, exactly as they stand"), max_length=300, required=False
            )
            self._ask(f"place-{place}")

    def _ask(self, where, words=""):
        about = f" “{words}”" if words else ""
        self.fields[f"why-{where}"] = forms.ChoiceField(
            label=_("Why%(about)s should change") % {"about": about}, choices=_REASONS, required=False
        )
        self.fields[f"instead-{where}"] = LineField(
            label=_("Other words for%(about)s") % {"about": about or _(" it")}, max_length=500, required=False
        )

    def asked(self):
        """[(finding, its number, [the fields that ask for a change]), …]."""
        return [
            (finding, number, [self[f"why-finding-{number}"], self[f"instead-finding-{number}"]])
            for number, finding in enumerate(self.findings, 1)
        ]

    def places(self):
        """The fields of each further place."""
        return [
            [self[f"place-{place}"], self[f"why-place-{place}"], self[f"instead-place-{place}"]] for place in PLACES
        ]

    def _pinned(self, data):
        """The Notes that the fields beside findings and further places make."""
        for number, finding in enumerate(self.findings, 1):
            yield self._pin(data, f"finding-{number}", finding.passage, finding.start, finding.end)
        for place in PLACES:
            words = data.get(f"place-{place}")
            stands = (
                next(
                    ((n, text.find(words)) for n, (_p, _h, text) in enumerate(self.wording.passages) if words in text),
                    None,
                )
                if words
                else None
            )
            if words and not stands:
                self.add_error(f"place-{place}", _("These words do not stand in the text. Please copy them from it."))
            elif stands:
                yield self._pin(data, f"place-{place}", stands[0], stands[1], stands[1] + len(words), always=True)

    def _pin(self, data, where, passage, start, end, always=False):
        why, instead = data.get(f"why-{where}", ""), data.get(f"instead-{where}", "")
        if why or instead or always:
            words = REASONS[why][1] if why else ""
            return Note(passage=passage, start=start, end=end, reason=why, words=words, instead=instead)

    def clean(self):
        data = super().clean()
        self.move = next((move for move in MOVES if move in self.data), None)
        if not self.move:
            raise forms.ValidationError(_("Please choose a decision."))
        if self.move in (Move.RETURN, Move.AGREE):
            self.pins = [pin for pin in self._pinned(data) if pin]
        if self.move == Move.CARE:
            if not data.get("words"):
                self.add_error("words", _("Please write to the writer first."))
            return data
        if self.move in (Move.APPROVE, Move.AGREE) and self.kind == "story" and not data.get("harm"):
            self.add_error("harm", _("Please set the harm before you approve."))
        if self.move not in (Move.APPROVE, Move.AGREE):
            if not data.get("reason") and not self.pins:
                self.add_error("reason", _("Please choose a reason; the writer reads it."))
            elif data.get("reason") and not data.get("words"):
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


class MessageForm(forms.Form):
    """A word in the private talk about a text. What is called ``words`` may be return words and is never given back."""

    message = ProseField(
        label=_("Your words"),
        rows=5,
        max_length=2_000,
        help_text=_("Please leave out names here too."),
        error_messages={"required": _("Please write something first.")},
    )


SETTLE = (Move.NO_ACTION, Move.HIDE, Move.RESTORE, Move.RETRACT)
BARS = ("SC-4", "TN-1", "TN-2", "SP-1")  # reasons to retract that can end a voice's writing


class FlagDecisionForm(forms.Form):
    """What is to happen to a flagged text. Carries the digest of the public words that were read."""

    all_optional = True
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=_REASONS,
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


class PracticeForm(forms.Form):
    """A decision on an invented text. ``answer`` is then "approve", or the decision and its reason: "return ID-2"."""

    all_optional = True
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=practising.DECISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a decision.")},
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=_REASONS,
        required=False,
        help_text=_("For returning or declining: the one that matters most."),
    )

    def clean(self):
        data = super().clean()
        decision, reason = data.get("decision"), data.get("reason")
        if decision and decision != Move.APPROVE and not reason and "reason" not in self.errors:
            self.add_error("reason", _("Please choose a reason; a writer would read it."))
        self.answer = decision if decision == Move.APPROVE else f"{decision} {reason}"
        return data
