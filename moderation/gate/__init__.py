"""The gate: the only code that changes a wording's state, a submission's standing, or public words."""

from moderation.gate.appearing import (
    FIRST_APPEARANCE,
    ForbiddenMove,
    bump,
    digest_of,
    drop,
    erase,
    publish,
    withdraw,
)
from moderation.gate.hiding import flag, settle_flags, wish
from moderation.gate.reading import (
    LEASE,
    appeal,
    decide,
    needs_second,
    recall,
    release,
    screen_held,
    submit,
    take,
)
from moderation.screener import screener

__all__ = [
    "FIRST_APPEARANCE",
    "LEASE",
    "ForbiddenMove",
    "appeal",
    "bump",
    "decide",
    "digest_of",
    "drop",
    "erase",
    "flag",
    "needs_second",
    "publish",
    "recall",
    "release",
    "screen_held",
    "screener",
    "settle_flags",
    "submit",
    "take",
    "wish",
    "withdraw",
]
