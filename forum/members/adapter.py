"""What allauth needs to be told: no addresses, no user names on pages, cheap hashing of what was stretched."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.utils import passthrough_next_redirect_url
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum.members import unlocking
from forum.members.keyring import mac, seal, unseal


class StretchedPasswordHasher(PBKDF2PasswordHasher):
    """For 256-bit values that came out of Argon2id already: a second slow hash would add nothing."""

    algorithm = "stretched_pbkdf2_sha256"
    iterations = 1_000


class MemberAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("No keyring opens with these words. Please compare them with what you saved."),
        "too_many_login_attempts": _("Too many tries from your network. Please wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request):
        return False  # joining is ours: the site makes the words

    def get_client_ip(self, request):
        return request.rate_key

    def get_reauthentication_methods(self, user):
        said = {"reauthenticate": _("Use your return words"), "mfa_reauthenticate:webauthn": _("Use a passkey")}
        return [
            method | ({"description": said[method["id"]]} if method["id"] in said else {})
            for method in super().get_reauthentication_methods(user)
        ]

    def pre_login(self, request, user, **kwargs):
        """A passkey alone signs nobody in, for it opens no keyring: the words follow, and then no other factor.

        The passkey counts until its hour and the next are over, for one sign-in of the same member.
        """
        if request.keyring_cookie is None:
            return redirect(passthrough_next_redirect_url(request, reverse("account_login"), "next"))
        return super().pre_login(request, user, **kwargs)

    def login(self, request, user):
        """Signed in now: a passkey that was shown first is used up."""
        proofs = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        used = [{name: value for name, value in proof.items() if name != "passwordless"} for proof in proofs]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = used
        request.session.pop(STATE_SESSION_KEY, None)  # a challenge that nothing answered
        super().login(request, user)

    def send_notification_mail(self, template_prefix, user, *args, **kwargs):
        """No mail of any kind is ever sent. allauth calls this when a second factor was added, removed or renewed."""
        if template_prefix.startswith("mfa/"):
            unlocking.end_elsewhere(context.request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed; the name in the authenticator app and of the passkey tells nothing."""

    def get_totp_label(self, user):
        return "Fallible"

    def generate_authenticator_name(self, user, type):
        return "Passkey"

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": "Fallible"}

    def get_public_key_credential_user_entity(self, user):
        """What the passkey keeps: the member's random key, and no name."""
        return {"id": user.pk.hex.encode(), "name": "Fallible", "display_name": "Fallible"}

    def encrypt(self, text):
        return base64.b64encode(seal(mac(settings.PEPPER, "second factor"), text.encode(), b"")).decode()

    def decrypt(self, encrypted_text):
        return unseal(mac(settings.PEPPER, "second factor"), base64.b64decode(encrypted_text), b"").decode()
