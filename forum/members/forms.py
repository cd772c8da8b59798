"""Opening a keyring: one field for the words, for allauth's sign-in and for every page that needs it."""

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.forms import LoginForm
from allauth.account.utils import user_username
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forum.members import unlocking, words
from forum.members.adapter import MemberAdapter
from forum.members.keyring import CannotOpen
from forum.members.models import Appointment, Member
from forum.prose import tidy

WORDS_LABEL, WORDS_MISSING = _("Your return words"), _("Please type your six return words.")
PHRASE_LABEL, PHRASE_MISSING = _("Your recovery phrase"), _("Please type the ten words of your phrase.")
BUSY = _("Many people are coming in just now. Please wait a few seconds and try again; nothing was lost.")
NO_KEYRING_BY_PHRASE = _(
    "No keyring opens with this phrase. Each phrase opens once; please compare it with what you saved."
)
WORDS_NOT_CHANGED = _(
    "Your words were changed in another tab meanwhile, so these six do not count. The ones from the other tab do."
)


def stretch_typed(request, typed, count=words.COUNT, purpose=words.RETURN_WORDS, action="words"):
    """Typed words, checked and stretched. Raises ValidationError that says what seems wrong with them."""
    meant = words.normalise(typed)
    if strange := words.unknown(meant):
        raise forms.ValidationError(
            _("“%(word)s” is not one of our words. Is it a slip of the pen?"), params={"word": strange[0]}
        )
    if len(meant.split()) != count:
        raise forms.ValidationError(
            _("Return words are six words. Please type all of them, in their order.")
            if count == words.COUNT
            else _("A recovery phrase is ten words. Please type all of them, in their order.")
        )
    if not ratelimit.consume(request, action=action):
        raise forms.ValidationError(MemberAdapter.error_messages["too_many_login_attempts"])
    try:
        return meant, words.stretch(meant, purpose)
    except words.Busy:
        raise forms.ValidationError(BUSY) from None


def words_field(label=WORDS_LABEL, missing=WORDS_MISSING, **kwargs):
    attrs = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, widget=widget, max_length=200, error_messages={"required": missing}, **kwargs)


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
            self._open()
        return self.cleaned_data

    def _open(self):
        try:
            self.keyring = self.stretched.open(self.user.wrapped, str(self.user.pk))
        except CannotOpen:
            self.add_error(
                "words",
                _("Your words are right, but what they open is damaged here. Please tell us: see Contact below."),
            )

    @property
    def passkey_accepted(self):
        """Whether this browser has just shown a passkey, so that only the words are missing."""
        proofs = self.request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        return any(proof.get("passwordless") for proof in proofs)

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


class TypeBackForm(forms.Form):
    """Words that the site has just made, typed back once before they count; then they are ``stretched``."""

    words = words_field(help_text=_("In their order. Capital letters and commas do not matter."))

    def __init__(self, *args, request, made, purpose, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.made = request, made
        # Words are stretched for what they will open, not for why they were made.
        self.purpose = purpose if purpose == words.RECOVERY_PHRASE else words.RETURN_WORDS
        if purpose == words.RECOVERY_PHRASE:
            self.fields["words"].label = PHRASE_LABEL
            self.fields["words"].error_messages["required"] = PHRASE_MISSING
        self.fields["words"].widget.attrs["class"] = "words__typed"

    def clean_words(self):
        count = len(self.made.split())
        meant, self.stretched = stretch_typed(self.request, self.cleaned_data["words"], count, self.purpose)
        if meant != self.made:
            raise forms.ValidationError(_("These are not the words that were shown. Please compare them once more."))
        return meant


class CodeOnce:
    """A code of the app is good once, for all workers: allauth notes it in the memory of one."""

    def clean_code(self):
        code = super().clean_code()
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().get(pk=self.authenticator.pk)
            if row.data.get("spent") == code:
                raise forms.ValidationError(_("This code was used already. Please wait for the next one."))
            if row.type == Authenticator.Type.TOTP:
                row.data["spent"] = code
                row.save(update_fields=["data"])
        return code


class CodeForm(CodeOnce, AuthenticateForm):
    pass


class PhraseForm(forms.Form):
    """A recovery phrase in place of lost return words. What is wrong with a phrase that opens nothing is not told."""

    words = words_field(
        PHRASE_LABEL,
        PHRASE_MISSING,
        help_text=_("Ten words, in their order. Capital letters and commas do not matter."),
    )

    code = forms.CharField(
        label=_("The code of your second step, if you set one up"),
        help_text=_("From your app, or a spare code. If you have a passkey, show it first at the sign-in page."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["words"].widget.attrs["class"] = "words__typed"

    def clean_words(self):
        typed = self.cleaned_data["words"]
        meant, stretched = stretch_typed(self.request, typed, words.PHRASE, words.RECOVERY_PHRASE, "phrase")
        self.opened = Member.objects.recover(stretched)
        if not self.opened:
            raise forms.ValidationError(NO_KEYRING_BY_PHRASE)
        return meant

    def clean(self):
        """A second step comes before anything is changed: whoever found the phrase alone must not use it up."""
        if not self.errors:
            member = self.opened[0]
            if is_mfa_enabled(member) and not did_use_passwordless_login(self.request, member):
                second = CodeForm(data={"code": self.cleaned_data.get("code", "")}, user=member)
                if not self.cleaned_data.get("code"):
                    self.add_error("code", _("This keyring has a second step. Please type its code, too."))
                elif not second.is_valid():
                    self.add_error("code", second.errors["code"])
        return self.cleaned_data


class CodeAgainForm(CodeOnce, ReauthenticateForm):
    pass


class AddPasskeyForm(AddWebAuthnForm):
    """allauth's form for a passkey, in our words."""

    name = forms.CharField(
        label=_("A name for it"),
        help_text=_("Such as the device that it is on. Only you see it, and it is sealed."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    passwordless = forms.BooleanField(
        label=_("Let me show it first when I sign in"),
        help_text=_("Your device asks for its PIN, your face or your finger; your words are asked for after it."),
        required=False,
        initial=True,
    )


class AppointmentForm(forms.Form):
    """A one-time code becomes a role; the name is what other staff see."""

    code = forms.CharField(label=_("Code"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    staff_name = forms.CharField(
        label=_("A name for your colleagues on the staff"),
        help_text=_("Never shown with anything you write as a member. It signs what you answer to a flag."),
        max_length=40,
    )

    def clean_staff_name(self):
        return tidy(self.cleaned_data["staff_name"])

    def clean_code(self):
        return Appointment.digest_of(self.cleaned_data["code"])
