"""What an attacker makes of tables: values taken apart, rows tied by rare values, places on lines."""

import base64
import binascii
import json
import random
import re
import zlib
from bisect import bisect_left
from collections import defaultdict
from datetime import date, datetime
from functools import cached_property

RARE = 24  # a value in more rows than this ties nobody
TEXTS, MEMBERS = "moderation_submission", "members_member"


def plain(value):
    """A UUID in one spelling, all else as it is."""
    squeezed = value.replace("-", "")
    return squeezed.lower() if re.fullmatch(r"[0-9a-fA-F]{32}", squeezed) else value


def tokens(value, depth=4):
    """Every string of eight characters or more in a value, decoded as far as it goes."""
    if value is None or not depth:
        return
    if isinstance(value, dict | list):
        for part in value.items() if isinstance(value, dict) else value:
            yield from tokens(part if not isinstance(part, tuple) else list(part), depth)
        return
    text = str(value)
    if len(text) < 8:
        return
    yield plain(text)
    for part in re.findall(r"[0-9A-Za-z_=+/-]{8,}", text):
        if part != text:
            yield plain(part)
        yield from _decoded(part, depth - 1)
    if text[0] in '{["':
        try:
            yield from tokens(json.loads(text), depth - 1)
        except ValueError:
            pass


def _decoded(part, depth):
    for decode in (bytes.fromhex, _base64):
        try:
            data = decode(part)
        except (ValueError, binascii.Error):
            continue
        for unpack in (bytes, zlib.decompress):
            try:
                text = unpack(data).decode()
            except (ValueError, zlib.error):
                continue
            if text.isprintable():
                yield from tokens(text, depth)


def _base64(part):
    padded = part.replace("-", "+").replace("_", "/") + "=" * (-len(part) % 4)
    return base64.b64decode(padded, validate=True)


def number(value):
    """A value as a place on a line: a number, a time in seconds, else its length."""
    if value is None:
        return None
    if re.fullmatch(r"-?\d{1,18}(\.\d+)?", value):
        return float(value)
    if re.match(r"\d{4}-\d\d-\d\d", value):
        try:
            if len(value) == 10:
                return date.fromisoformat(value).toordinal() * 86400.0
            return datetime.fromisoformat(value).timestamp()
        except ValueError:
            pass
    return float(len(value))


# What is seen, as a graph of rows and as places on lines


class Sight:
    """Tables, the truth {submission's pk: member's pk} about texts, and which half of them the attacker knows."""

    def __init__(self, tables, truth, seed=1):
        self.tables, self.rng = tables, random.Random(seed)
        at = {name: tables[TEXTS].columns.index(name) for name in ("id", "ref", "published_on", "kind")}
        self.truth, self.day, self.kind = {}, {}, {}
        for row in tables[TEXTS].rows:
            if person := truth.get(row[at["ref"]]):
                pk = plain(row[at["id"]])
                self.truth[pk] = person
                self.day[pk], self.kind[pk] = row[at["published_on"]], row[at["kind"]]
        texts = sorted(self.truth)
        self.rng.shuffle(texts)
        self.known, self.asked = texts[::2], texts[1::2]
        self._link()
        self.members = self._anchors(MEMBERS)
        self.places_of_members = self._places(self._nearest(self.members))
        texts_at = {node: pk for node, pk in self._anchors(TEXTS).items() if pk in self.truth}
        self.places_of_texts = self._places(self._nearest(texts_at))
        self.text_at = {pk: node for node, pk in texts_at.items()}

    @cached_property
    def lines(self):
        """[(name, Line)]: every line of accounts against every line of texts, in every way of laying them together."""
        made = []
        for way, lay in _WAYS.items():
            texts = {key: lay(line) for key, line in self.places_of_texts.items()}
            for mine, line in self.places_of_members.items():
                members = lay(line)
                for theirs, laid in texts.items():
                    name = f"{way} of {'.'.join(mine)} and {'.'.join(theirs)}"
                    if way == "newest so far":
                        laid = _newest_so_far(members, laid, self.truth, self.known)
                    made.append((name, Line(members, laid, self.truth, self.known)))
        return made

    def _anchors(self, table):
        at = self.tables[table].columns.index("id")
        return {(table, number): plain(row[at]) for number, row in enumerate(self.tables[table].rows)}

    def _link(self):
        rows_of = defaultdict(set)
        for name, table in self.tables.items():
            for at, row in enumerate(table.rows):
                for value in row:
                    for token in tokens(value):
                        rows_of[token].add((name, at))
        self.tokens_of = defaultdict(set)
        for token, rows in rows_of.items():
            if 2 <= len(rows) <= RARE:
                for row in rows:
                    self.tokens_of[row].add(token)
        self.rows_of = rows_of

    def neighbours(self, node):
        for token in self.tokens_of[node]:
            yield from self.rows_of[token]

    def _nearest(self, anchors):
        """{row: the one anchor that is nearest to it}, up to three steps away."""
        owner = dict(anchors)
        edge = list(anchors)
        for _step in range(3):
            claims = defaultdict(set)
            for node in edge:
                for other in self.neighbours(node):
                    if other not in owner:
                        claims[other].add(owner[node])
            edge = [node for node, owners in claims.items() if len(owners) == 1]
            owner |= {node: next(iter(claims[node])) for node in edge}
            owner |= {node: None for node in claims if node not in owner}
        return {node: whose for node, whose in owner.items() if whose}

    def _places(self, owner):
        """{(table, column): [(place on the line, whose)]}; the place in the table is a column too."""
        lines = defaultdict(list)
        for (name, at), whose in owner.items():
            table = self.tables[name]
            lines[name, "(position)"].append((float(at), whose))
            for column, value in zip(table.columns, table.rows[at], strict=True):
                if (place := number(value)) is not None:
                    lines[name, column].append((place, whose))
        return {key: line for key, line in lines.items() if len({place for place, _whose in line}) > 1}


