"""What was sent is opened again: to be changed, with the words that a moderator asked for, or not to be sent yet."""

from django.db import transaction

from moderation import agreeing, gate
from moderation.models import Submission
from moderation.states import NEVER_SEEN, OPEN, State
from stories import quotas, threads, writing


def edit_again(keyring, submission):
    """A draft of the newest wording of a text, to be sent as its next version; what was asked for goes with it."""
    wording = writing.newest(submission)
    content = _again(submission, wording.passages, wording.kept)
    pins = wording.notes.filter(passage__isnull=False)
    content["asked"] = [
        [wording.passages[pin.passage][0], pin.pinned_to, pin.instead, pin.reason, pin.words] for pin in pins
    ]
    return writing.new_draft(keyring, content)


def _again(submission, told, kept):
    return {"kind": submission.kind, "ref": submission.ref, "values": writing.values_of(told), "kept": kept}


def agree(keyring, submission):
    """Send a returned text with all the words in it that its moderator would approve, and nothing else changed.

    Raises what ``send`` raises, and gate.ForbiddenMove when nobody agreed to other words.
    """
    wording = writing.newest(submission)
    if not wording or wording.state != State.RETURNED or not wording.agreed:
        raise gate.ForbiddenMove("there are no words to take over")
    told = agreeing.with_pins(wording, wording.notes.filter(passage__isnull=False))
    content = _again(submission, told, wording.kept)
    row = writing.new_draft(keyring, content)
    try:
        return writing.send(keyring, row, content)
    except (quotas.Refused, gate.ForbiddenMove):
        writing.delete_draft(row)
        raise


def asked(content):
    """[(number, heading, words, instead, reason, sentence), …]: what a moderator asked for and is not yet changed."""
    told = {prompt: (heading, text) for prompt, heading, text in writing.passages(content)}
    return [
        (number, told[prompt][0], words, instead, reason, sentence)
        for number, (prompt, words, instead, reason, sentence) in enumerate(content.get("asked", []))
        if words in told.get(prompt, ("", ""))[1]
    ]


def take_over(content, number):
    """The draft with the words that a moderator suggested put in at their place; as it was when they stand no more."""
    entries = content.get("asked", [])
    if not any(entry[0] == number and entry[3] for entry in asked(content)):
        return content
    prompt, words, instead, _reason, _sentence = entries[number]
    for passage, (name, _heading, text) in enumerate(writing.passages(content)):
        if name == prompt:
            start = text.index(words)
            changed = writing.replace(content, passage, start, start + len(words), instead)
    return {**changed, "asked": entries[:number] + entries[number + 1 :]}


def cancel(keyring, submission):
    """Take what was sent and has not appeared back to the desk, as a draft. Returns the draft's row.

    A new version of a public text goes alone; a text that never appeared goes whole, and is a new one when it is sent
    again. Raises gate.ForbiddenMove when it appeared, or was taken back, meanwhile.
    """
    wording = submission.wordings.filter(state__in=OPEN).first()
    if not wording:
        raise gate.ForbiddenMove("nothing of it waits")
    with transaction.atomic():
        if submission.standing not in NEVER_SEEN:
            row = edit_again(keyring, submission)
            gate.drop(wording)
            return row
        row = writing.new_draft(keyring, _as_draft(submission, wording))
        gate.drop(wording)
        writing.withdraw(submission)
    return row


def _as_draft(submission, wording):
    """The draft that a text which never appeared was sent from."""
    values = writing.values_of(wording.passages)
    content = {"kind": submission.kind, "values": values, "kept": wording.kept}
    if submission.kind in Submission.PAGES:
        story = submission.as_story
        names = ("event", "profession", "harm", "setting", "second_event", "recency", "disguise", "door", "wishes")
        values |= {name: getattr(story, name) for name in names}
        values |= {
            "newcomer": bool(submission.newcomer),
            "when_quiet": submission.when_quiet,
            "topics": list(story.topics.values_list("slug", flat=True)),
        }
    else:
        content["page"] = submission.page.ref
    if submission.kind == Submission.Kind.COMMENT:
        comment, path = submission.as_comment, submission.path
        values |= {"reply_type": comment.reply_type, "speaks_as": comment.speaks_as}
        values |= {"newcomer": bool(submission.newcomer)}
        content["to"] = int(path[-threads.STEP :]) if path else None
    return content
