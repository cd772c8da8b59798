"""The prompts, kinds of event, wishes and reply types: what the site asks and offers, as data.

Every sentence stands here in English, marked and not translated: what is stored does not depend on a reader's language.
It is translated where it is shown.
"""

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

# key: (heading on the page, one line of help, needed before a story can be sent)
PROMPTS = {
    "happened": (
        _("What happened"),
        _(
            "In the order it happened, with how it felt. No names, dates or places: “a client in her thirties”, “that spring”."
        ),
        True,
    ),
    "noticed": (
        _("How I came to see it"),
        _("Did you notice, were you told, was there a complaint, or was it much later?"),
        False,
    ),
    "factors": (_("What made it more likely"), _("You, the relationship, the team, the setting, the system."), False),
    "next": (_("What I did next"), _("Whom you told, what you said, how it was received; or why not."), False),
    "effect": (_("What it did"), _("To them, as far as you know; and to you."), False),
    "learned": (_("What I learned and changed"), _("One thing is enough."), False),
    "want": (
        _("What I would like from you"),
        _("Say in your own words what would help. It stands above every reply box."),
        True,
    ),
}

# What a former client is asked: none of it is needed, one is enough.
LETTER = {
    "i_needed": (_("What I needed"), _("From the person who cared for you, or for the one you love."), False),
    "was_done": (
        _("What was done"),
        _("Or left undone. “My therapist”, “the clinic”: please leave out every name."),
        False,
    ),
    "would_help": (_("What would have helped"), _("Then, or afterwards. A small thing counts."), False),
    "to_know": (_("What I want clinicians to know"), _("They read here. They cannot argue with you."), False),
}
ASKED = {"story": PROMPTS, "letter": LETTER}

# The amends ladder: what an author may tick when it is so, and again in years to come. Never a score: its third rung
# has two answers, and either is whole. No key stands within another, since they are looked for in a row of words.
# key: (what is ticked, and said on the page; the question beside its line)
RUNGS = {
    "noticed": (_("Noticed it"), _("What made you see it?")),
    "talked": (_("Talked it through in supervision or consultation"), _("What did you take from it?")),
    "told": (_("Told the client"), _("How did you say it, and how was it received?")),
    "withheld": (_("Chose not to tell the client"), _("Why? This is a full answer.")),
    "repaired": (_("Apologised or repaired"), _("What did you say or do?")),
    "changed": (_("Changed how I work"), _("What is different now?")),
}
REPAIR = {"told": _("The author tells of one"), "open": _("None is told of yet")}
# days after it was told: (in words, two short questions for whoever comes back)
MOMENTS = {
    7: (_("in a week"), (_("How do you see it now?"), _("Whom could you talk it through with?"))),
    91: (_("in three months"), (_("What has changed since?"), _("What is still open?"))),
    365: (_("in a year"), (_("What stayed with you?"), _("What would you tell someone in your place?"))),
}

