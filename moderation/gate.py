"""The gate: the only code that changes a wording's state, a submission's standing, or public words."""

import json
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from forum.members.keyring import mac
from forum.models import House
from moderation import agreeing, corrections, decisions, quotes, transparency, unanswered, waits
from moderation.findings import findings_of, never_kept
from moderation.models import Answer, Finding, Flag, Message, Note, Submission, WhenQuiet, Wording, hour_of, new_version
from moderation.rendering import rendered
from moderation.screener import NoScreening, screener
from moderation.states import (
    ASIDE,
    FLAGS,
    MAY_PUBLISH,
    MAY_WRITE,
    MOVES,
    NEEDS_TWO,
    OPEN,
    TWO_HIDE,
    Move,
    Standing,
    State,
    Wish,
)

LEASE = timedelta(minutes=30)
FIRST_APPEARANCE = {"submission__kind__in": Submission.PAGES, "submission__standing": Standing.UNSEEN}
ERASE_REPLIES_AFTER = timedelta(days=30)
ERASE_AFTER = {Move.RETURN: timedelta(days=60), Move.AGREE: timedelta(days=60), Move.DECLINE: timedelta(days=30)}
SERVED = {"lease_by": "", "lease_until": None, "waiting_since": None}  # times go when they have served


class ForbiddenMove(Exception):
    """The row is not as it was read: somebody decided, edited or took it back meanwhile."""


def digest_of(passages):
    """HMAC of the canonical passages: left behind, it confirms nothing to whoever lacks the pepper."""
    return mac(settings.PEPPER, "digest", json.dumps(passages, ensure_ascii=False, separators=(",", ":"))).hex()


def bump(page_id):
    """Whatever was cached of a page is of an older version from now on."""
    Submission.objects.filter(pk=page_id).update(version=new_version())


# A text comes in


def submit(submission, passages, *, frame="", kept=(), topics=(), notices=()):
    """Take a text in as a held wording, inside the caller's transaction; ``screen_held`` is called after it.

    ``passages`` is [[prompt, heading, text], …]; ``frame`` is fixed HTML with ``$number``, ``$month`` and ``$body``;
    ``kept`` is [[prompt, words, reason], …], ``topics`` the keys of what it is about, ``notices`` those of
    what nobody asked for. Raises ForbiddenMove when the submission has been taken back.
    """
    if submission._state.adding:
        submission.save(force_insert=True)
    last = submission.wordings.aggregate(last=Max("number"))["last"] or 0
    older_ones = list(submission.wordings.filter(state__in=(*OPEN, State.RETURNED)))
    for older in older_ones:
        _move(older, Move.DROP, older.digest, **SERVED)
    read = digest_of(passages)
    try:
        with transaction.atomic():
            wording = Wording.objects.create(
                submission=submission,
                number=last + 1,
                passages=passages,
                frame=frame,
                digest=read,
                agreed_by=next((older.agreed_by for older in older_ones if older.agreed == read), ""),
                kept=[list(words) for words in kept],
                topics=f" {' '.join(topics)} " if topics else "",
                notices=f" {' '.join(notices)} " if notices else "",
                care=any(older.care for older in older_ones),
            )
    except IntegrityError:
        raise ForbiddenMove("another version was sent meanwhile") from None
    # Last, and bound: a text that is being taken back at this moment takes the new wording with it.
    if not Submission.objects.filter(pk=submission.pk, standing__in=MAY_WRITE, erase_on=None).update(
        kind=submission.kind
    ):
        raise ForbiddenMove(f"{submission} was taken back")
    return wording


def screen_held(wording, patience=None):
    """Screen a held wording and queue it. Without an answer it stays held, and False comes back."""
    try:
        report = screener.screen([text for _prompt, _heading, text in wording.passages], patience)
    except NoScreening:
        corrections.count_outage()
        return False
    with transaction.atomic():
        hour = hour_of(timezone.now())
        _move(
            wording,
            Move.QUEUE,
            wording.digest,
            screened_with=report["engine"],
            meters=report["meters"],
            risk=report["risk"],
            waiting_since=hour,
        )
        Finding.objects.bulk_create(findings_of(wording, report))
        if wording.agreed_by:
            _confirm(wording)
    return True


