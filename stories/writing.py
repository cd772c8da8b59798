"""What a writer does: keep a draft, send it to the gate, take a text back."""

import contextlib
import hashlib
import secrets
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from forum.members.keyring import CannotOpen
from forum.members.models import Draft
from forum.members.unlocking import claimed, mine
from moderation import gate
from moderation.models import Submission, WhenQuiet
from moderation.states import Standing
from stories import prompts, quotas, reading, threads, unasked
from stories.models import Comment, Pressed, Story, StoryTopic, Topic, Voice, topics_in
from stories.pennames import pen_name

DRAFTS_AT_MOST = 200


class Changed(Exception):
    """The draft was saved, sent or deleted in another tab since this page read it."""


class TooMany(Exception):
    """No room for another draft."""


# Drafts: sealed under the keyring, found again by their claims


def revision(row):
    """What a form carries to say which state of a draft it read."""
    return hashlib.sha256(bytes(row.sealed)).hexdigest()[:32]


def new_draft(keyring, content):
    """Seal a new draft under a free claim, taken at random so that no number tells of earlier drafts."""
    while True:
        window = keyring.claims(purpose="draft")
        taken = {hash_ for (hash_,) in claimed("members_draft", window)}
        free = [hash_ for hash_ in window if hash_ not in taken]
        if len(taken) >= DRAFTS_AT_MOST:
            raise TooMany
        row = Draft(id=uuid4(), claim_hash=secrets.choice(free))
        row.sealed = keyring.seal_draft(content, str(row.pk))
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            continue  # another tab took this number
        return row


def drafts(keyring):
    """[(row, content)] of a keyring."""
    rows = Draft.objects.filter(claim_hash__in=keyring.claims(purpose="draft")).order_by("-touched_on", "id")
    return [(row, keyring.open_draft(row.sealed, str(row.pk))) for row in rows]


def find_draft(keyring, pk):
    """(row, content), or None when there is none or it is somebody else's."""
    row = Draft.objects.filter(pk=pk).first()  # what opens it is its keyring's: no claim has to be worked out
    try:
        return (row, keyring.open_draft(row.sealed, str(row.pk))) if row else None
    except CannotOpen:
        return None


def save_draft(keyring, row, content, read):
    """Keep a changed draft. Raises Changed when it is no longer the one with the revision ``read``."""
    sealed = keyring.seal_draft(content, str(row.pk))
    rows = Draft.objects.filter(pk=row.pk, sealed=bytes(row.sealed)) if revision(row) == read else Draft.objects.none()
    if not rows.update(sealed=sealed, touched_on=timezone.localdate()):
        raise Changed
    row.sealed = sealed


def delete_draft(row):
    Draft.objects.filter(pk=row.pk).delete()


def passages(content):
    """What the gate gets: [[prompt, heading, text], …], the title first, empty prompts left out.

    A rung of the ladder is a part of the prompt it belongs to ("next.told"). Ticked without a line it says its heading.
    """
    values = content["values"]
    if content["kind"] == "comment":
        return [["comment", _("Reply"), values.get("text", "")]]
    if content["kind"] == "update":
        text, rungs = values.get("text", ""), _rungs("update", values)
        return rungs + [["update", _("What happened next"), text]] * bool(text or not rungs)
    told = [["title", _("Title"), values["title"]]] if values.get("title") else []
    for key, (heading, _help, _needed) in prompts.ASKED[content["kind"]].items():
        rungs = _rungs(key, values) if key == "next" else []
        if values.get(key) or rungs:
            told += [[key, heading, values.get(key, "")], *rungs]
    return told


def _rungs(prompt, values):
    """The passages of those rungs that are ticked, or have a line."""
    return [
        [f"{prompt}.{key}", heading, values.get(f"line_{key}", "")]
        for key, (heading, _question) in prompts.RUNGS.items()
        if values.get(f"did_{key}") or values.get(f"line_{key}")
    ]


def field_of(prompt):
    """The form's field that holds a passage's text."""
    whole, _point, rung = prompt.partition(".")
    return f"line_{rung}" if rung else "text" if whole in ("comment", "update") else whole


