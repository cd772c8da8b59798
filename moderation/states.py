"""The whole state machine as one table: what may happen to a wording, and where a submission may stand."""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _


class State(TextChoices):
    """Where a wording is on its way through the gate."""

    HELD = "held"  # not screened yet, or the screening gave no answer
    WAITING = "waiting"
    READING = "reading"  # under one moderator's lease
    SECOND = "second"  # waits for a second person
    RETURNED = "returned"
    DECLINED = "declined"
    APPROVED = "approved"  # to appear when its hold is over
    USED = "used"  # the public words were copied from it
    DROPPED = "dropped"  # replaced, or taken back


class Standing(TextChoices):
    """Where a submission stands before the public."""

    UNSEEN = "unseen"
    PUBLIC = "public"
    HIDDEN = "hidden"
    ASIDE = "aside"
    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"


class Move(TextChoices):
    QUEUE = "queue"
    TAKE = "take"
    RELEASE = "release"
    RELEASE_SECOND = "release_second"
    SECOND = "second"
    APPROVE = "approve"
    RETURN = "return"
    AGREE = "agree"  # returned, and approved with the words that were suggested once the writer has taken them over
    CONFIRM = "confirm"  # the writer has
    DECLINE = "decline"
    PUBLISH = "publish"
    RECALL = "recall"
    APPEAL = "appeal"
    DROP = "drop"
    CARE = "care"  # a message to the writer first; the wording itself is released
    # of a submission, not of a wording
    HIDE = "hide"
    RESTORE = "restore"
    RETRACT = "retract"
    NO_ACTION = "no_action"
    WOULD_RESTORE = "would_restore"  # the first of two, against the wish of whoever flagged it


DECIDES = (
    Move.APPROVE,
    Move.SECOND,
    Move.RETURN,
    Move.AGREE,
    Move.DECLINE,
)  # what ends a moderator's reading of a text
S = State
IN_QUEUE = (S.WAITING, S.SECOND)
OPEN = (S.HELD, *IN_QUEUE, S.READING, S.APPROVED)  # one of these at a time for each submission

# move: (states it may start from, state it ends in)
MOVES = {
    Move.QUEUE: ((S.HELD,), S.WAITING),
    Move.TAKE: ((*IN_QUEUE, S.READING), S.READING),  # from reading only when its lease has ended
    Move.RELEASE: ((S.READING,), S.WAITING),
    Move.RELEASE_SECOND: ((S.READING,), S.SECOND),
    Move.SECOND: ((S.READING, S.WAITING), S.SECOND),  # from waiting when the first agreed to just these words
    Move.APPROVE: ((S.READING,), S.APPROVED),
    Move.RETURN: ((S.READING,), S.RETURNED),
    Move.AGREE: ((S.READING,), S.RETURNED),
    Move.CONFIRM: ((S.WAITING,), S.APPROVED),
    Move.DECLINE: ((S.READING,), S.DECLINED),
    Move.PUBLISH: ((S.APPROVED,), S.USED),
    Move.RECALL: ((S.APPROVED,), S.WAITING),
    Move.APPEAL: ((S.DECLINED,), S.WAITING),
    Move.DROP: (tuple(S), S.DROPPED),
}
NEVER_SEEN = (Standing.UNSEEN, Standing.ASIDE)
MAY_PUBLISH = (*NEVER_SEEN, Standing.PUBLIC)
MAY_WRITE = (*MAY_PUBLISH, Standing.HIDDEN)


class Harm(TextChoices):
    """What the mistake did, as far as is known; the moderator sets it before deciding."""

    NONE = "none", gettext_lazy("None that I know of")
    SOME = "some", gettext_lazy("Some")
    MODERATE = "moderate", gettext_lazy("Moderate")
    SEVERE = "severe", gettext_lazy("Severe")
    DEATH = "death", gettext_lazy("A death")
    UNKNOWN = "unknown", gettext_lazy("I don't know")


SEVERE = (Harm.SEVERE, Harm.DEATH)
NEEDS_TWO = (Harm.MODERATE, Harm.SEVERE, Harm.DEATH, Harm.UNKNOWN)

