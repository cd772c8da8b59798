"""What allauth needs to be told: no addresses, no user names on pages, cheap hashing of what was stretched."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from forum.members.keyring import mac, seal, unseal


class StretchedPasswordHasher(PBKDF2PasswordHasher):
    """For 256-bit values that came out of Argon2id already: a second slow hash would add nothing."""

    algorithm = "stretched_pbkdf2_sha256"
    iterations = 1_000


class MemberAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "No keyring opens with these words. Please compare them with what you saved.",
        "too_many_login_attempts": "Too many tries from your network. Please wait a few minutes and try again.",
    }

    def is_open_for_signup(self, request):
        return False  # joining is ours: the site makes the words

    def get_client_ip(self, request):
        return request.rate_key

    def get_reauthentication_methods(self, user):
        return [
            method | ({"description": "Use your return words"} if method["id"] == "reauthenticate" else {})
            for method in super().get_reauthentication_methods(user)
        ]

    def send_notification_mail(self, *args, **kwargs):
        """No mail of any kind is ever sent."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are sealed; the name in the authenticator app tells nothing."""

    def get_totp_label(self, user):
        return "Fallible"

    def encrypt(self, text):
        return base64.b64encode(seal(mac(settings.PEPPER, "second factor"), text.encode(), b"")).decode()

    def decrypt(self, encrypted_text):
        return unseal(mac(settings.PEPPER, "second factor"), base64.b64decode(encrypted_text), b"").decode()
