"""The prompts, kinds of event, wishes and reply types: what the site asks and offers, as data."""

# key: (heading on the page, one line of help, needed before a story can be sent)
PROMPTS = {
    "happened": (
        "What happened",
        "In the order it happened, with how it felt. No names, dates or places: “a client in her thirties”, “that spring”.",
        True,
    ),
    "noticed": (
        "How I came to see it",
        "Did you notice, were you told, was there a complaint, or was it much later?",
        False,
    ),
    "factors": ("What made it more likely", "You, the relationship, the team, the setting, the system.", False),
    "next": ("What I did next", "Whom you told, what you said, how it was received; or why not.", False),
    "effect": ("What it did", "To them, as far as you know; and to you.", False),
    "learned": ("What I learned and changed", "One thing is enough.", False),
    "want": (
        "What I would like from you",
        "Say in your own words what would help. It stands above every reply box.",
        True,
    ),
}

# What a former client is asked: none of it is needed, one is enough.
LETTER = {
    "i_needed": ("What I needed", "From the person who cared for you, or for the one you love.", False),
    "was_done": ("What was done", "Or left undone. “My therapist”, “the clinic”: please leave out every name.", False),
    "would_help": ("What would have helped", "Then, or afterwards. A small thing counts.", False),
    "to_know": ("What I want clinicians to know", "They read here. They cannot argue with you.", False),
}
ASKED = {"story": PROMPTS, "letter": LETTER}

# The amends ladder: what an author may tick when it is so, and again in years to come. Never a score: its third rung
# has two answers, and either is whole. No key stands within another, since they are looked for in a row of words.
# key: (what is ticked, and said on the page; the question beside its line)
RUNGS = {
    "noticed": ("Noticed it", "What made you see it?"),
    "talked": ("Talked it through in supervision or consultation", "What did you take from it?"),
    "told": ("Told the client", "How did you say it, and how was it received?"),
    "withheld": ("Chose not to tell the client", "Why? This is a full answer."),
    "repaired": ("Apologised or repaired", "What did you say or do?"),
    "changed": ("Changed how I work", "What is different now?"),
}
REPAIR = {"told": "The author tells of one", "open": "None is told of yet"}
# days after it was told: (in words, two short questions for whoever comes back)
MOMENTS = {
    7: ("in a week", ("How do you see it now?", "Whom could you talk it through with?")),
    91: ("in three months", ("What has changed since?", "What is still open?")),
    365: ("in a year", ("What stayed with you?", "What would you tell someone in your place?")),
}

# key: (name, one-line definition)
EVENTS = {
    "boundary": ("Boundary crossing", "I stepped outside what the frame allows."),
    "confidentiality": ("Confidentiality slip", "Something a client told me reached someone it should not have."),
    "misattunement": ("Misattunement or missed cue", "I was not where the client was, or did not see a sign."),
    "cultural": ("Cultural, gender or language mistake", "I got wrong who somebody is, or how they speak of it."),
    "rupture": ("Rupture not repaired", "Something broke between us and I did not mend it in time."),
    "enactment": ("Enactment", "I was pulled into a role from the client's story, or from mine."),
    "assessment": ("Assessment or diagnosis", "I judged wrongly what was the matter."),
    "risk": ("Risk of suicide or violence misjudged", "I saw too little danger, or too much."),
    "technique": ("Technique or treatment choice", "I did the wrong thing, or the right one badly."),
    "medicine": ("Medicine or dose", "A medicine, a dose or an order went wrong."),
    "consent": ("Consent or information", "Somebody did not know what they agreed to."),
    "ending": ("Ending, abandonment, referral", "It ended badly, too soon, or with nowhere to go."),
    "records": ("Records and letters", "What I wrote was wrong, too much, or read by the wrong eyes."),
    "duty": ("Duty to report or warn", "I reported too late, too soon, or not well."),
    "supervision": ("Supervision and training", "It went wrong while I taught or was taught."),
    "practicalities": ("Time, money, technology", "An appointment, a bill, a machine."),
    "near_miss": ("Near miss", "It was caught in time."),
}
PROFESSIONS = {
    "counsellor": "Counsellor or psychotherapist",
    "psychologist": "Psychologist",
    "physician": "Physician",
    "social_worker": "Social worker",
    "nurse": "Nurse",
    "creative_therapist": "Creative or body therapist",
    "trainee": "Trainee",
    "other": "Another caring profession",
}
SETTINGS = {
    "private_practice": "Private practice",
    "agency": "Agency or clinic",
    "hospital": "Hospital",
    "school": "School",
    "online": "Online",
    "other": "Elsewhere",
}
RECENCY = {"month": "This month", "year": "This year", "years": "One to five years ago", "longer": "Longer ago"}
RECENT = {"month": "recent", "year": "recent", "years": "some time ago", "longer": "some time ago"}
DISGUISES = {
    "unchanged": "Told as it was",
    "changed": "Details changed",
    "composite": "Several cases in one",
    "agreed": "The client has read it and agreed",
}
# What adds up with other facts of a text though it names nobody: category of a finding, in words.
NARROWING = {
    "AGE": "an age",
    "PLACE": "a place",
    "OCCUPATION": "a job",
    "EVENT": "an event",
    "DATE": "a date",
    "ORG": "a workplace",
    "RELATION": "a family fact",
    "TRAIT": "a rare trait",
}
# What authors ask themselves before they send; nothing of it is answered to us. (question, what helps if so)
INTRUDER = (
    (
        "Could somebody who was there tell which day this was?",
        "Change the season, the weather or the order of small things. Say “once” or “that year”.",
    ),
    (
        "Could the client see themself here, by their own words or by what only the two of you know?",
        "Say it in other words. Leave out what nobody needs in order to learn from it.",
    ),
    (
        "Could somebody with a search engine find the rest: a report, a news item, a court list?",
        "Leave out what was in the news. Make the place larger and the time longer.",
    ),
    (
        "Could a colleague know that it is you, by your job, your workplace or the way you write?",
        "Choose a wider word for your work. Drop a phrase that people know you by.",
    ),
)
INTRUDER_OF_A_LETTER = (
    (
        "Could somebody who was there tell which day this was?",
        "Change the season, the weather or the order of small things. Say “once” or “that year”.",
    ),
    (
        "Could the person you write about, or their workplace, know that it is you?",
        "Say it in other words. Leave out what only the two of you know.",
    ),
    (
        "Could somebody find out who they are: by the town, the kind of clinic, a report?",
        "Make the place larger and the time longer. Leave out what was in the news.",
    ),
)
DOORS = {"open": "Open", "later": "Open after 7 days", "closed": "Closed"}

