"""A moderator's decisions; a reader's flag."""

from allauth.core import ratelimit
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from forum.fields import LineField, ProseField
from forum.members import words
from forum.members.forms import words_field
from moderation import answering, care, flagging, practising
from moderation.models import Note, Submission
from moderation.screener import NoScreening
from moderation.states import BY_SCREENING, FLAGS, MAYBE_ME, NOTICES, REASONS, UNLAWFUL, Harm, Move, Wish


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


def _coded(table):
    """[(code, what it says)], in whichever language the form is shown."""
    return [(code, format_lazy("{} {}", code, _(name))) for code, (name, _words) in table.items()]


_REASONS = [("", _("None")), *_coded(REASONS)]
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
    asked_for = forms.BooleanField(label=_("This is not advice: it may appear like any other reply"), required=False)

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
        why, instead = _("Why should change"), _("Other words for it")
        if words:
            why = _("Why “%(words)s” should change") % {"words": words}
            instead = _("Other words for “%(words)s”") % {"words": words}
        self.fields[f"why-{where}"] = forms.ChoiceField(label=why, choices=_REASONS, required=False)
        self.fields[f"instead-{where}"] = LineField(label=instead, max_length=500, required=False)

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
        if self.move in (Move.APPROVE, Move.AGREE) and self.kind in Submission.PAGES and not data.get("harm"):
            self.add_error("harm", _("Please set the harm before you approve."))
        if self.move not in (Move.APPROVE, Move.AGREE):
            if not data.get("reason") and not self.pins:
                self.add_error("reason", _("Please choose a reason; the writer reads it."))
            elif data.get("reason") and not data.get("words"):
                data["words"] = REASONS[data["reason"]][1]
        return data


def _without_findings(note, unchecked, found_words):
    """A note in which nothing could tell who somebody is. Raises ValidationError with one of the sentences."""
    try:
        found = flagging.found_in(note) if note else []
    except NoScreening:
        raise forms.ValidationError(unchecked) from None
    if found:
        stretches = ", ".join(f"“{stretch}”" for stretch in found[:5])
        raise forms.ValidationError(found_words, params={"found": stretches})
    return note