def _confirm(wording):
    """Approve what a moderator agreed to with just these words; another person reads it first where two have to."""
    submission = wording.submission
    if wording.care or wording.findings.filter(certainty="certain").exists():
        return  # read anew, like any other
    if needs_second(wording, submission.harm):
        _move(wording, Move.SECOND, wording.digest, first_by=wording.agreed_by)
        return
    _move(wording, Move.CONFIRM, wording.digest, hold_until=_hold(submission), **SERVED)
    decisions.record(submission.ref, Move.CONFIRM, label=wording.agreed_by, read=wording.digest)
    _let_appear(wording)


def recall(wording):
    """Put an approved wording that has not appeared back into the queue: something new was found in it."""
    hour = hour_of(timezone.now())
    _move(wording, Move.RECALL, wording.digest, hold_until=None, first_by="", waiting_since=hour)


# A moderator reads and decides


def _move(wording, move, read, *, only=None, **changes):
    """Change a wording only if its text still is the one with the digest ``read``, as the form carried it."""
    sources, changes["state"] = MOVES[move]
    unchanged = Wording.objects.filter(pk=wording.pk, state__in=sources, digest=read)
    if only:
        unchanged = unchanged.filter(**only)
    if not unchanged.update(**changes):
        raise ForbiddenMove(f"{wording} cannot {move}")
    for name, value in changes.items():
        setattr(wording, name, value)


def take(wording, label):
    """Lease a waiting wording to a moderator for 30 minutes. Raises ForbiddenMove when it is another person's turn."""
    free = Wording.objects.open_to(label).filter(pk=wording.pk)
    if not free.exists() and not (wording.state == State.READING and wording.lease_by == label):
        raise ForbiddenMove(f"{wording} is being read")
    seen = {"state": wording.state, "lease_by": wording.lease_by, "lease_until": wording.lease_until}
    _move(wording, Move.TAKE, wording.digest, only=seen, lease_by=label, lease_until=timezone.now() + LEASE)


def release(wording, label):
    """Hand a leased wording on, without a reason."""
    move = Move.RELEASE_SECOND if wording.first_by else Move.RELEASE
    _move(
        wording,
        move,
        wording.digest,
        only={"lease_by": label, "lease_until": wording.lease_until},
        lease_by="",
        lease_until=None,
    )


def needs_second(wording, harm):
    """Whether a second person must read it: harm, a high meter, or a certain finding that was kept."""
    high = any(meter.get("level") == "high" for meter in wording.meters.values())
    kept = wording.findings.filter(certainty="certain").exists()
    return harm in NEEDS_TWO or high or kept


