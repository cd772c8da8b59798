"""Session rows that tell no hour: sealed, written at sign-in, expiry rounded up a day, a few keys only."""

import base64
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession

from forum.members.keyring import CannotOpen, mac, seal, unseal

_METHODS = "account_authentication_methods"
_PAGE = 1024  # bytes: a session with a second factor is as long as one without
KEPT = {
    "_auth_user_id",
    "_auth_user_backend",
    "_auth_user_hash",
    "_session_expiry",  # 0: with the browser
    "keyring",  # the sealed data key
    _METHODS,
    "account_authentication_methods_user",  # the member's key once more
    "account_login",  # between the words and the second factor
    "mfa.totp.secret",  # while an authenticator app is being set up
    "mfa.webauthn.state",  # the challenge that a passkey is answering
}


class SessionStore(DatabaseSession):
    """Limits that matter (30 minutes idle, 12 hours in all) are in the keyring's cookie, not here."""

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        day = row.expire_date.astimezone(UTC).date() + timedelta(days=1)
        row.expire_date = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return row

    def encode(self, session_dict):
        """What is not in KEPT is dropped: allauth would keep a whole suspended request, with what was posted.

        It also notes the moment and the user name of each proof: the hour is enough, the name is not needed.
        """
        kept = {name: value for name, value in session_dict.items() if name in KEPT}
        if _METHODS in kept:
            kept[_METHODS] = [
                {**{k: v for k, v in record.items() if k != "username"}, "at": record["at"] // 3600 * 3600}
                for record in kept[_METHODS]
            ]
        data = self.serializer().dumps(kept)
        return base64.b64encode(seal(self._key, data.ljust(-(-len(data) // _PAGE) * _PAGE), b"")).decode()

    def decode(self, session_data):
        """The opposite; what cannot be opened is an empty session, as with Django's own."""
        try:
            return self.serializer().loads(unseal(self._key, base64.b64decode(session_data), b""))
        except (CannotOpen, ValueError):
            return {}

    @property
    def _key(self):
        return mac(settings.PEPPER, "session")
