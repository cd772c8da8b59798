"""A text comes in, is screened, read and decided on."""

import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.models import House
from moderation import agreeing, corrections, decisions, waits
from moderation.findings import findings_of, never_kept
from moderation.gate.appearing import SERVED, ForbiddenMove, carry_out, digest_of, publish
from moderation.models import Finding, Message, Note, Submission, Wording, hour_of
from moderation.screener import NoScreening, screener
from moderation.states import (
    ASIDE,
    MAY_WRITE,
    NEEDS_TWO,
    OPEN,
    Move,
    Standing,
    State,
)

LEASE = timedelta(minutes=30)
ERASE_AFTER = {Move.RETURN: timedelta(days=60), Move.AGREE: timedelta(days=60), Move.DECLINE: timedelta(days=30)}


# A text comes in


def submit(submission, passages, *, frame="", kept=(), topics=(), notices=()):
    """Take a text in as a held wording, inside the caller's transaction; ``screen_held`` is called after it.

    ``passages`` is [[prompt, heading, text], …]; ``frame`` is fixed HTML with ``$number``, ``$month`` and ``$body``;
    ``kept`` is [[prompt, words, reason], …], ``topics`` the keys of what it is about, ``notices`` those of
    what nobody asked for. Raises ForbiddenMove when the submission has been taken back.
    """
    first, last, older_ones = submission._state.adding, 0, []
    if first:
        submission.save(force_insert=True)
    else:
        last = submission.wordings.aggregate(last=Max("number"))["last"] or 0
        older_ones = list(submission.wordings.filter(state__in=(*OPEN, State.RETURNED)))
    for older in older_ones:
        carry_out(older, Move.DROP, older.digest, **SERVED)
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
    # One that was made in this transaction nobody else can see yet.
    bound = Submission.objects.filter(pk=submission.pk, standing__in=MAY_WRITE, erase_on=None)
    if not first and not bound.update(kind=submission.kind):
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
        carry_out(
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
        carry_out(wording, Move.SECOND, wording.digest, first_by=wording.agreed_by)
        return
    carry_out(wording, Move.CONFIRM, wording.digest, hold_until=_hold(submission), **SERVED)
    decisions.record(submission.ref, Move.CONFIRM, label=wording.agreed_by, read=wording.digest)
    _let_appear(wording)


def recall(wording):
    """Put an approved wording that has not appeared back into the queue: something new was found in it."""
    hour = hour_of(timezone.now())
    carry_out(wording, Move.RECALL, wording.digest, hold_until=None, first_by="", waiting_since=hour)


# A moderator reads and decides


def take(wording, label):
    """Lease a waiting wording to a moderator for 30 minutes. Raises ForbiddenMove when it is another person's turn."""
    free = Wording.objects.open_to(label).filter(pk=wording.pk)
    if not free.exists() and not (wording.state == State.READING and wording.lease_by == label):
        raise ForbiddenMove(f"{wording} is being read")
    seen = {"state": wording.state, "lease_by": wording.lease_by, "lease_until": wording.lease_until}
    carry_out(wording, Move.TAKE, wording.digest, only=seen, lease_by=label, lease_until=timezone.now() + LEASE)


def release(wording, label):
    """Hand a leased wording on, without a reason."""
    move = Move.RELEASE_SECOND if wording.first_by else Move.RELEASE
    carry_out(
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
            raise ValueError(
                _("Care first: the conversation with the writer is still open. Close it before you approve.")
            )
        if wording.submission.kind in Submission.PAGES and not harm:
            raise ValueError(_("Please set the harm before you approve."))
    if move == Move.AGREE:
        changes |= {"agreed": digest_of(agreeing.with_pins(wording, pins)), "agreed_by": label}
    if move == Move.APPROVE:
        if asked_for:
            rest = wording.notices.replace(f" {ASIDE} ", " ")
            changes["notices"] = wording.notices = rest if rest.strip() else ""
        standing = {str(pk) for pk in wording.findings.filter(certainty="certain").values_list("pk", flat=True)}
        refused, words_for_them = never_kept(wording.submission.page.kind)
        if wording.findings.filter(certainty="certain", category__in=refused).exists():
            raise ValueError(_("%(what)s cannot be published. Return the text, please.") % {"what": words_for_them})
        if standing - set(allowed):
            raise ValueError(_("A certain finding needs your own tick before this can be approved."))
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
    carry_out(wording, move, read, only={"lease_by": label}, **changes)
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
    carry_out(wording, Move.APPEAL, wording.digest, only=only, appealed=True, waiting_since=hour, erase_on=None)
    if words:
        Message.objects.say(wording.submission, words, from_writer=True)


def _hold(submission):
    """The day from which it may appear: a page's first appearance is held back at random, all else is not."""
    first = submission.kind in Submission.PAGES and submission.standing == Standing.UNSEEN
    days = House.settings().hold_days if first else 0
    return timezone.localdate() + timedelta(days=1 + secrets.randbelow(days) if days else 0)