@transaction.atomic
def decide(wording, move, read, *, label, harm="", reason="", words="", allowed=(), pins=(), asked_for=False):
    """Approve, return or decline what was read. ``read`` is the digest that the moderator's form carried.

    To *agree* is to return a text and to approve it with the words of ``pins`` in it, if its writer takes them over.

    ``allowed`` are the ids of certain findings that the moderator ticked at their span; ``pins`` are unsaved Notes at
    stretches of a text that is returned; ``asked_for`` says that it holds no advice to keep aside. Raises
    ForbiddenMove when the row is not as it was read or another person has to decide, ValueError when a certain finding
    stands without a tick, a story without harm, or the writer is being cared for first.
    """
    words = words.strip()
    changes, since = dict(SERVED), wording.waiting_since
    if move in (Move.APPROVE, Move.AGREE):
        if wording.care:
            raise ValueError("Care first: the conversation with the writer is still open. Close it before you approve.")
        if wording.submission.kind in Submission.PAGES and not harm:
            raise ValueError("Please set the harm before you approve.")
    if move == Move.AGREE:
        changes |= {"agreed": digest_of(agreeing.with_pins(wording, pins)), "agreed_by": label}
    if move == Move.APPROVE:
        if asked_for:
            rest = wording.notices.replace(f" {ASIDE} ", " ")
            changes["notices"] = wording.notices = rest if rest.strip() else ""
        standing = {str(pk) for pk in wording.findings.filter(certainty="certain").values_list("pk", flat=True)}
        refused, words_for_them = never_kept(wording.submission.page.kind)
        if wording.findings.filter(certainty="certain", category__in=refused).exists():
            raise ValueError(f"{words_for_them} cannot be published. Return the text, please.")
        if standing - set(allowed):
            raise ValueError("A certain finding needs your own tick before this can be approved.")
        if needs_second(wording, harm) and not wording.first_by:
            move = Move.SECOND
            changes |= {"first_by": label, "waiting_since": since}
        else:
            changes["hold_until"] = None if wording.goes_aside else _hold(wording.submission)
    if label in wording.others_only:
        raise ForbiddenMove("a second reading, and an appeal, need another person")
    if move == Move.DECLINE:
        changes["declined_by"] = label
    if move in ERASE_AFTER:
        changes["erase_on"] = timezone.localdate() + ERASE_AFTER[move]
    _move(wording, move, read, only={"lease_by": label}, **changes)
    if harm:
        Submission.objects.filter(pk=wording.submission_id).update(harm=harm)
    agreed = changes.get("agreed", read)
    decisions.record(wording.submission.ref, move, label=label, reason=reason, read=agreed, words=words)
    if words:
        Note.objects.create(wording=wording, reason=reason, words=words)
    for pin in pins:
        pin.wording = wording
        pin.save(force_insert=True)
    if move != Move.SECOND and since:
        waits.count(since)
        corrections.count(wording, move, pins)
    if move == Move.APPROVE:
        _let_appear(wording)
    return move


def _let_appear(wording):
    """What was approved: kept aside where nobody asked for it, else public once its hold is over."""
    if wording.goes_aside:
        Submission.objects.filter(pk=wording.submission_id, standing=Standing.UNSEEN).update(standing=Standing.ASIDE)
    elif wording.hold_until <= timezone.localdate() and House.settings().publishing:
        publish(wording)


@transaction.atomic
def appeal(wording, words=""):
    """Have another moderator read what was declined, once. ``words`` go to them as a private message."""
    hour = hour_of(timezone.now())
    only = {"appealed": False}
    _move(wording, Move.APPEAL, wording.digest, only=only, appealed=True, waiting_since=hour, erase_on=None)
    if words:
        Message.objects.say(wording.submission, words, from_writer=True)


def _hold(submission):
    """The day from which it may appear: a page's first appearance is held back at random, all else is not."""
    first = submission.kind in Submission.PAGES and submission.standing == Standing.UNSEEN
    days = House.settings().hold_days if first else 0
    return timezone.localdate() + timedelta(days=1 + secrets.randbelow(days) if days else 0)


# Words become public, and are taken back