def values_of(passages):
    """What stood in the form's fields when these passages were sent."""
    ticks = {f"did_{prompt.partition('.')[2]}": True for prompt, _heading, _text in passages if "." in prompt}
    return {field_of(prompt): text for prompt, _heading, text in passages} | ticks


def replace(content, passage, start, end, words):
    """The draft with a stretch of one of its passages changed."""
    field = field_of(passages(content)[passage][0])
    text = content["values"][field]
    return {**content, "values": {**content["values"], field: text[:start] + words + text[end:]}}


def newest(submission):
    """Its newest wording that has words, or None."""
    return max((w for w in submission.wordings.all() if w.passages), key=lambda w: w.number, default=None)


def begins(told):
    """What a list calls a text: its title, or how it begins; what it says where it has no words."""
    first = next((text for _prompt, _heading, text in told if text), told[0][1] if told else "Empty")
    return first if len(first) <= 80 else first[:79] + "…"


# Sending


def send(keyring, row, content):
    """Hand a draft to the gate and delete it, in one transaction; then screen. Returns the submission.

    Raises Changed when another tab sent or saved it first, gate.ForbiddenMove when its text or its page was taken back,
    quotas.Refused when this keyring may not send it now; the draft stays each time.
    """
    quotas.may_send(keyring, content)
    with transaction.atomic():
        if not Draft.objects.filter(pk=row.pk, sealed=bytes(row.sealed)).delete()[0]:
            raise Changed
        submission, frame = _SENDERS[content["kind"]](keyring, content)
        told, page = passages(content), submission if submission.kind in Submission.PAGES else submission.page
        about = {"topics": topics_in(page.marks), "notices": unasked.kinds_in(content, page)}
        wording = gate.submit(submission, told, frame=frame, kept=content.get("kept", ()), **about)
    with contextlib.suppress(gate.ForbiddenMove):  # it is at the gate: a rescreening was quicker, or it was taken back
        gate.screen_held(wording)
    return submission


def _own(keyring, ref, kind):
    """The submission with this ref if it belongs to the keyring, else ForbiddenMove."""
    found = Submission.objects.filter(ref=ref, kind=kind).first()
    if not found or found.claim_hash not in mine(keyring, Submission.objects):
        raise gate.ForbiddenMove("not a text of this keyring")
    return found


def _send_story(keyring, content):
    """A story, or a letter, whose form asks for less."""
    if content.get("ref"):
        return _own(keyring, content["ref"], content["kind"]), ""
    values = content["values"]
    story = Story(kind=content["kind"], wishes=values.get("wishes", []), harm=values.get("harm", ""))
    story.newcomer = values.get("newcomer") or None
    story.when_quiet = values.get("when_quiet") or WhenQuiet.PUBLISH  # drafts from before it was asked have none
    story.page_id = story.id
    for name in ("event", "profession", "setting", "second_event", "recency", "disguise", "door"):
        setattr(story, name, values.get(name, ""))
    topics = Topic.objects.filter(slug__in=values["topics"])
    story.marks = story.marked([topic.slug for topic in topics])
    claim = _free_claims(keyring)
    story.claim_hash = next(claim)
    while True:
        try:
            with transaction.atomic():
                story.save(force_insert=True)
                speak(keyring, story, is_author=True, claim=story.claim_hash)
            break
        except IntegrityError:  # another tab took this number
            story.claim_hash = next(claim)
            story._state.adding = True
    for topic in topics:
        StoryTopic.objects.create(tag=topic, content_object=story)
    return story, ""


