"""What a machine does and a person does not: fill in a field that nobody sees, send a form the moment it is shown."""

import time

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _

FIELD, TOKEN = "website", "shown"
_SALT = "form shown"
_OPEN_FOR = 24 * 3600  # seconds
FILLED = _(
    "This did not go through: a field that has to stay empty was filled in, perhaps by your browser. "
    "What you wrote is still here. Please press the button again."
)
QUICK = _(
    "This did not go through: it came as fast as from a machine, or the page had been open for more than a day. "
    "What you wrote is still here. Please wait a moment, then press the button again."
)


class Trap:
    """Stands in a form that strangers may send. Nothing is counted, and nothing of it is kept.

    ``caught`` says, in words for the sender, why what was posted is not taken. A form that comes back keeps its
    first ``token``, so that nobody waits twice. ``ask=False`` only sets it, whatever was posted to get there.
    """

    def __init__(self, request, *, ask=True):
        posted = request.POST if ask and request.method == "POST" else {}
        since = _shown_at(posted.get(TOKEN, ""))
        self.token = posted[TOKEN] if since else signing.dumps(int(time.time()), salt=_SALT)
        quick = settings.FORM_AGE and (since is None or time.time() - since < settings.FORM_AGE)
        self.caught = "" if not posted else FILLED if posted.get(FIELD) else QUICK if quick else ""


def _shown_at(token):
    """When a form was shown, or None for a token that is forged or too old."""
    try:
        return signing.loads(token, salt=_SALT, max_age=_OPEN_FOR)
    except signing.BadSignature:
        return None
