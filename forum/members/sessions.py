"""Session rows that tell no hour: written at sign-in, expiry rounded up a day, a few keys only."""

from datetime import UTC, datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore as DatabaseSession

_METHODS = "account_authentication_methods"


class SessionStore(DatabaseSession):
    """Limits that matter (30 minutes idle, 12 hours in all) are in the keyring's cookie, not here."""

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        day = row.expire_date.astimezone(UTC).date() + timedelta(days=1)
        row.expire_date = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return row

    def encode(self, session_dict):
        """allauth notes the moment and the user name of each proof: the hour is enough, the name is not needed."""
        if _METHODS in session_dict:
            kept = [
                {**{k: v for k, v in record.items() if k != "username"}, "at": record["at"] // 3600 * 3600}
                for record in session_dict[_METHODS]
            ]
            session_dict = {**session_dict, _METHODS: kept}
        return super().encode(session_dict)