def _send_comment(keyring, content):
    values = content["values"]
    if content.get("ref"):
        comment = Comment.objects.select_related("voice", "page__as_story").get(
            pk=_own(keyring, content["ref"], "comment").pk
        )
        voice, story, above, number = comment.voice, comment.page.as_story, comment.path, comment.number
        above = above[: -threads.STEP] if number else above
        to = int(above[-threads.STEP :]) if above else None
    else:
        story = reading.page(content["page"])
        story = story if story and story.door == "open" else None
        to = content.get("to")
        parent = to and story and story.shown.filter(number=to, standing=Standing.PUBLIC).first()
        if not story or (to and not parent):
            raise gate.ForbiddenMove("what this answers was taken back")
        above = threads.room_under(parent.path) if parent else ""
        voice = speak(keyring, story)
        as_author = {"reply_type": "author", "speaks_as": "letter" if story.is_letter else "author"}
        spoken = as_author if voice.is_author else values
        if story.is_letter and spoken["reply_type"] not in (*prompts.UNDER_A_LETTER, "welcome", "author"):
            raise gate.ForbiddenMove("replies to a letter acknowledge or thank")
        comment = Comment(
            kind=Submission.Kind.COMMENT,
            page=story,
            path=above,
            claim_hash=voice.claim_hash,
            voice=voice,
            reply_type=spoken["reply_type"],
            speaks_as=spoken["speaks_as"],
            newcomer=values.get("newcomer") or None,
        )
    return comment, _frame("stories/reply_frame.html", comment=comment, voice=voice, story=story, to=to)


def _send_update(keyring, content):
    if content.get("ref"):
        update = _own(keyring, content["ref"], "update")
    else:
        story = _own(keyring, content["page"], "story")
        if story.standing != Standing.PUBLIC:
            raise gate.ForbiddenMove("the story is not in the library")
        update = Submission(kind=Submission.Kind.UPDATE, page=story, claim_hash=story.claim_hash)
    return update, _frame("stories/update_frame.html")


def _frame(template, **context):
    """What stands around the words, kept for all readers: in the language of the house, not in the writer's."""
    with override(settings.LANGUAGE_CODE):
        return render_to_string(template, context)


_SENDERS = {"story": _send_story, "letter": _send_story, "comment": _send_comment, "update": _send_update}
KINDS = tuple(_SENDERS)


def _free_claims(keyring):
    """Claim hashes from the first number beyond the highest that any voice of this keyring has."""
    number = max((voice.number for voice in quotas.voices(keyring).values()), default=-1)
    while True:
        number += 1
        yield keyring.claim_hash(number)


def speak(keyring, story, *, is_author=False, claim=None):
    """The keyring's voice in a thread, made when it speaks there for the first time."""
    once = keyring.once(str(story.pk))
    if voice := Voice.objects.filter(once=once).first():
        return voice
    claims, turn = _free_claims(keyring), 0
    hash_ = claim or next(claims)
    while True:
        name = pen_name(keyring.choice("pen name", str(story.pk), turn))
        try:
            with transaction.atomic():
                return Voice.objects.create(
                    story=story, claim_hash=hash_, once=once, pen_name=name, is_author=is_author
                )
        except IntegrityError:
            if voice := Voice.objects.filter(once=once).first():
                return voice  # another tab spoke first
            if Voice.objects.filter(story=story, pen_name=name).exists():
                turn += 1
            elif claim:
                raise
            else:
                hash_ = next(claims)


def take_back(keyring, submission):
    """Withdraw a text of this keyring's: every word goes, here and at the gate."""
    withdraw(_own(keyring, submission.ref, submission.kind))
    for row, content in drafts(keyring):  # of its next version
        if content.get("ref") == submission.ref:
            delete_draft(row)


@transaction.atomic
def withdraw(submission):
    """The same for whoever has shown otherwise that it is theirs. Raises gate.ForbiddenMove when it is gone already."""
    gate.withdraw(submission)
    blank(submission)


def blank(submission):
    """Empty what a story's or reply's own row still tells after its words have gone."""
    Story.objects.filter(pk=submission.pk).update(
        setting="", second_event="", recency="", disguise="", wishes=[], door="closed", opens_on=None, too=None, lent=""
    )
    Pressed.objects.filter(story=submission.pk).delete()
    StoryTopic.objects.filter(content_object=submission.pk).delete()
    Comment.objects.filter(pk=submission.pk).update(helped=False)