@transaction.atomic
def publish(wording, *, asked_for=False):
    """Make an approved wording the public one. Always the wording first, the submission second.

    What is kept aside appears only when ``asked_for``, by the author of its page, and as it was approved.
    """
    if wording.goes_aside and not asked_for:
        raise ForbiddenMove(f"{wording} is kept aside")
    if wording.digest != digest_of(wording.passages):
        raise ForbiddenMove(f"{wording} is not what was read")
    _move(wording, Move.PUBLISH, wording.digest, hold_until=None)
    submission = wording.submission
    page = Submission.objects.select_for_update().get(pk=submission.page_id)
    today = timezone.localdate()
    first = submission.published_on is None
    changes = {"standing": Standing.PUBLIC, "published_on": today if first else submission.published_on}
    if first and submission.kind == Submission.Kind.COMMENT:
        number = (page.shown.aggregate(last=Max("number"))["last"] or 0) + 1
        changes |= {"number": number, "path": f"{submission.path}{number:05d}"}
    if first:
        changes |= unanswered.at_first(submission)
    shown_number = changes.get("number", submission.number)
    changes |= rendered(wording, shown_number, changes["published_on"])
    rows = Submission.objects.filter(pk=submission.pk, standing__in=MAY_PUBLISH)
    if submission.standing == Standing.HIDDEN:  # better disguised; whether to show it is asked again
        rows = Submission.objects.filter(pk=submission.pk, standing=Standing.HIDDEN, erase_on=None)
        changes |= {"standing": Standing.HIDDEN, "restored_by": ""}
    if page.standing not in (Standing.PUBLIC, Standing.HIDDEN) and page.pk != submission.pk:
        raise ForbiddenMove(f"the page of {submission} was taken back")
    if not rows.update(**changes):
        raise ForbiddenMove(f"{submission} cannot be published")
    for older in submission.wordings.exclude(pk=wording.pk).exclude(digest=""):
        _move(older, Move.DROP, older.digest)
        erase(older)
    if first:
        unanswered.look_again(Submission.objects.get(pk=submission.pk), appeared=True)
    bump(page.pk)


def erase(wording):
    """Destroy a wording's words and everything that quotes them; the row and its digest's place stay."""
    Finding.objects.filter(wording=wording).delete()
    Note.objects.filter(wording=wording).delete()
    Wording.objects.filter(pk=wording.pk).update(
        passages=[], kept=[], frame="", meters={}, digest="", agreed="", notices="", erase_on=None
    )


@transaction.atomic
def drop(wording):
    """Erase a wording that stands as it was read; its submission stays."""
    _move(wording, Move.DROP, wording.digest, only={"state": wording.state}, hold_until=None, **SERVED)
    erase(wording)


@transaction.atomic
def withdraw(submission, standing=Standing.WITHDRAWN):
    """Take a text back: every word of it goes, and a tombstone of ref, kind and month stays.

    A story's thread leaves the site with it; each writer finds their reply on the desk for 30 days.
    """
    _unquote(submission)
    _drop_all(submission)
    gone = Submission.objects.filter(pk=submission.pk).exclude(standing__in=(Standing.WITHDRAWN, Standing.RETRACTED))
    row = gone.first()
    month = row and row.published_on and row.published_on.replace(day=1)
    blank = {"public_title": "", "public_html": "", "claim_hash": "", "event": "", "profession": "", "harm": ""}
    blank |= {"when_quiet": WhenQuiet.PUBLISH, "restored_by": "", "rungs": None, "marks": None}
    blank |= {"unanswered_since": None, "newcomer": None}
    if not gone.update(standing=standing, published_on=month, erase_on=None, **blank):
        raise ForbiddenMove(f"{submission} is gone already")
    _drop_all(submission)  # a version that was sent meanwhile is visible now, and no other can follow
    Flag.objects.filter(submission=submission).delete()
    Message.objects.filter(submission=submission).delete()
    Answer.objects.gone_with(submission)
    if submission.page_id == submission.pk:
        end = timezone.localdate() + ERASE_REPLIES_AFTER
        shown = Submission.objects.filter(page=submission.pk).exclude(pk=submission.pk)
        shown.exclude(standing__in=(Standing.WITHDRAWN, Standing.RETRACTED)).update(
            standing=Standing.HIDDEN, erase_on=end, unanswered_since=None, newcomer=None
        )
    unanswered.look_again(submission)
    bump(submission.page_id)


def _unquote(submission):
    """Blank what its thread quotes of a text that is being taken back; a decision on the older words is refused."""
    for row, read, changes in quotes.quoted(submission):
        rows = type(row).objects.filter(pk=row.pk, **read)
        if changes and "passages" in changes:
            changes["digest"] = digest_of(changes["passages"])
        rows.delete() if changes is None else rows.update(**changes)


