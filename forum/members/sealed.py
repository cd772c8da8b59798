"""A column of JSON that is one sealed string to whoever reads the table."""

import base64
import json

from django.conf import settings
from django.db import models

from forum.members.keyring import mac, seal, unseal


class SealedJSON(models.JSONField):
    """To migrations it is a plain JSONField: it takes the place of one in a table that is not ours."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is not None:
            value = base64.b64encode(seal(self._key, json.dumps(value).encode(), b"")).decode()
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value, expression, connection):
        value = super().from_db_value(value, expression, connection)
        # Rows from before this column was sealed hold an object.
        return json.loads(unseal(self._key, base64.b64decode(value), b"")) if isinstance(value, str) else value

    @property
    def _key(self):
        return mac(settings.PEPPER, "authenticator")
