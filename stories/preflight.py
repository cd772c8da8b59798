"""Five questions before the first prompt. Their answers are read once, in one request, and kept nowhere.

Who may write gets a signed token for the form: it says that all was clear, and until when; nothing of whom or of what.
"""

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

STOP, ADVICE = "stop", "advice"

# name: (what a yes leads to, the question, a line of help)
QUESTIONS = {
    "danger": (STOP, _("Is someone in danger now?"), _("A client, you, or anyone else.")),
    "claim": (
        STOP,
        _("Is a complaint, a claim or an inquest open?"),
        _("A Candor Act discussion counts too. So does any of these that may well come."),
    ),
    "duty": (
        STOP,
        _("Is there something you still have to report?"),
        _("By law, by the rules of your work, or because the client has to be told."),
    ),
    "rule": (ADVICE, _("Does your employer or your insurer have a rule against writing about it?"), ""),
    "machine": (ADVICE, _("Are you using a computer, a phone or a network of your work?"), ""),
}

# Of a former client: nothing about an employer, an insurer or a duty to report.
LETTER_QUESTIONS = {
    "danger": (STOP, _("Is someone in danger now?"), _("You, or anyone else.")),
    "claim": (
        STOP,
        _("Is a complaint, a claim or a court case about it open?"),
        _("Or one that may well come. What you write here could be used in it."),
    ),
    "near": (
        ADVICE,
        _("Could somebody look at this device who should not know about this?"),
        _("Someone at home, at work, or the person you write about."),
    ),
}
ASKED = {"story": QUESTIONS, "letter": LETTER_QUESTIONS}

_CLEAR = {kind: signing.TimestampSigner(salt=f"{kind}.preflight") for kind in ASKED}
_TO_BEGIN, _TO_SAVE = 2 * 3600, 24 * 3600  # seconds: to open the form, and to save what was written in it


class PreflightForm(forms.Form):
    """A yes or a no to each question, none chosen beforehand."""

    def __init__(self, *args, kind="story", **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = ASKED[kind]
        for name, (_leads_to, question, help_text) in self.asked.items():
            self.fields[name] = forms.ChoiceField(
                label=question,
                help_text=help_text,
                choices=[("yes", _("Yes")), ("no", _("No"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose yes or no.")},
            )

    def _yes(self, kind):
        told = self.asked.items()
        return [name for name, (leads_to, *_) in told if leads_to == kind and self[name].value() == "yes"]

    def stops(self):
        """The questions whose yes means: not yet."""
        return self._yes(STOP)

    def advice(self):
        """The questions whose yes is answered with advice; whoever has read it may go on."""
        return self._yes(ADVICE)


def questions(data, kind="story"):
    """The form with the answers in what was posted; without any, as one that nobody has answered yet."""
    return PreflightForm(data if any(name in data for name in ASKED[kind]) else None, kind=kind)


def clear(kind="story"):
    """A token for the form of a story, or of a letter."""
    return _CLEAR[kind].sign("clear")


def may_begin(token, kind="story"):
    """Whether this token opens an empty form."""
    return _is_younger(token, _TO_BEGIN, kind)


def may_save(token, kind="story"):
    """Whether what was written with this token may be kept: writing takes longer than opening a form."""
    return _is_younger(token, _TO_SAVE, kind)


def _is_younger(token, seconds, kind):
    try:
        return _CLEAR[kind].unsign(token, max_age=seconds) == "clear"
    except signing.BadSignature:
        return False
