"""The whole state machine as one table: what may happen to a wording, and where a submission may stand."""

from typing import NamedTuple

from django.db.models import TextChoices


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

    NONE = "none", "None that I know of"
    SOME = "some", "Some"
    MODERATE = "moderate", "Moderate"
    SEVERE = "severe", "Severe"
    DEATH = "death", "A death"
    UNKNOWN = "unknown", "I don't know"


SEVERE = (Harm.SEVERE, Harm.DEATH)
NEEDS_TWO = (Harm.MODERATE, Harm.SEVERE, Harm.DEATH, Harm.UNKNOWN)

# code: (what it says, the sentence a moderator starts from). The codes are product terms, seen by writers.
REASONS = {
    "ID-1": ("direct identifier", "This part says who somebody is. Please leave it out or change it."),
    "ID-2": (
        "details that identify together",
        "Each of these details is harmless, but together they point to one person. Please change one or two of them.",
    ),
    "ID-3": ("the author can be recognised", "You could be recognised by this. If you want to keep it, tell us so."),
    "ID-4": ("a third person or place", "This names a person, clinic, court or employer. Please leave it out."),
    "ID-5": ("pasted record or message", "This looks like a pasted record. Please tell it again in your own words."),
    "SC-1": ("not the writer's own mistake", "Fallible is for one's own mistakes. Could you tell yours in it?"),
    "SC-2": ("belongs in another place", "This is an account of care received. Please tell it there instead."),
    "SC-3": ("open legal matter", "While a matter is open, please do not post about it. Come back afterwards."),
    "SC-4": ("exploitation or intended harm", "We cannot publish this here."),
    "SC-5": ("present danger", "Somebody may be in danger now. Please act on that first, then come back."),
    "TN-1": ("contempt for a client", "A client reading this would be hurt. Please say what happened instead."),
    "TN-2": ("shaming a colleague", "Please speak about what was done, not about what the colleague is."),
    "TN-3": ("advice where none was wanted", "The author asked for listening only. Could you answer with that?"),
    "TN-4": ("disputes a client's account", "Replies here only acknowledge or thank."),
    "LG-1": ("accuses an identifiable person", "This accuses somebody who can be recognised. Please leave that out."),
    "SP-1": ("advert or automated", "This does not look like a person's own account."),
    "QL-1": ("too little to learn from yet", "Please say more under “What happened” and “What I learned”."),
}


# Of a notice that a text is unlawful; a moderator's own sentence to whoever sent it takes the place of ours.
NOTICES = {
    "LG-2": ("unlawful as it stands", "We read it and think you are right: it may not be shown as it stands."),
    "LG-3": ("not unlawful, as far as we can see", "We read it, and cannot see that it breaks a law. It stays."),
}


class FlagReason(NamedTuple):
    words: str  # on the button
    does: str  # "hides" at once, "urgent" to the top of the queue, or "waits"


# What a wording may come with that nobody asked for: {key: what moderators are told of it}. A program noticed it, its
# writer was told, and sent it as it is.
SIGNS = {
    "advice": "Advice that was not asked for (TN-3). Approved, it is kept aside until the author asks for advice.",
    "blame": "Words that may shame or blame (TN-1, TN-2).",
    "disputes": "It may dispute a client's account (TN-4). Replies to a letter only acknowledge or thank.",
}
ASIDE = "advice"  # approved with this notice, a wording is kept aside

FLAGS = {
    "recognise": FlagReason("I recognise this case", "hides"),
    "me": FlagReason("This may be me", "hides"),
    "client": FlagReason("It could identify a client", "urgent"),  # a second one hides it
    "author": FlagReason("It could identify the author", "urgent"),
    "names": FlagReason("It names a person or a place", "urgent"),
    "unkind": FlagReason("It is unkind or shaming", "waits"),
    "advice": FlagReason("Advice that nobody asked for", "waits"),
    "doubts": FlagReason("It doubts a client's account", "hides"),
    "danger": FlagReason("Someone may be in danger", "urgent"),
    "unlawful": FlagReason("It is unlawful", "urgent"),
    "advert": FlagReason("An advert, or automated", "hides"),
    "other": FlagReason("Something else", "waits"),
    "screening": FlagReason("A newer screening found more", "urgent"),  # no reader's
}
BY_SCREENING = "screening"
TWO_HIDE = "client"
MAYBE_ME, UNLAWFUL = ASKS = ("me", "unlawful")  # what a private page with six words is made for


class Wish(TextChoices):
    """What whoever says "This may be me" would like."""

    LEAVE = "leave", "It may be shown as it is"
    CHANGE = "change", "Its writer should change more of it, so that nobody can be recognised"
    HIDE = "hide", "It should stay out of sight"
