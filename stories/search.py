"""Search in public words: PostgreSQL full text or SQLite FTS5, which ``migrations/0004_search.py`` feeds.

Whoever asks may write as in other search fields: words, "words in a row", -without, one OR other.
"""

import html
import re

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from stories.models import Story

RANKED = 800  # hits at most, the newest first; ordering all hits of a common word would cost most
ALIKE, ALIKE_AMONG = 5, 2_000
_PIECE = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_OPEN, _CLOSE = "\x02", "\x03"  # around a hit: characters that no text holds
_COLUMN = "moderation_submission.search"
_WORDS = "regexp_replace(regexp_replace(public_html, '<h[1-6][^>]*?>.*?</h[1-6]>', ' ', 'g'), '<[^>]*>', ' ', 'g')"


def _query(asked):
    return SearchQuery(asked, config="english", search_type="websearch")


def hits(asked, stories=None):
    """Refs of those of ``stories`` (a query; None for the library) that have the words, best first, at most ``RANKED``.

    1 or 2 queries.
    """
    if connection.vendor == "postgresql":
        return _ranked(asked, Story.objects.in_library() if stories is None else stories)
    match = _fts5(asked)
    if not match:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ref FROM stories_search WHERE stories_search MATCH %s"
            f" ORDER BY bm25(stories_search, 0, 4, 1) LIMIT {RANKED}",
            [match],
        )
        refs = [ref for (ref,) in cursor.fetchall()]
    if stories is None:  # what is not public is not in the index
        return refs
    fitting = set(stories.filter(ref__in=refs).values_list("ref", flat=True))
    return [ref for ref in refs if ref in fitting]


def _ranked(asked, stories):
    has = RawSQL(f"{_COLUMN} @@ websearch_to_tsquery('english', %s)", [asked], BooleanField())
    ranked = stories.filter(has, kind=Story.Kind.STORY).annotate(rank=SearchRank(RawSQL(_COLUMN, []), _query(asked)))
    rows = list(ranked.values_list("ref", "rank")[:RANKED])
    return [ref for ref, _rank in sorted(rows, key=lambda row: -row[1])]


def _fts5(asked):
    """The same question in FTS5's own language; empty when it asks for nothing."""
    wanted, unwanted, either = [], [], False
    for minus, phrase, word in _PIECE.findall(asked):
        said = phrase or word
        if said == "OR" and wanted and not minus:
            either = True
        elif any(letter.isalnum() for letter in said):
            quoted = f'"{said}"'
            if minus:
                unwanted.append(quoted)
            elif either:
                wanted[-1] = f"({wanted[-1]} OR {quoted})"
            else:
                wanted.append(quoted)
            either = False
    if not wanted:
        return ""
    return f"{{heading words}} : ({' AND '.join(wanted)})" + "".join(
        f" NOT {{heading words}} : {one}" for one in unwanted
    )


def snippets(asked, stories):
    """{ref: the words around the first hits, with <mark>} for the stories of one page. 1 query."""
    if not stories:
        return {}
    refs = [story.ref for story in stories]
    if connection.vendor == "postgresql":
        about = {"start_sel": _OPEN, "stop_sel": _CLOSE, "min_words": 14, "max_words": 30, "config": "english"}
        words = SearchHeadline(RawSQL(_WORDS, []), _query(asked), **about)
        rows = Story.objects.in_library().filter(ref__in=refs).values_list("ref", words)
        return {ref: _marked(html.unescape(words)) for ref, words in rows}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ref, snippet(stories_search, 2, %s, %s, '…', 30) FROM stories_search WHERE stories_search MATCH %s",
            [_OPEN, _CLOSE, f"({_fts5(asked)}) AND ref : ({' OR '.join(refs)})"],
        )
        return {ref: _marked(words) for ref, words in cursor.fetchall()}


def _marked(words):
    """Escaped, with the hits in <mark>."""
    pieces = re.split(f"[{_OPEN}{_CLOSE}]", words)
    tags = (("<mark>", "</mark>") if at % 2 else ("", "") for at in range(len(pieces)))
    return format_html_join(
        "", "{}{}{}", ((mark_safe(a), piece, mark_safe(z)) for piece, (a, z) in zip(pieces, tags, strict=True))
    )


def alike(asked):
    """Stories whose titles look like the words that found nothing. 1 or 2 queries."""
    library = Story.objects.in_library()
    if connection.vendor == "postgresql":
        near = RawSQL("%s <%% moderation_submission.public_title", [asked], BooleanField())
        likeness = TrigramWordSimilarity(asked, "public_title")
        return list(library.filter(near).annotate(near=likeness).order_by("-near", "-published_on", "id")[:ALIKE])
    wanted = _trigrams(asked)
    titles = library.values_list("pk", "public_title")[:ALIKE_AMONG]
    near = [(len(wanted & _trigrams(title)) / max(len(wanted), 1), str(pk), pk) for pk, title in titles]
    best = [pk for share, _order, pk in sorted(near, reverse=True)[:ALIKE] if share >= 0.6]
    return list(library.filter(pk__in=best))


def _trigrams(words):
    """{three letters} of the words, as pg_trgm cuts them."""
    return {f"  {word} "[at : at + 3] for word in re.findall(r"\w+", words.lower()) for at in range(len(word) + 1)}


def rewrite():
    """SQLite: write the index anew in the order of the refs, which are random; else it tells what came when."""
    if connection.vendor != "sqlite":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM stories_search")
        cursor.execute(
            "INSERT INTO stories_search (ref, heading, words) SELECT ref, public_title, fallible_plain(public_html)"
            " FROM moderation_submission WHERE kind = 'story' AND standing = 'public' ORDER BY ref"
        )
        cursor.execute("INSERT INTO stories_search (stories_search) VALUES ('optimize')")
