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
DOORS = {"open": "Open", "closed": "Closed"}

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
    "author": ("The author's reply", "You wrote this story."),
}
OFFERED = {
    "just_listen": ("support", "me_too"),
    "been_there": ("support", "me_too", "question", "resource"),
    "repair": ("support", "me_too", "question", "helped", "resource"),
    "challenge": ("support", "me_too", "question", "helped", "resource", "challenge"),
}
SPEAKS_AS = {
    "care": "Works or trains in care",
    "client": "Was cared for, or loves someone who was",
    "host": "Host",
    "author": "Wrote this story",
}


def names(table):
    """[(key, name)] of a table whose values are names, or begin with one."""
    return [(key, value if isinstance(value, str) else value[0]) for key, value in table.items()]


def offered(wishes, *, is_author=False, is_host=False):
    """The reply types that fit: all that any of the wishes offers, in one order."""
    if is_author:
        return ["author"]
    fitting = {type_ for wish in wishes for type_ in OFFERED[wish]}
    return [key for key in REPLY_TYPES if key in fitting or (is_host and key == "welcome")]
