"""The gate's tables. Only the gate changes a state, a standing or public words."""

from moderation.models.papers import Answer, AnswerMessage, Decision, Flag, Message, Note
from moderation.models.texts import (
    Finding,
    Submission,
    SubmissionQuerySet,
    WhenQuiet,
    Wording,
    WordingQuerySet,
    hour_of,
    new_ref,
    new_version,
)

__all__ = [
    "Answer",
    "AnswerMessage",
    "Decision",
    "Finding",
    "Flag",
    "Message",
    "Note",
    "Submission",
    "SubmissionQuerySet",
    "WhenQuiet",
    "Wording",
    "WordingQuerySet",
    "hour_of",
    "new_ref",
    "new_version",
]
