"""What writers fill in. A draft may be saved with anything missing; ``missing`` says what sending still needs."""

import contextlib
import json

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.fields import LineField, ProseField
from forum.prose import tidy
from forum.quick import QuickChecks, QuickSelect
from moderation.models import WhenQuiet
from moderation.states import Harm
from stories import prompts, reading
from stories.models import Topic

LONGEST_REPLY = 8_000  # characters
MOST_KEPT = 100  # findings that one draft gives a reason for


def kept_in(data, before):
    """[[prompt, words, reason], …] that a writing form carries, one field of JSON each; ``before`` if it carries none.

    Whatever is no such entry is passed over: the form is ours, what stands in it may not be.
    """
    if "kept" not in data:
        return before
    kept = []
    for entry in data.getlist("kept")[:MOST_KEPT]:
        with contextlib.suppress(ValueError, TypeError, AttributeError, RecursionError, forms.ValidationError):
            prompt, words, reason = json.loads(entry)
            kept.append([tidy(prompt)[:20], tidy(words)[:300], LineField(max_length=300).clean(reason)])
    return kept


def _choice(label, table, *, blank=None, **kwargs):
    choices = [("", blank)] if blank is not None else []
    return forms.ChoiceField(label=label, choices=choices + prompts.names(table), required=False, **kwargs)


def _newcomer():
    return forms.BooleanField(
        label=_("I am new here. The hosts may know, and welcome me."),
        required=False,
        help_text=_(
            "Only hosts see this, once your text has appeared. It goes when somebody has answered, or after two weeks."
        ),
    )


class DraftForm(forms.Form):
    """Shared: the line of attestation, and what sending needs beyond what saving does."""

    needed = {}  # field: what is said when it is empty

    def missing(self):
        """[(field's id, sentence)] of what is needed before this can be sent. Call on a valid form."""
        return [
            (self[name].id_for_label, sentence)
            for name, sentence in self.needed.items()
            if name in self.fields and not self.cleaned_data.get(name)
        ]


