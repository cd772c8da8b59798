"""What the site holds: every table in words, and every row that an open keyring can show to be its own.

Which rows those are is read off the models: what hangs on the account by keys, and what bears a hash that only this
keyring can derive. A new model that is tied in one of these ways appears by itself.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from forum.members.keyring import CannotOpen
from forum.members.models import Draft, Member
from forum.members.unlocking import mine
from moderation.models import Decision, Flag, Submission
from stories import letters, visits
from stories.models import Bookmark, Voice

COLUMNS = Path(__file__).with_name("columns.toml")
DRAFTS_LAST = timedelta(days=30)
# Keys by which rows of others hang on one's own: replies to my story, their voices, flags, their answers, presses.
OTHERS = {
    "moderation.Submission.page",
    "stories.Voice.story",
    "moderation.Flag.submission",
    "moderation.Answer.submission",
    "stories.Pressed.story",
}


@cache
def told():
    """{table: {title, part, goes, column: why, …}} from the data file."""
    return tomllib.loads(COLUMNS.read_text())


@dataclass
class Table:
    name: str
    title: str
    part: str
    goes: str
    columns: list  # of (name, why)


def tables():
    """Every table that the models or the search make, by the parts and in the order of the data file."""
    names = {}
    for model in [*apps.get_models(include_auto_created=True), MigrationRecorder.Migration]:
        names[model._meta.db_table] = [found.column for found in model._meta.local_concrete_fields]
    words = told()
    for name, about in words.items():
        here = names.setdefault(name, [])
        here += [column for column in about if column not in {*here, "title", "part", "goes"}]
    order = [*words, *sorted(names.keys() - words.keys())]
    unknown = {"title": _("A new table"), "part": _("Not described yet"), "goes": _("Not described yet.")}
    return [
        Table(name, about["title"], about["part"], about["goes"], [(c, about.get(c, "")) for c in names[name]])
        for name in order
        for about in [words.get(name, unknown)]
    ]


# The rows of one member


@dataclass
class Row:
    """One row in words: what it is, its columns, the day it goes if there is one, and where something can be done."""

    row: object
    summary: str
    columns: list  # of (name, why, value)
    named: bool = False  # whether the summary tells it from others of its table
    goes_on: date | None = None
    links: list = field(default_factory=list)  # of (words, address)

    @property
    def is_draft(self):
        return isinstance(self.row, Draft)


@dataclass
class Held:
    """One table with the rows of this member."""

    table: Table
    rows: list


def texts(keyring):
    """The submissions of a keyring."""
    return Submission.objects.of(mine(keyring, Voice.objects)).order_by("kind", "id").select_related("page")


def rows_of(keyring, member, session_key=None):
    """{model: {pk: row}} of all that is tied to this member, by keys or by what only the keyring derives."""
    found = {Member: {member.pk: member}}
    for model in apps.get_models(include_auto_created=True):
        names = {column.name for column in model._meta.local_concrete_fields}
        if "claim_hash" in names:
            hashes = [*mine(keyring, model._base_manager), *mine(keyring, model._base_manager, "draft")]
            _add(found, model, model._base_manager.filter(claim_hash__in=hashes))
        if model is Flag:
            pages = model._base_manager.exclude(nullifier=None).values_list("submission__page", flat=True).distinct()
            own = [keyring.nullifier("flag", str(page)) for page in pages]
            _add(found, model, model._base_manager.filter(nullifier__in=own))
    _add(found, Bookmark, visits.bookmarks(keyring))
    _follow(found)
    refs = [row.ref for row in found.get(Submission, {}).values()]
    _add(found, Decision, Decision.objects.filter(about__in=refs))
    _add(found, Session, Session.objects.filter(session_key=session_key))
    return found


def _add(found, model, rows):
    new = {row.pk: row for row in rows if row.pk not in found.get(model, {})}
    if new:
        found.setdefault(model, {}).update(new)
    return bool(new)


def _follow(found):
    """Add what hangs on the rows found, key by key, until nothing new turns up."""
    grew = True
    while grew:
        grew = False
        for model in apps.get_models(include_auto_created=True):
            for key in model._meta.local_concrete_fields:
                if not key.is_relation or key.related_model not in found or str(key) in OTHERS:
                    continue
                rows = model._base_manager.filter(**{f"{key.name}__in": list(found[key.related_model])})
                grew = _add(found, model, rows) or grew


def held(keyring, member, session_key):
    """[Held, …] in the order of the data file."""
    found = rows_of(keyring, member, session_key)
    by_table = {model._meta.db_table: rows for model, rows in found.items()}
    return [
        Held(table, _numbered([_in_words(table, row) for row in by_table[table.name].values()]))
        for table in tables()
        if table.name in by_table
    ]


def _numbered(rows):
    """The same rows; those that would read alike get a number."""
    if len(rows) > 1:
        for number, row in enumerate(rows, 1):
            row.summary = (
                row.summary
                if row.named
                else _("%(what)s, %(number)s of %(all)s") % {"what": row.summary, "number": number, "all": len(rows)}
            )
    return rows


def _in_words(table, row):
    fields = {column.column: column for column in row._meta.local_concrete_fields}
    columns = [(name, why, _value(getattr(row, fields[name].attname))) for name, why in table.columns if name in fields]
    shown = Row(row, table.title, [column for column in columns if column[2]])
    if isinstance(row, Draft):
        shown.goes_on = row.touched_on + DRAFTS_LAST
        shown.links = [(_("Open it"), reverse("stories:draft", args=[row.pk]))]
    elif isinstance(row, Submission):
        shown.named = True
        shown.summary, shown.goes_on = f"{row.get_kind_display().capitalize()} {row.ref}", row.erase_on
        if type(row) is Submission:
            shown.links = [
                (_("See it"), reverse("stories:text", args=[row.ref])),
                (_("Take it back"), reverse("stories:take_back", args=[row.ref])),
            ]
    elif isinstance(row, Voice):
        shown.summary, shown.named = _("You as %(pen_name)s") % {"pen_name": row.pen_name}, True
    elif isinstance(row, Member):
        shown.links = [(_("Leave"), reverse("stories:leave"))]
    elif row._meta.label == "mfa.Authenticator":
        shown.links = [(_("Change it"), reverse("mfa_index"))]
    elif row._meta.label == "moderation.Wording":
        shown.summary, shown.named = (
            _("Version %(number)s of %(ref)s") % {"number": row.number, "ref": row.submission.ref},
            True,
        )
        shown.goes_on = row.erase_on
    return shown


def _value(value):
    """A column's value as a person would say it; empty for what is empty."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, bytes | memoryview):
        return _("Locked, %(number)s bytes") % {"number": f"{len(bytes(value)):,}"}
    if isinstance(value, date):  # of an hour or a lease, too, only the day: a moderator's minutes are nobody's to read
        return dateformat.format(value, "j F Y")
    if isinstance(value, list | dict):
        return ngettext("%(number)s part", "%(number)s parts", len(value)) % {"number": len(value)}
    if isinstance(value, UUID):
        return _("Random")
    said = str(value)
    if " " not in said and len(said) >= 16:
        return _("A code of %(number)s letters and digits") % {"number": f"{len(said):,}"}
    return said if len(said) <= 120 else _("%(number)s words") % {"number": f"{len(said.split()):,}"}