# code: (what it says, the sentence a moderator starts from). The codes are product terms, seen by writers.
REASONS = {
    "ID-1": (_("direct identifier"), _("This part says who somebody is. Please leave it out or change it.")),
    "ID-2": (
        _("details that identify together"),
        _(
            "Each of these details is harmless, but together they point to one person. Please change one or two of"
            " them."
        ),
    ),
    "ID-3": (
        _("the author can be recognised"),
        _("You could be recognised by this. If you want to keep it, tell us so."),
    ),
    "ID-4": (_("a third person or place"), _("This names a person, clinic, court or employer. Please leave it out.")),
    "ID-5": (
        _("pasted record or message"),
        _("This looks like a pasted record. Please tell it again in your own words."),
    ),
    "SC-1": (_("not the writer's own mistake"), _("Fallible is for one's own mistakes. Could you tell yours in it?")),
    "SC-2": (_("belongs in another place"), _("This is an account of care received. Please tell it there instead.")),
    "SC-3": (_("open legal matter"), _("While a matter is open, please do not post about it. Come back afterwards.")),
    "SC-4": (_("exploitation or intended harm"), _("We cannot publish this here.")),
    "SC-5": (_("present danger"), _("Somebody may be in danger now. Please act on that first, then come back.")),
    "TN-1": (_("contempt for a client"), _("A client reading this would be hurt. Please say what happened instead.")),
    "TN-2": (_("shaming a colleague"), _("Please speak about what was done, not about what the colleague is.")),
    "TN-3": (_("advice where none was wanted"), _("The author asked for listening only. Could you answer with that?")),
    "TN-4": (_("disputes a client's account"), _("Replies here only acknowledge or thank.")),
    "LG-1": (
        _("accuses an identifiable person"),
        _("This accuses somebody who can be recognised. Please leave that out."),
    ),
    "SP-1": (_("advert or automated"), _("This does not look like a person's own account.")),
    "QL-1": (_("too little to learn from yet"), _("Please say more under “What happened” and “What I learned”.")),
}


# Of a notice that a text is unlawful; a moderator's own sentence to whoever sent it takes the place of ours.
NOTICES = {
    "LG-2": (_("unlawful as it stands"), _("We read it and think you are right: it may not be shown as it stands.")),
    "LG-3": (_("not unlawful, as far as we can see"), _("We read it, and cannot see that it breaks a law. It stays.")),
}


class FlagReason(NamedTuple):
    words: str  # on the button
    does: str  # "hides" at once, "urgent" to the top of the queue, or "waits"


# What a wording may come with that nobody asked for: {key: what moderators are told of it}. A program noticed it, its
# writer was told, and sent it as it is.
SIGNS = {
    "advice": _("Advice that was not asked for (TN-3). Approved, it is kept aside until the author asks for advice."),
    "blame": _("Words that may shame or blame (TN-1, TN-2)."),
    "disputes": _("It may dispute a client's account (TN-4). Replies to a letter only acknowledge or thank."),
}
ASIDE = "advice"  # approved with this notice, a wording is kept aside

FLAGS = {
    "recognise": FlagReason(_("I recognise this case"), "hides"),
    "me": FlagReason(_("This may be me"), "hides"),
    "client": FlagReason(_("It could identify a client"), "urgent"),  # a second one hides it
    "author": FlagReason(_("It could identify the author"), "urgent"),
    "names": FlagReason(_("It names a person or a place"), "urgent"),
    "unkind": FlagReason(_("It is unkind or shaming"), "waits"),
    "advice": FlagReason(_("Advice that nobody asked for"), "waits"),
    "doubts": FlagReason(_("It doubts a client's account"), "hides"),
    "danger": FlagReason(_("Someone may be in danger"), "urgent"),
    "unlawful": FlagReason(_("It is unlawful"), "urgent"),
    "advert": FlagReason(_("An advert, or automated"), "hides"),
    "other": FlagReason(_("Something else"), "waits"),
    "screening": FlagReason(_("A newer screening found more"), "urgent"),  # no reader's
}
BY_SCREENING = "screening"
TWO_HIDE = "client"
MAYBE_ME, UNLAWFUL = ASKS = ("me", "unlawful")  # what a private page with six words is made for


class Wish(TextChoices):
    """What whoever says "This may be me" would like."""

    LEAVE = "leave", gettext_lazy("It may be shown as it is")
    CHANGE = "change", gettext_lazy("Its writer should change more of it, so that nobody can be recognised")
    HIDE = "hide", gettext_lazy("It should stay out of sight")