# key: (name, one-line definition)
EVENTS = {
    "boundary": (_("Boundary crossing"), _("I stepped outside what the frame allows.")),
    "confidentiality": (_("Confidentiality slip"), _("Something a client told me reached someone it should not have.")),
    "misattunement": (_("Misattunement or missed cue"), _("I was not where the client was, or did not see a sign.")),
    "cultural": (_("Cultural, gender or language mistake"), _("I got wrong who somebody is, or how they speak of it.")),
    "rupture": (_("Rupture not repaired"), _("Something broke between us and I did not mend it in time.")),
    "enactment": (_("Enactment"), _("I was pulled into a role from the client's story, or from mine.")),
    "assessment": (_("Assessment or diagnosis"), _("I judged wrongly what was the matter.")),
    "risk": (_("Risk of suicide or violence misjudged"), _("I saw too little danger, or too much.")),
    "technique": (_("Technique or treatment choice"), _("I did the wrong thing, or the right one badly.")),
    "medicine": (_("Medicine or dose"), _("A medicine, a dose or an order went wrong.")),
    "consent": (_("Consent or information"), _("Somebody did not know what they agreed to.")),
    "ending": (_("Ending, abandonment, referral"), _("It ended badly, too soon, or with nowhere to go.")),
    "records": (_("Records and letters"), _("What I wrote was wrong, too much, or read by the wrong eyes.")),
    "duty": (_("Duty to report or warn"), _("I reported too late, too soon, or not well.")),
    "supervision": (_("Supervision and training"), _("It went wrong while I taught or was taught.")),
    "practicalities": (_("Time, money, technology"), _("An appointment, a bill, a machine.")),
    "near_miss": (_("Near miss"), _("It was caught in time.")),
}
PROFESSIONS = {
    "counsellor": _("Counsellor or psychotherapist"),
    "psychologist": _("Psychologist"),
    "physician": _("Physician"),
    "social_worker": _("Social worker"),
    "nurse": _("Nurse"),
    "creative_therapist": _("Creative or body therapist"),
    "trainee": _("Trainee"),
    "other": _("Another caring profession"),
}
SETTINGS = {
    "private_practice": _("Private practice"),
    "agency": _("Agency or clinic"),
    "hospital": _("Hospital"),
    "school": _("School"),
    "online": _("Online"),
    "other": _("Elsewhere"),
}
RECENCY = {
    "month": _("This month"),
    "year": _("This year"),
    "years": _("One to five years ago"),
    "longer": _("Longer ago"),
}
RECENT = {"month": _("recent"), "year": _("recent"), "years": _("some time ago"), "longer": _("some time ago")}
DISGUISES = {
    "unchanged": _("Told as it was"),
    "changed": _("Details changed"),
    "composite": _("Several cases in one"),
    "agreed": _("The client has read it and agreed"),
}
# What adds up with other facts of a text though it names nobody: category of a finding, in words.
NARROWING = {
    "AGE": _("an age"),
    "PLACE": _("a place"),
    "OCCUPATION": _("a job"),
    "EVENT": _("an event"),
    "DATE": _("a date"),
    "ORG": _("a workplace"),
    "RELATION": _("a family fact"),
    "TRAIT": _("a rare trait"),
}
# What authors ask themselves before they send; nothing of it is answered to us. (question, what helps if so)
INTRUDER = (
    (
        _("Could somebody who was there tell which day this was?"),
        _("Change the season, the weather or the order of small things. Say “once” or “that year”."),
    ),
    (
        _("Could the client see themself here, by their own words or by what only the two of you know?"),
        _("Say it in other words. Leave out what nobody needs in order to learn from it."),
    ),
    (
        _("Could somebody with a search engine find the rest: a report, a news item, a court list?"),
        _("Leave out what was in the news. Make the place larger and the time longer."),
    ),
    (
        _("Could a colleague know that it is you, by your job, your workplace or the way you write?"),
        _("Choose a wider word for your work. Drop a phrase that people know you by."),
    ),
)
INTRUDER_OF_A_LETTER = (
    (
        _("Could somebody who was there tell which day this was?"),
        _("Change the season, the weather or the order of small things. Say “once” or “that year”."),
    ),
    (
        _("Could the person you write about, or their workplace, know that it is you?"),
        _("Say it in other words. Leave out what only the two of you know."),
    ),
    (
        _("Could somebody find out who they are: by the town, the kind of clinic, a report?"),
        _("Make the place larger and the time longer. Leave out what was in the news."),
    ),
)
DOORS = {"open": _("Open"), "later": _("Open after 7 days"), "closed": _("Closed")}

DOOR_SENTENCES = {
    "open": _("Replies are open."),
    "later": _("The author asked for a few days before the first replies. Please come back later."),
    "closed": _("The author has closed the door to new replies."),
}