BOX = {
    "batch": gettext_noop("The number of the batch of stories that was the last when you came by:"),
    "seen": gettext_noop("What you have seen of your threads, a short mark for each text of yours:"),
}


def box(keyring, member):
    """The content of the locked box as it is, or None when it does not open."""
    try:
        return keyring.open_box(member.box, str(member.pk))
    except CannotOpen:
        return None


# Everything of one's own as one file, made on the fly


def export(keyring, member, drafts):
    """What ``held`` lists, with its words, ready for JSON: nothing of anybody else, and no code that means nothing."""
    found = rows_of(keyring, member)
    roles = [name for name in ("moderator", "host", "owner") if getattr(member, f"is_{name}")]
    voices = {row.claim_hash: row for row in found.get(Voice, {}).values()}
    return {
        "account": {"roles": roles, "staff name": member.staff_name, "box": box(keyring, member)},
        "texts": [_text(row, voices.get(row.claim_hash)) for row in found.get(Submission, {}).values()],
        "drafts": [content | {"changed": row.touched_on.isoformat()} for row, content in drafts],
        "voices": [
            {"pen name": row.pen_name, "story": row.story.ref, "is the author": row.is_author, "barred": row.barred}
            for row in voices.values()
        ],
        "flags": [
            {
                "text": row.submission.ref,
                "reason": row.get_reason_display(),
                "note": row.note,
                "dealt with": row.handled,
            }
            for row in found.get(Flag, {}).values()
        ],
    }


def _text(row, voice):
    about = {"ref": row.ref, "kind": row.kind, "standing": row.standing, "under": row.page.ref}
    about |= {"month": f"{row.published_on:%Y-%m}" if row.published_on else None, "pen name": voice and voice.pen_name}
    told = ("public_title", "public_html", "event", "profession", "harm", "rungs")
    about |= {name: getattr(row, name) for name in told}
    story = getattr(row, "as_story", None)
    if story:
        about |= {name: getattr(story, name) for name in ("setting", "second_event", "recency", "disguise", "door")}
        about |= {"wishes": story.wishes, "topics": [topic.name for topic in story.topics.all()]}
        about["lines that authors may see"] = [line for code, line in letters.lines(row) if code in story.lent.split()]
    comment = getattr(row, "as_comment", None)
    if comment:
        about |= {"reply type": comment.reply_type, "speaks as": comment.speaks_as, "helped": comment.helped}
    about["versions"] = [
        {
            "number": wording.number,
            "state": wording.state,
            "passages": wording.passages,
            "kept": wording.kept,
            "noticed": wording.notices.split(),
            "findings": [
                {"words": one.words, "category": one.category, "certainty": one.certainty, "answer": one.answer}
                | {"reason": one.reason}
                for one in wording.findings.all()
            ],
            "notes to you": [{"reason": note.reason, "words": note.words} for note in wording.notes.all()],
        }
        for wording in row.wordings.order_by("number")
    ]
    decisions = Decision.objects.filter(about=row.ref).order_by("number")
    about["decisions"] = [{"move": one.move, "reason": one.reason, "day": one.day.isoformat()} for one in decisions]
    return about