class FlagForm(forms.Form):
    """A reader's flag. A note in which something is found is not taken; it stays in the form with what was found."""

    all_optional = True
    reason = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(key, _(flag.words)) for key, flag in FLAGS.items() if key != BY_SCREENING],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of these.")},
    )
    note = ProseField(
        label=_("A note to the moderators, if you like"),
        rows=3,
        max_length=300,
        required=False,
        help_text=_(
            "Up to 300 characters. Please do not write who anybody is, even if you know. "
            "If it is unlawful: which part, and what makes it so?"
        ),
    )

    def clean_note(self):
        return _without_findings(
            self.cleaned_data["note"],
            _("Notes cannot be checked just now. Please send it without a note: the flag itself counts in full."),
            _("This could tell who somebody is: %(found)s. Please leave it out, or send the flag without a note."),
        )


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
    """What is to happen to a flagged text. Carries the digest of the public words that were read.

    ``answers`` are the private pages about it. ``told`` is then the list of those that hear of the decision.
    """

    all_optional = True
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[*_REASONS, *_coded(NOTICES)],
        required=False,
    )
    sentence = ProseField(
        label=_("What whoever asked for an answer reads"),
        rows=4,
        max_length=2_000,
        required=False,
        help_text=_("With your staff name. After a notice that it is unlawful, the reason stands there too."),
    )
    bar = forms.BooleanField(label=_("When I retract it: bar this voice from writing, too"), required=False)

    def __init__(self, *args, answers=(), wished_hidden=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.answers, self.wished_hidden, self.told = answers, wished_hidden, []
        if not answers and not wished_hidden:
            del self.fields["sentence"]

    def clean(self):
        data = super().clean()
        self.move = next((move for move in SETTLE if move in self.data), None)
        if not self.move:
            raise forms.ValidationError(_("Please choose a decision."))
        if self.move == Move.RETRACT and not data.get("reason"):
            self.add_error("reason", _("Please choose a reason before you retract it."))
        self._explain(data)
        if data.get("bar") and (self.move != Move.RETRACT or data.get("reason") not in BARS):
            codes = ", ".join(BARS)
            self.add_error("bar", _("A voice is barred when its text is retracted for %s.") % codes)
        return data

    def _explain(self, data):
        """A notice is answered with a reason and a sentence; so is who wished it hidden, before it is shown again."""
        data.setdefault("sentence", "")
        self.told = [answer for answer in self.answers if answer.hears_of(self.move)]
        notice = any(answer.reason == UNLAWFUL for answer in self.told)
        against = self.wished_hidden and self.move == Move.RESTORE
        if not notice and not against or "sentence" in self.errors:
            return
        if not data.get("reason"):
            self.add_error("reason", _("Please choose a reason: whoever asked for an answer is told why."))
        data["sentence"] = data["sentence"] or answering.sentence_of(data.get("reason"))[1]
        if data.get("reason") and not data["sentence"]:
            self.add_error("sentence", _("Please say why in a sentence of your own."))


class SixWordsForm(forms.Form):
    """Opens the private page after a flag. Wrong words, words of nothing and words of an erased page read alike."""

    all_optional = True
    six = words_field(
        label=_("Your six words"),
        missing=_("Please type the six words that you were shown after your flag."),
        help_text=_("Those that were shown after your flag, in their order. Capital letters and commas do not matter."),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.answer = request, None

    def clean_six(self):
        meant = words.normalise(self.cleaned_data["six"])
        if strange := words.unknown(meant):
            raise forms.ValidationError(
                _("“%(word)s” is not one of our words. Is it a slip of the pen?"), params={"word": strange[0]}
            )
        if len(meant.split()) != words.COUNT:
            raise forms.ValidationError(_("They are six words. Please type all of them, in their order."))
        if not ratelimit.consume(self.request, action="answer"):
            raise forms.ValidationError(_("There were many tries from your network. Please try again in an hour."))
        self.answer = answering.found_by(meant)
        if not self.answer:
            raise forms.ValidationError(
                _(
                    "No page opens with these six words. Please compare each with what you saved. A page is erased "
                    "30 days after it was closed, and there is none where a text was gone before the flag came."
                )
            )
        return meant


ACTS = ("send", "appeal", "close")  # the buttons of the private page


class AnswerForm(forms.Form):
    """What whoever flagged would like, and says. It is screened, and never takes a word of who somebody is."""

    all_optional = True
    wish = forms.ChoiceField(
        label=_("What would you like to happen?"), choices=Wish.choices, widget=forms.RadioSelect, required=False
    )
    message = ProseField(
        label=_("A word to the moderator, if you like"),
        rows=4,
        max_length=1_000,
        required=False,
        help_text=_("You need not say who you are, or whether it is about you. Please do not name anybody."),
    )

    def __init__(self, *args, answer, **kwargs):
        super().__init__(*args, **kwargs)
        self.answer = answer
        if answer.reason != MAYBE_ME:
            del self.fields["wish"]
            self.fields["message"].label = _("A word to the moderators")

    def clean_message(self):
        message = self.cleaned_data["message"]
        if who := answering.WHO.search(message):
            raise forms.ValidationError(
                _("Please leave out who you are, and whether it is about you: “%(who)s”. Nobody needs to know it."),
                params={"who": who[0]},
            )
        return _without_findings(
            message,
            _("Your words cannot be checked just now, so they were not sent. They are still here. Please try later."),
            _("This could tell who somebody is: %(found)s. Please say it without that."),
        )

    def clean(self):
        data = super().clean()
        self.act = next((act for act in ACTS if act in self.data), "send")
        wished = data.get("wish", "")
        if self.act == "send" and not self.errors and not data.get("message") and wished in ("", self.answer.wish):
            raise forms.ValidationError(_("Please choose something, or write a word first."))
        return data


class PracticeForm(forms.Form):
    """A decision on an invented text. ``answer`` is then "approve", or the decision and its reason: "return ID-2"."""

    all_optional = True
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(key, _(name)) for key, name in practising.DECISIONS.items()],
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