class LadderForm(DraftForm):
    """The amends ladder: for each rung a tick and a line. A line alone ticks its rung."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, (heading, question) in prompts.RUNGS.items():
            self.fields[f"did_{key}"] = forms.BooleanField(label=gettext(heading), required=False)
            self.fields[f"line_{key}"] = LineField(label=gettext(question), max_length=300, required=False)

    def clean(self):
        data = super().clean() or self.cleaned_data
        for key in prompts.RUNGS:
            data[f"did_{key}"] = bool(data.get(f"did_{key}") or data.get(f"line_{key}"))
        if data["did_told"] and data["did_withheld"]:
            self.add_error("did_withheld", _("Please choose one: that you told the client, or that you chose not to."))
        return data

    def rungs(self):
        """[(tick, line)], each a field of the form."""
        return [(self[f"did_{key}"], self[f"line_{key}"]) for key in prompts.RUNGS]

    def climbed(self):
        """Whether any rung is ticked or has a line, so that it is shown open."""
        return any(tick.value() or line.value() or tick.errors or line.errors for tick, line in self.rungs())


class WishesForm(forms.Form):
    """What the author asks of readers: a choice without words, and so without the gate."""

    wishes = forms.MultipleChoiceField(
        label=_("What kind of replies do you wish for? One or two."),
        choices=prompts.names(prompts.WISHES),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("“Just listen” stands alone. You can change this at any time."),
    )
    door = forms.ChoiceField(label=_("Replies"), choices=prompts.names(prompts.DOORS), required=False)

    def clean_door(self):
        return self.cleaned_data["door"] or "open"

    def clean_wishes(self):
        wishes = self.cleaned_data["wishes"]
        if len(wishes) > 2:
            raise forms.ValidationError(_("Please choose one or two."))
        if "just_listen" in wishes and len(wishes) > 1:
            raise forms.ValidationError(_("“Just listen” stands alone. Please choose it, or others."))
        return wishes


class AskingForm(WishesForm):
    """The same for a story that was sent, where a wish is needed."""

    all_optional = True

    def __init__(self, *args, letter=False, **kwargs):
        super().__init__(*args, **kwargs)
        if letter:  # what is asked of readers there is the same for all
            del self.fields["wishes"]

    def clean_wishes(self):
        wishes = super().clean_wishes()
        if not wishes:
            raise forms.ValidationError(_("Please choose one or two."))
        return wishes


class ReminderForm(forms.Form):
    """The title under which a calendar shows that it is time to come back. It is kept nowhere."""

    all_optional = True
    title = LineField(label=_("What your calendar calls it"), max_length=60, required=False, initial=_("Appointment"))

    def clean_title(self):
        return self.cleaned_data["title"] or str(self.fields["title"].initial)


class StoryForm(LadderForm, WishesForm):
    all_optional = True
    needed = {
        "title": _("A title is missing."),
        "happened": _("“What happened” is empty."),
        "want": _("“What I would like from you” is empty."),
        "profession": _("Please choose your profession, or “another”."),
        "event": _("Please choose the kind of event."),
        "harm": _("Please say what harm you know of; “I don't know” is an answer."),
        "disguise": _("Please say how the story is disguised."),
        "wishes": _("Please choose what kind of replies you wish for."),
        "attest": _("Please tick that you work or train in care."),
    }

    title = LineField(label=_("Title"), max_length=90, required=False, help_text=_("Up to 90 characters, no names."))
    profession = _choice(_("I am a"), prompts.PROFESSIONS, blank=_("Please choose"))
    setting = _choice(_("It happened in"), prompts.SETTINGS, blank=_("I would rather not say"))
    recency = _choice(_("When"), prompts.RECENCY, blank=_("I would rather not say"))
    event = _choice(_("Kind of event"), prompts.EVENTS, blank=_("Please choose"))
    second_event = _choice(_("A second kind, if there is one"), prompts.EVENTS, blank=_("None"))
    harm = forms.ChoiceField(
        label=_("Harm that I know of, to anybody"),
        choices=[("", _("Please choose")), *Harm.choices],
        required=False,
    )
    disguise = _choice(_("How it is disguised"), prompts.DISGUISES, blank=_("Please choose"))
    when_quiet = forms.ChoiceField(
        label=_("If it is quiet here for a week"),
        choices=WhenQuiet.choices,
        initial=WhenQuiet.PUBLISH,
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "Stories appear together, once enough members came by, so that nobody can tell whose is whose."
            " If a week goes by without that, we do what you choose here. Alone, it could be tied to your coming by."
        ),
    )
    topics = forms.MultipleChoiceField(label=_("Topics"), widget=forms.CheckboxSelectMultiple, required=False)
    attest = forms.BooleanField(label=_("I work or train in care, and this is my own mistake."), required=False)
    newcomer = _newcomer()

    def __init__(self, *args, edits_published=False, has_spoken=False, **kwargs):
        super().__init__(*args, **kwargs)
        if has_spoken:
            del self.fields["newcomer"]
        for key, (heading, help_text, needed) in prompts.PROMPTS.items():
            rows = 10 if key == "happened" else 4
            self.fields[key] = ProseField(
                label=gettext(heading), help_text=gettext(help_text), rows=rows, required=False
            )
            self.fields[key].needed = needed
        self.fields["topics"].choices = Topic.objects.order_by("name").values_list("slug", "name")
        if edits_published:  # what was chosen stays as it is; the words go through the gate again
            rungs = {field.name for rung in self.rungs() for field in rung}
            for name in set(self.fields) - set(prompts.PROMPTS) - rungs - {"title"}:
                del self.fields[name]

    def clean_when_quiet(self):
        return self.cleaned_data["when_quiet"] or WhenQuiet.PUBLISH.value

    def clean_topics(self):
        if len(self.cleaned_data["topics"]) > 5:
            raise forms.ValidationError(_("Please choose up to five."))
        return self.cleaned_data["topics"]

    def prompts(self):
        return [self[key] for key in prompts.PROMPTS]

    def choices(self):
        names = ("event", "second_event", "profession", "setting", "recency", "harm", "disguise")
        return [self[name] for name in names if name in self.fields]


class LetterForm(DraftForm):
    """A former client's account: its own prompts, and nothing about kinds, harm or professions."""

    all_optional = True
    needed = {
        "title": _("A title is missing."),
        "attest": _("Please tick that you were cared for, or love someone who was."),
    }

    title = LineField(label=_("Title"), max_length=90, required=False, help_text=_("Up to 90 characters, no names."))
    door = _choice(_("Replies"), prompts.DOORS)
    when_quiet = forms.ChoiceField(
        label=StoryForm.base_fields["when_quiet"].label,
        choices=WhenQuiet.choices,
        initial=WhenQuiet.PUBLISH,
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "Letters appear together with other texts, so that nobody can tell whose is whose. If a week goes by"
            " without that, we do what you choose here."
        ),
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("So that readers and moderators can stay away from what would hurt them."),
    )
    attest = forms.BooleanField(label=_("I was cared for, or love someone who was."), required=False)

    def __init__(self, *args, edits_published=False, **kwargs):
        super().__init__(*args, **kwargs)
        for key, (heading, help_text, _needed) in prompts.LETTER.items():
            self.fields[key] = ProseField(label=gettext(heading), help_text=gettext(help_text), rows=6, required=False)
        self.fields["topics"].choices = Topic.objects.order_by("name").values_list("slug", "name")
        if edits_published:
            for name in ("door", "when_quiet", "topics", "attest"):
                del self.fields[name]

    clean_door = WishesForm.clean_door
    clean_when_quiet = StoryForm.clean_when_quiet
    clean_topics = StoryForm.clean_topics

    def prompts(self):
        return [self[key] for key in prompts.LETTER]

    def missing(self):
        """One prompt is enough, whichever."""
        told = any(self.cleaned_data.get(key) for key in prompts.LETTER)
        empty = [(self.prompts()[0].id_for_label, _("All four prompts are empty. One of them is enough."))]
        return super().missing() + ([] if told else empty)


