"""Texts at the gate, their versions, and what the screening found in them."""

import secrets
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.states import ASIDE, IN_QUEUE, OPEN, SIGNS, Harm, Standing, State

REF_LETTERS = "abcdefghjkmnpqrstuvwxyz"  # no i, l, o: nothing that is misread


def new_ref():
    """Ten letters, about 45 bits, that say nothing."""
    return "".join(secrets.choice(REF_LETTERS) for _ in range(10))


def hour_of(moment):
    """The hour that a moment lies in: nothing finer is kept of when a text came."""
    return moment.replace(minute=0, second=0, microsecond=0)


def new_version():
    return secrets.token_hex(8)


class WhenQuiet(models.TextChoices):
    """What happens to an approved story when a week passes and too few members came by to hide whose it is."""

    PUBLISH = "publish", _("Let it appear")
    WITHDRAW = "withdraw", _("Take it back")


class SubmissionQuerySet(models.QuerySet):
    def public(self):
        """What anybody may read, on a page that anybody may read."""
        return self.filter(standing=Standing.PUBLIC, page__standing=Standing.PUBLIC)

    def of(self, claim_hashes):
        return self.filter(claim_hash__in=claim_hashes)


class Submission(models.Model):
    """Any text at the gate. ``public_title`` and ``public_html`` are copies, made when it is published.

    ``claim_hash`` is the hash of its voice's claim: only the writer's own keyring can tell that it is theirs.
    ``page`` is the story whose page shows it (a story's is itself). ``path`` is the path of what it answers until
    it is first published, then its own: the gate adds its ``number``, so neither shows a reply that is not public.
    """

    class Kind(models.TextChoices):
        STORY = "story", _("story")
        COMMENT = "comment", _("reply")
        UPDATE = "update", _("update")
        LETTER = "letter", _("letter")

    PAGES = (Kind.STORY, Kind.LETTER)  # what has a page of its own

    GATE_FIELDS = frozenset(
        {
            "standing",
            "public_title",
            "public_html",
            "published_on",
            "number",
            "version",
            "erase_on",
            "restored_by",
            "rungs",
            "unanswered_since",
            "newcomer",
        }
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.UNSEEN)
    claim_hash = models.CharField(max_length=64, blank=True, editable=False)
    page = models.ForeignKey("self", models.CASCADE, related_name="shown")
    path = models.CharField(max_length=240, blank=True)
    number = models.PositiveIntegerField(null=True)
    version = models.CharField(max_length=16, default=new_version)
    public_title = models.CharField(max_length=90, blank=True)
    public_html = models.TextField(blank=True)
    published_on = models.DateField(null=True)
    erase_on = models.DateField(null=True)
    when_quiet = models.CharField(max_length=8, choices=WhenQuiet, default=WhenQuiet.PUBLISH)
    restored_by = models.CharField(max_length=16, blank=True)  # who would show it again: it takes two
    event = models.CharField(max_length=20, blank=True)
    profession = models.CharField(max_length=20, blank=True)
    harm = models.CharField(max_length=10, choices=Harm, blank=True)
    rungs = models.CharField(max_length=60, null=True)  # keys of those that its public words tell of; null for none
    marks = models.CharField(max_length=300, null=True)  # " event:duty topic:risk ": what else lists ask for
    unanswered_since = models.DateTimeField(null=True)  # an hour, emptied when somebody else has answered
    newcomer = models.BooleanField(null=True)  # its writer told the hosts that they are new; null for all others

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing=Standing.PUBLIC) | (Q(published_on__isnull=False) & ~Q(public_html="")),
                name="public_with_date_and_words",
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=[Standing.WITHDRAWN, Standing.RETRACTED])
                | Q(public_title="", public_html=""),
                name="taken_back_without_words",
            ),
            models.UniqueConstraint("page", "number", name="a_number_once_a_page"),
        ]
        indexes = [
            models.Index("claim_hash", name="submission_claim"),
            # A list finds what was chosen on its way along the order, without a look at the rows.
            models.Index(
                "kind", "standing", F("published_on").desc(), "id", "marks", "harm", name="submission_library"
            ),
            models.Index("page", "path", name="submission_thread"),
            models.Index(
                "kind",
                "standing",
                "published_on",
                "id",
                condition=Q(unanswered_since__isnull=False),
                name="submission_unanswered",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.ref}"

    def save(self, *args, update_fields=None, **kwargs):
        """New rows only: a stale copy that is saved would bring hidden words back."""
        if not self._state.adding and (update_fields is None or self.GATE_FIELDS & set(update_fields)):
            raise TypeError("only the gate changes a submission that exists")
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def is_public(self):
        return self.standing == Standing.PUBLIC and self.page.standing == Standing.PUBLIC


class WordingQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def waiting(self):
        """What a moderator can take: waiting, or under a lease that has ended."""
        lapsed = Q(state=State.READING, lease_until__lt=timezone.now())
        return self.filter(Q(state__in=IN_QUEUE) | lapsed)

    def open_to(self, label):
        """What this moderator can take: a second reading and an appeal are for somebody else."""
        return self.waiting().exclude(first_by=label).exclude(appealed=True, declined_by=label)

    def without(self, topics):
        """Those about none of these topics."""
        rows = self
        for topic in topics:
            rows = rows.exclude(topics__contains=f" {topic} ")
        return rows

    def kept_aside(self):
        """Approved, and not asked for: they wait until the author of their page lets them appear."""
        return self.filter(state=State.APPROVED, notices__contains=f" {ASIDE} ")

    def riskiest_first(self):
        return self.order_by("-risk", F("waiting_since").asc(nulls_last=True), "id")


class Wording(models.Model):
    """One version of a submission: [[prompt, heading, text], …] and, for what has a fixed frame, that frame."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    passages = models.JSONField(default=list)
    kept = models.JSONField(default=list)  # [[prompt, words, reason], …]: what the writer keeps, and why
    frame = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.HELD)
    screened_with = models.CharField(max_length=40, blank=True)
    topics = models.CharField(max_length=400, blank=True)  # keys between spaces, so that readers can stay away from one
    notices = models.CharField(max_length=40, blank=True)  # keys of SIGNS between spaces
    meters = models.JSONField(default=dict)
    risk = models.PositiveSmallIntegerField(default=0)
    waiting_since = models.DateTimeField(null=True)  # an hour, emptied at the decision
    lease_until = models.DateTimeField(null=True)  # a minute, emptied at the decision
    lease_by = models.CharField(max_length=16, blank=True)
    first_by = models.CharField(max_length=16, blank=True)
    declined_by = models.CharField(max_length=16, blank=True)
    appealed = models.BooleanField(default=False)  # once, and read by somebody else
    care = models.BooleanField(default=False)  # a moderator wrote to the writer first; nothing is approved meanwhile
    hold_until = models.DateField(null=True)
    erase_on = models.DateField(null=True)  # returned or declined, it goes on this day
    agreed = models.CharField(max_length=64, blank=True)  # the digest of other words with which it is approved
    agreed_by = models.CharField(max_length=16, blank=True)  # whose decision that was; kept with the words themselves

    objects = WordingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("submission", "number", name="wording_number_once"),
            models.UniqueConstraint("submission", condition=Q(state__in=OPEN), name="one_open_wording"),
            models.CheckConstraint(
                condition=~Q(state__in=[*IN_QUEUE, State.READING, State.APPROVED, State.USED]) | ~Q(screened_with=""),
                name="screened_before_waiting",
            ),
        ]
        indexes = [models.Index("state", name="wording_state")]

    def __str__(self):
        return f"wording {self.number} of {self.submission_id}"

    @property
    def goes_aside(self):
        """Whether it is kept aside when it is approved."""
        return f" {ASIDE} " in self.notices

    @property
    def noticed(self):
        """What moderators are told that was noticed in it."""
        return [gettext(SIGNS[key]) for key in self.notices.split()]

    @property
    def others_only(self):
        """The labels of moderators whose turn it is not."""
        return {self.first_by, self.declined_by if self.appealed else ""} - {""}


class Finding(models.Model):
    """A stretch of a passage that could tell who somebody is; what its writer did about it."""

    class Answer(models.TextChoices):
        OPEN = "open", "open"
        KEPT = "kept", "kept"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    wording = models.ForeignKey(Wording, models.CASCADE, related_name="findings")
    passage = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    category = models.CharField(max_length=12)
    kind = models.CharField(max_length=8)
    certainty = models.CharField(max_length=8)
    rule = models.CharField(max_length=60)
    milder = models.JSONField(default=list)
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.OPEN)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="finding_not_empty")]
        ordering = ["passage", "start"]

    @property
    def words(self):
        return self.wording.passages[self.passage][2][self.start : self.end]

    @property
    def is_certain(self):
        return self.certainty == "certain"