def _drop_all(submission):
    for wording in Wording.objects.filter(submission=submission.pk).exclude(digest=""):
        if Wording.objects.filter(pk=wording.pk).update(state=State.DROPPED, **SERVED):
            erase(wording)


# Readers flag; what is hidden comes back by two moderators


@transaction.atomic
def flag(submission, reason, *, note="", nullifier=None, may_hide=True):
    """Store a reader's flag and hide the text at once where its reason says so. Returns whether it was hidden.

    ``may_hide`` is False when flags from outside a keyring have hidden enough for now. A keyring's second flag on
    the same text changes nothing.
    """
    row = Flag(submission=submission, reason=reason, note=note, nullifier=nullifier)
    others = Flag.objects.filter(submission=submission, reason=reason, handled=False)
    hides = FLAGS[reason].does == "hides" or (reason == TWO_HIDE and others.exists())
    row.urgent = hides or FLAGS[reason].does == "urgent"
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False  # flagged by this keyring before
    transparency.count_flag(reason)
    return hides and may_hide and _stand(submission, (Standing.PUBLIC,), Standing.HIDDEN)


def _stand(submission, sources, standing):
    """Move a submission between standings, words untouched. Whether it was in one of ``sources``."""
    rows = Submission.objects.filter(pk=submission.pk, standing__in=sources, erase_on=None)
    moved = rows.update(standing=standing, restored_by="")
    if moved:
        unanswered.look_again(submission)
        bump(submission.page_id)
    return bool(moved)


_STANDS = {Move.HIDE: ((Standing.PUBLIC,), Standing.HIDDEN), Move.RESTORE: ((Standing.HIDDEN,), Standing.PUBLIC)}


@transaction.atomic
def wish(answer, wished):
    """Keep what whoever flagged would like. When that is "hidden", no moderator's word to show the text counts yet."""
    decisions.one_at_a_time()
    Answer.objects.filter(pk=answer.pk).update(wish=wished)
    if wished == Wish.HIDE:
        _stand(answer.submission, (Standing.HIDDEN,), Standing.HIDDEN)


@transaction.atomic
def settle_flags(submission, move, *, label, reason="", words=""):
    """A moderator's answer to the flags on a text: no action, hide, restore or retract. Returns the move that was made.

    What is hidden comes back when a second moderator wants it too: the first wish is kept, and None comes back. Where
    whoever flagged it wishes it to stay hidden, both give a reason in words, and both stand in the chain. Raises
    ForbiddenMove when the text does not stand where the move begins.
    """
    hidden = Submission.objects.filter(pk=submission.pk, standing=Standing.HIDDEN, erase_on=None)
    if move == Move.RESTORE:
        decisions.one_at_a_time()  # ``wish`` waits for this, too
        wished = submission.answers.filter(wish=Wish.HIDE).exists()
        if wished and not (reason and words):
            raise ForbiddenMove("against the wish of whoever flagged it, it takes a reason in words")
        if hidden.filter(restored_by="").update(restored_by=label):
            if wished:
                decisions.record(submission.ref, Move.WOULD_RESTORE, label=label, reason=reason, words=words)
            return None
        if not hidden.exclude(restored_by__in=("", label)).exists():
            raise ForbiddenMove("it takes a second moderator to show it again")
    elif move == Move.NO_ACTION:
        if hidden.exists():
            raise ForbiddenMove("a hidden text is shown again or retracted")
    elif move == Move.RETRACT:
        _unquote(submission)  # wordings are locked before the chain of decisions, as in deciding
    decisions.record(submission.ref, move, label=label, reason=reason, words=words)
    if move == Move.RETRACT:
        withdraw(submission, Standing.RETRACTED)
    elif move in _STANDS and not _stand(submission, *_STANDS[move]):
        raise ForbiddenMove(f"{submission} does not stand where this begins")
    elif move != Move.HIDE:
        Flag.objects.filter(submission=submission).update(handled=True, urgent=False, note="")
    return move