class LinesForm(forms.Form):
    """Which lines of a published letter authors may see beside their form: one or two, or none."""

    lines = forms.MultipleChoiceField(label=_("Lines"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = lines

    def clean_lines(self):
        if len(self.cleaned_data["lines"]) > 2:
            raise forms.ValidationError(_("Please choose one or two."))
        return self.cleaned_data["lines"]


class ReplyForm(DraftForm):
    needed = {
        "text": _("The reply is empty."),
        "reply_type": _("Please choose what kind of reply this is."),
        "speaks_as": _("Please say how you speak here."),
    }
    all_optional = True

    reply_type = forms.ChoiceField(label=_("Kind of reply"), widget=forms.RadioSelect, required=False)
    text = ProseField(label=_("Your reply"), max_length=LONGEST_REPLY, rows=8, required=False)
    speaks_as = forms.ChoiceField(
        label=_("Here I speak as someone who"),
        choices=[("care", _("works or trains in care")), ("client", _("was cared for, or loves someone who was"))],
        widget=forms.RadioSelect,
        required=False,
    )

    newcomer = _newcomer()

    def __init__(self, *args, types=(), edits_published=False, has_spoken=False, **kwargs):
        super().__init__(*args, **kwargs)
        if has_spoken or edits_published:
            del self.fields["newcomer"]
        self.fields["reply_type"].choices = [(key, gettext(prompts.REPLY_TYPES[key][0])) for key in types]
        if "welcome" in types:
            self.fields["speaks_as"].choices += [("host", _("welcomes as a host"))]
        if edits_published or list(types) == ["author"]:
            del self.fields["reply_type"], self.fields["speaks_as"]

    def clean(self):
        if self.cleaned_data.get("reply_type") == "welcome":
            self.cleaned_data["speaks_as"] = "host"
        return self.cleaned_data


class UpdateForm(LadderForm):
    needed = {"text": _("The update is empty.")}
    all_optional = True

    text = ProseField(
        label=_("What happened next"),
        max_length=LONGEST_REPLY,
        rows=8,
        required=False,
        help_text=_("Shown at the top of your story with the month. No names, dates or places."),
    )

    def __init__(self, *args, edits_published=False, **kwargs):
        super().__init__(*args, **kwargs)

    def missing(self):
        """A rung says enough by itself."""
        return [] if any(self.cleaned_data.get(f"did_{key}") for key in prompts.RUNGS) else super().missing()


class FilterForm(forms.Form):
    """What the library can be narrowed by; all of it stands in the address, so that it can be kept and sent."""

    all_optional = True
    q = LineField(label=_("Words to look for"), required=False, max_length=200)
    event = _choice(_("Kind of event"), prompts.EVENTS, blank=_("Every kind"), widget=QuickSelect)
    profession = _choice(_("Profession"), prompts.PROFESSIONS, blank=_("Every profession"), widget=QuickSelect)
    setting = _choice(_("Setting"), prompts.SETTINGS, blank=_("Every setting"), widget=QuickSelect)
    harm = forms.ChoiceField(
        label=_("Harm"), choices=[("", _("Any")), *Harm.choices], required=False, widget=QuickSelect
    )
    wish = _choice(_("What the author asks for"), prompts.WISHES, blank=_("Anything"), widget=QuickSelect)
    repair = _choice(_("Apology or repair"), prompts.REPAIR, blank=_("Either"), widget=QuickSelect)
    topic = forms.ChoiceField(label=_("Topic"), required=False, widget=QuickSelect)
    mute = forms.MultipleChoiceField(label=_("Leave out stories about"), required=False, widget=QuickChecks)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        topics = list(reading.topics().items())
        self.fields["topic"].choices = [("", _("Every topic")), *topics]
        self.fields["mute"].choices = topics

    @property
    def chosen(self):
        """{field: value} of what was chosen and is known; all else in an address is passed over."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class MuteForm(forms.Form):
    """The topics that a member leaves out at every visit."""

    all_optional = True
    mute = forms.MultipleChoiceField(label=_("Leave out stories about"), required=False, widget=QuickChecks)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mute"].choices = list(reading.topics().items())


class ChangeForm(forms.Form):
    """One answer to one finding on the check page."""

    passage = forms.IntegerField(min_value=0)
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)
    words = forms.CharField(required=False, max_length=300, strip=False)
    reason = LineField(required=False, max_length=300)