class Line:
    """Places of accounts and of texts on one line, moved over each other as the known texts suggest."""

    def __init__(self, members, texts, truth, known):
        self.at = defaultdict(list)
        for place, whose in members:
            self.at[place].append(whose)
        self.of = defaultdict(list)
        for place, whose in members:
            self.of[whose].append(place)
        self.ordered = sorted(self.at)
        self.texts = {}
        for place, text in texts:
            self.texts[text] = min(place, self.texts.get(text, place))
        moved = [
            self.texts[text] - place for text in known if text in self.texts for place in self.of.get(truth[text], ())
        ]
        self.shift, self.width = _densest(moved) if moved else (0.0, 0.0)

    def guess(self, text, rng, sure=None):
        """The account whose place is nearest; None where none is within ``sure`` widths of where known ones crowd."""
        place = self.texts[text] - self.shift
        near = bisect_left(self.ordered, place)
        best = min(self.ordered[max(0, near - 1) : near + 1], key=lambda option: abs(option - place))
        return None if sure and abs(best - place) > sure * self.width else rng.choice(self.at[best])

    def distance(self, text, member):
        place = self.texts.get(text)
        if place is None or member not in self.of:
            return None
        return min(abs(other - place + self.shift) for other in self.of[member])


def _densest(values):
    """The middle and the width of the shortest stretch that holds a tenth of the values."""
    ordered = sorted(values)
    size = min(len(ordered), max(2, len(ordered) // 10))
    width, at = min((ordered[at + size - 1] - ordered[at], at) for at in range(len(ordered) - size + 1))
    return ordered[at + size // 2], width


def ranked(line, *, share=True):
    ordered = sorted({place for place, _whose in line})
    rank = {place: at for at, place in enumerate(ordered)}
    size = len(ordered) - 1
    if share:
        return [(rank[place] / size, whose) for place, whose in line]
    return [(float(rank[place]), whose) for place, whose in line]


_WAYS = {
    "value": lambda line: line,
    "rank": ranked,
    "rank from the first": lambda line: ranked(line, share=False),
    "newest so far": lambda line: ranked(line, share=False),
}


def _newest_so_far(members, texts, truth, known):
    """Texts in the place of the newest account that wrote one before them: who joins and writes at once is next."""
    place_of = {}
    for place, whose in members:
        place_of[whose] = max(place, place_of.get(whose, place))
    known, newest, laid = set(known), None, []
    for _place, text in sorted(texts):
        if newest is not None:
            laid.append((newest, text))
        if text in known and truth[text] in place_of:
            newest = max(place_of[truth[text]], newest or 0.0)
    return laid