# key: (what the author ticks, the sentence above the reply box)
WISHES = {
    "just_listen": (_("Just listen"), _("The author asks you just to listen.")),
    "been_there": (_("Tell me if you've been there"), _("The author would like to hear if you have been there.")),
    "repair": (_("Help me repair it"), _("The author would like help to repair it.")),
    "challenge": (_("Ask me hard questions"), _("The author welcomes hard questions.")),
}
# key: (name, help)
REPLY_TYPES = {
    "support": (_("Support"), _("What you heard, and that they are not alone.")),
    "me_too": (_("Me too"), _("Something like it happened to you.")),
    "question": (_("Question"), _("Something you would like to understand.")),
    "helped": (_("What helped me"), _("What you tried, and how it went.")),
    "resource": (_("Book or handout"), _("Something to read or use, and why.")),
    "challenge": (_("Hard question"), _("Something the author may not have looked at yet.")),
    "welcome": (_("Welcome from a host"), _("A host's first answer.")),
    "author": (_("The author's reply"), _("You wrote this.")),
    "acknowledge": (_("Acknowledgement"), _("You read it, and what you heard.")),
    "thank": (_("Thanks"), _("What you take from it.")),
}
OFFERED = {
    "just_listen": ("support", "me_too"),
    "been_there": ("support", "me_too", "question", "resource"),
    "repair": ("support", "me_too", "question", "helped", "resource"),
    "challenge": ("support", "me_too", "question", "helped", "resource", "challenge"),
}
# What a host is asked beside an empty box. Nothing is filled in for them.
HOST_QUESTIONS = (
    _("What did you hear?"),
    _("What did it stir in you?"),
    _("What do you thank them for?"),
)
# key: (what is said under a story, from how many presses on). The least is two: nobody's own press can be seen. As the
# first goes up to nine, it tells no number under five either.
TOO = {
    "someone": (_("Someone says: I did this too."), 2),
    "several": (_("Several colleagues say: I did this too."), 10),
    "many": (_("Many colleagues say: I did this too."), 25),
}
# What a program notices in a reply that nobody asked for. kind: (what its writer is told, why, what becomes of it)
NOTICED = {
    "advice": (
        _("This reads like advice."),
        _("The author has not asked for advice. First of all, most of us need to be heard."),
        _(
            "Sent as it is, it is read by a moderator and then kept aside. Nobody sees it, unless the author asks for help"
            " one day and lets it appear."
        ),
    ),
    "blame": (
        _("This may hurt."),
        _("It reads as blame. Could you say what you felt when you read the story, and leave the judging out?"),
        _("Sent as it is, a moderator decides about it."),
    ),
    "disputes": (
        _("This reads like doubt, or like speaking up for the other side."),
        _(
            "This is a letter from somebody who was hurt. Replies to it acknowledge or thank. Nobody explains, defends or"
            " doubts here."
        ),
        _("Sent as it is, it is held, and a moderator decides about it."),
    ),
}
# Nobody explains, defends or doubts under a letter: what may be said there besides what its writer answers.
UNDER_A_LETTER = ("acknowledge", "thank")
LETTER_RULE = _("Replies here acknowledge or give thanks. Nobody explains, defends or doubts.")
SPEAKS_AS = {
    "care": _("Works or trains in care"),
    "client": _("Was cared for, or loves someone who was"),
    "host": _("Host"),
    "author": _("Wrote this story"),
    "letter": _("Wrote this letter"),
}


def names(table):
    """[(key, name)] of a table whose values are names, or begin with one; the name in the reader's language."""
    return [(key, gettext_lazy(value if isinstance(value, str) else value[0])) for key, value in table.items()]


def questions(days):
    """The two questions for whoever comes back so many days later: those of the last moment that has come."""
    return MOMENTS[max((moment for moment in MOMENTS if moment <= days), default=min(MOMENTS))][1]


def offered(wishes, *, is_author=False, is_host=False, letter=False):
    """The reply types that fit: all that any of the wishes offers, in one order; under a letter, its own two."""
    if is_author:
        return ["author"]
    fitting = set(UNDER_A_LETTER) if letter else {type_ for wish in wishes for type_ in OFFERED[wish]}
    return [key for key in REPLY_TYPES if key in fitting or (is_host and key == "welcome")]
