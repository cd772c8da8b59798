"""Opening a keyring: one field for the words, for allauth's sign-in and for every page that needs it."""

from allauth.account.forms import LoginForm
from allauth.account.utils import user_username
from allauth.core import context, ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from forum.members import unlocking, words
from forum.members.adapter import MemberAdapter
from forum.members.models import Appointment, Member
from forum.prose import tidy


def stretch_typed(request, typed):
    """Typed words, checked and stretched. Raises ValidationError that says what seems wrong with them."""
    meant = words.normalise(typed)
    if strange := words.unknown(meant):
        raise forms.ValidationError(
            _("“%(word)s” is not one of our words. Is it a slip of the pen?"), params={"word": strange[0]}
        )
    if len(meant.split()) != words.COUNT:
        raise forms.ValidationError(_("Return words are six words. Please type all of them, in their order."))
    if not ratelimit.consume(request, action="words"):
        raise forms.ValidationError(MemberAdapter.error_messages["too_many_login_attempts"])
    try:
        return meant, words.stretch(meant)
    except words.Busy:
        raise forms.ValidationError(
            _("Many people are coming in just now. Please wait a few seconds and try again; nothing was lost.")
        ) from None


def words_field(**kwargs):
    attrs = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    said = {"required": _("Please type your six return words.")}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=_("Your return words"), widget=widget, max_length=200, error_messages=said, **kwargs)


class WordsForm(LoginForm):
    """allauth's sign-in with one field. ``offered`` carries words that were just made: typed back, they join."""

    words = words_field(help_text=_("Six words, in their order. Capital letters and commas do not matter."))
    offered = forms.CharField(required=False, widget=forms.HiddenInput, max_length=600)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["login"], self.fields["password"]
        self.fields["words"].widget.attrs["class"] = "words__typed"

    def clean(self):
        forms.Form.clean(self)
        if self._errors:
            return self.cleaned_data
        try:
            meant, self.stretched = stretch_typed(self.request, self.cleaned_data["words"])
        except forms.ValidationError as error:
            self.add_error("words", error)
            return self.cleaned_data
        made = self.cleaned_data.get("offered")
        if made and words.offered(made) == meant:
            Member.objects.join(self.stretched)
        self.cleaned_data |= {"login": self.stretched.lookup, "password": self.stretched.password}
        try:
            self._clean_with_password(self.user_credentials())
        except forms.ValidationError as error:
            self.add_error("words", error)
        else:
            self.keyring = self.stretched.open(self.user.wrapped, str(self.user.pk))
        return self.cleaned_data

    def login(self, request, redirect_url=None):
        unlocking.open_for(request, self.keyring, self.user)
        return super().login(request, redirect_url)


class WordsAgainForm(forms.Form):
    """allauth's question before a second factor is changed, with the words in place of a password."""

    password = words_field(help_text=_("We ask once more before anything about signing in is changed."))

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self):
        _meant, stretched = stretch_typed(context.request, self.cleaned_data["password"])
        if stretched.lookup != user_username(self.user) or not self.user.check_password(stretched.password):
            raise forms.ValidationError(_("These are not the words of this keyring."))
        return stretched.password


class AppointmentForm(forms.Form):
    """A one-time code becomes a role; the name is what other staff see."""

    code = forms.CharField(label=_("Code"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    staff_name = forms.CharField(
        label=_("A name for your colleagues on the staff"),
        help_text=_("Never shown with anything you write as a member."),
        max_length=40,
    )

    def clean_staff_name(self):
        return tidy(self.cleaned_data["staff_name"])

    def clean_code(self):
        return Appointment.digest_of(self.cleaned_data["code"])