DOOR_SENTENCES = {
    "open": "Replies are open.",
    "later": "The author asked for a few days before the first replies. Please come back later.",
    "closed": "The author has closed the door to new replies.",
}

# key: (what the author ticks, the sentence above the reply box)
WISHES = {
    "just_listen": ("Just listen", "The author asks you just to listen."),
    "been_there": ("Tell me if you've been there", "The author would like to hear if you have been there."),
    "repair": ("Help me repair it", "The author would like help to repair it."),
    "challenge": ("Ask me hard questions", "The author welcomes hard questions."),
}
# key: (name, help)
REPLY_TYPES = {
    "support": ("Support", "What you heard, and that they are not alone."),
    "me_too": ("Me too", "Something like it happened to you."),
    "question": ("Question", "Something you would like to understand."),
    "helped": ("What helped me", "What you tried, and how it went."),
    "resource": ("Book or handout", "Something to read or use, and why."),
    "challenge": ("Hard question", "Something the author may not have looked at yet."),
    "welcome": ("Welcome from a host", "A host's first answer."),
    "author": ("The author's reply", "You wrote this."),
    "acknowledge": ("Acknowledgement", "You read it, and what you heard."),
    "thank": ("Thanks", "What you take from it."),
}
OFFERED = {
    "just_listen": ("support", "me_too"),
    "been_there": ("support", "me_too", "question", "resource"),
    "repair": ("support", "me_too", "question", "helped", "resource"),
    "challenge": ("support", "me_too", "question", "helped", "resource", "challenge"),
}
# What a host is asked beside an empty box. Nothing is filled in for them.
HOST_QUESTIONS = (
    "What did you hear?",
    "What did it stir in you?",
    "What do you thank them for?",
)
# key: (what is said under a story, from how many presses on). The least is two: nobody's own press can be seen. As the
# first goes up to nine, it tells no number under five either.
TOO = {
    "someone": ("Someone says: I did this too.", 2),
    "several": ("Several colleagues say: I did this too.", 10),
    "many": ("Many colleagues say: I did this too.", 25),
}
# What a program notices in a reply that nobody asked for. kind: (what its writer is told, why, what becomes of it)
NOTICED = {
    "advice": (
        "This reads like advice.",
        "The author has not asked for advice. First of all, most of us need to be heard.",
        "Sent as it is, it is read by a moderator and then kept aside. Nobody sees it, unless the author asks for help"
        " one day and lets it appear.",
    ),
    "blame": (
        "This may hurt.",
        "It reads as blame. Could you say what you felt when you read the story, and leave the judging out?",
        "Sent as it is, a moderator decides about it.",
    ),
    "disputes": (
        "This reads like doubt, or like speaking up for the other side.",
        "This is a letter from somebody who was hurt. Replies to it acknowledge or thank. Nobody explains, defends or"
        " doubts here.",
        "Sent as it is, it is held, and a moderator decides about it.",
    ),
}
# Nobody explains, defends or doubts under a letter: what may be said there besides what its writer answers.
UNDER_A_LETTER = ("acknowledge", "thank")
LETTER_RULE = "Replies here acknowledge or give thanks. Nobody explains, defends or doubts."
SPEAKS_AS = {
    "care": "Works or trains in care",
    "client": "Was cared for, or loves someone who was",
    "host": "Host",
    "author": "Wrote this story",
    "letter": "Wrote this letter",
}


def names(table):
    """[(key, name)] of a table whose values are names, or begin with one."""
    return [(key, value if isinstance(value, str) else value[0]) for key, value in table.items()]


def questions(days):
    """The two questions for whoever comes back so many days later: those of the last moment that has come."""
    return MOMENTS[max((moment for moment in MOMENTS if moment <= days), default=min(MOMENTS))][1]


def offered(wishes, *, is_author=False, is_host=False, letter=False):
    """The reply types that fit: all that any of the wishes offers, in one order; under a letter, its own two."""
    if is_author:
        return ["author"]
    fitting = set(UNDER_A_LETTER) if letter else {type_ for wish in wishes for type_ in OFFERED[wish]}
    return [key for key in REPLY_TYPES if key in fitting or (is_host and key == "welcome")]
