"""Attackers: each tries to say which account wrote which text, or which texts are one person's.

All are calibrated: they know the truth about half of the texts (say, because they wrote them) and choose with it
whatever works best; they are judged on the other half.
"""

import hmac
import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from tests.attacks.chance import CERTAINTY, above, fit, most_hits, score, tail
from tests.attacks.sight import MEMBERS, TEXTS, plain, ranked


@dataclass
class Verdict:
    """Hits against chance, or an area under the curve with its standard error."""

    attack: str
    hits: float = 0
    trials: int = 0
    most: float = 0
    area: float = 0.5
    error: float = 1.0
    by: str = ""

    @property
    def leaks(self):
        return self.hits > self.most or abs(self.area - 0.5) > 4 * self.error

    def __str__(self):
        if self.trials:
            return f"{self.attack}: {self.hits:g} hits of {self.trials}, chance at most {self.most:g}, by {self.by}"
        return f"{self.attack}: area {self.area:.3f}, standard error {self.error:.3f}, by {self.by}"


# Attacks: which account?


def token_graph(sight):
    """From each text through rows that share a rare value to the nearest account."""
    hits = trials = 0
    for text, author in sight.truth.items():
        seen, edge, found = {sight.text_at[text]}, [sight.text_at[text]], []
        while edge and not found:
            edge = list({other for node in edge for other in sight.neighbours(node)} - seen)
            seen.update(edge)
            found = sorted(sight.members[node] for node in edge if node in sight.members)
        if found:
            trials += 1
            hits += sight.rng.choice(found) == author
    return _judged("token graph", sight, hits, trials, "shared values")


def _judged(attack, sight, hits, trials, by, of=1):
    """``of`` verdicts, of which the most surprising one is told, are no more often wrong than one."""
    most = most_hits(trials, 1 / len(sight.members), 1 - (1 - CERTAINTY) / of)
    return Verdict(attack, hits=hits, trials=trials, most=most, by=by)


def nearest(sight, best=10):
    """Orders, sizes, times, sequences: the pairs of lines that do best on the known half, each tried on the other."""

    def surprise(guessed):
        return tail(*guessed, 1 / len(sight.members))

    chosen = []
    for name, line in sight.lines:
        told, sure = min((surprise(_guessed(sight, line, sight.known, sure)), sure or 0) for sure in (None, 1, 3, 10))
        chosen.append((told, name, sure, line))
    chosen = sorted(chosen, key=lambda option: option[:3])[:best]
    tried = [(_guessed(sight, line, sight.asked, sure), name, sure) for _told, name, sure, line in chosen]
    (hits, trials), name, sure = min(tried, key=lambda option: surprise(option[0]))
    return _judged("nearest on a line", sight, hits, trials, f"{name}{', where sure' if sure else ''}", best)


def _guessed(sight, line, texts, sure):
    told = [(text, line.guess(text, sight.rng, sure)) for text in texts if text in line.texts]
    told = [(text, guess) for text, guess in told if guess]
    return sum(guess == sight.truth[text] for text, guess in told), len(told)


WRONG = 4  # made-up pairs for each true one


def classifier(sight, best=8):
    """A pair classifier over distances on all lines: true pairs of text and account against made-up ones, with the
    accounts of other texts, so that whoever writes often is no likelier than others."""
    authors = sorted(sight.truth.values())

    def pairs(texts):
        told = []
        for text in texts:
            others = [author for author in authors if author != sight.truth[text]]
            told.append(((text, sight.truth[text]), [(text, sight.rng.choice(others)) for _wrong in range(WRONG)]))
        return told

    return _classified("pair classifier", sight.lines, pairs(sight.known), pairs(sight.asked), best)


def _classified(attack, measures, known, asked, best):
    """Choose the measures that tell best on ``known`` pairs, judge on ``asked``; and the other way round.

    Pairs come as [(a true one, [made-up ones])].
    """
    scores, names = [], []
    for pairs, judged in ((known, asked), (asked, known)):
        chosen = []
        for name, measure in measures:
            far = [measure.distance(*true) for true, _others in pairs]
            scale = sorted(place for place in far if place is not None)
            if not scale:
                continue
            near = _Nearness(measure, scale[len(scale) // 4])
            area, _error = above([(near(true), [near(other) for other in others]) for true, others in pairs])
            chosen.append((abs(area - 0.5), name, near))
        chosen = sorted(chosen, key=lambda entry: (-entry[0], entry[1]))[:best]
        names.append(chosen[0][1])
        nearness = [near for _area, _name, near in chosen]

        def row(pair, nearness=nearness):
            return [near(pair) for near in nearness]

        rows = [row(pair) for true, others in pairs for pair in (true, *others)]
        weights = fit(rows, [1, *[0] * len(pairs[0][1])] * len(pairs))
        for true, others in judged:
            scores.append((score(weights, row(true)), [score(weights, row(other)) for other in others]))
    area, error = above(scores)
    return Verdict(attack, area=area, error=error, by=", ".join(dict.fromkeys(names)))


class _Nearness:
    """A distance as a number from 0 to 1: a half where it is as small as in a quarter of the true pairs."""

    def __init__(self, measure, scale):
        self.measure, self.scale = measure, scale or 1.0

    def __call__(self, pair):
        far = self.measure.distance(*pair)
        return 0.0 if far is None else self.scale / (self.scale + far)


# Attacks: one person's?


class Apart:
    """How far two texts are apart on a line of texts."""

    def __init__(self, line):
        self.at = dict(ranked(line))

    def distance(self, one, other):
        return abs(self.at[one] - self.at[other]) * 20 if one in self.at and other in self.at else None


class Alike:
    """Whether two texts bear the same value in a column, or share rare values at all."""

    def __init__(self, values):
        self.values = values

    def distance(self, one, other):
        return 0.0 if self.values.get(one, set()) & self.values.get(other, set()) else 5.0


def same_author(sight):
    """Pairs of one writer's texts against pairs of different writers', shown on the same days: days are no secret."""
    measures = [(f"distance on {'.'.join(key)}", Apart(line)) for key, line in sight.places_of_texts.items()]
    table = sight.tables[TEXTS]
    rows = {plain(row[table.columns.index("id")]): row for row in table.rows}
    for at, column in enumerate(table.columns):
        values = {text: {rows[text][at]} - {None, ""} for text in sight.truth}
        measures.append((f"same {column}", Alike(values)))
    measures.append(("shared values", Alike({text: sight.tokens_of[node] for text, node in sight.text_at.items()})))
    by_author, by_day = defaultdict(list), defaultdict(list)
    for text in sorted(sight.truth):
        by_author[sight.truth[text]].append(text)
        by_day[sight.kind[text], sight.day[text]].append(text)
    pairs = []
    for texts in by_author.values():
        sight.rng.shuffle(texts)
        for one, other in zip(texts[::2], texts[1::2], strict=False):
            others = [
                text for text in by_day[sight.kind[other], sight.day[other]] if sight.truth[text] != sight.truth[one]
            ]
            if others:
                pairs.append(((one, other), [(one, sight.rng.choice(others)) for _wrong in range(WRONG)]))
    sight.rng.shuffle(pairs)
    return _classified("same author", measures, pairs[::2], pairs[1::2], best=8)


# Attacks with keys, and with two snapshots


def opened(tables, keys, open_session, open_box):
    """The same tables for whoever holds the site's keys: sealed columns opened, every value of an account hashed.

    ``keys`` are tried as keys of HMACs over each account's values in the ways that such handles are made;
    ``open_session`` and ``open_box`` are the site's own code.
    """
    more = dict(tables)
    for name, column, unlock in (("django_session", "session_data", open_session), (MEMBERS, "box", open_box)):
        if name in tables:
            table = tables[name]
            rows = [[*row, unlock(dict(zip(table.columns, row, strict=True)))] for row in table.rows]
            more[name] = type(table)([*table.columns, f"{column}_opened"], rows)
    members = more[MEMBERS]
    rows = [[*row, json.dumps(_hashes(row, keys))] for row in members.rows]
    more[MEMBERS] = type(members)([*members.columns, "hashes"], rows)
    return more


def _hashes(row, keys):
    told = []
    for value in row:
        if value and len(value) <= 200:
            for spelling in {value, plain(value), _dashed(value)}:
                for key in keys:
                    told.append(hmac.digest(key, spelling.encode(), "sha256").hex())
    return told


def _dashed(value):
    return str(UUID(plain(value))) if re.fullmatch(r"[0-9a-f]{32}", plain(value)) else value


def two_snapshots(windows, truth, seed=1):
    """Texts that are new in a later dump, against accounts whose rows changed: no better than "somebody who came by".

    ``windows`` are [(tables before, tables after, who opened a keyring in between)]. Returns a Verdict in expected
    hits: a guess among n accounts that hold the writer counts 1/n. What to look at is chosen on one half of the texts
    and tried on the other, and the other way round. Half as much again is allowed, since newcomers and others do not
    write equally often, which no row needs to tell.
    """
    rng, told = random.Random(seed), []
    for before, after, came_by in windows:
        new = _new_texts(before, after, truth)
        rng.shuffle(new)
        told.append((_groups(before, after), (new[::2], new[1::2]), len(came_by)))

    def expected(name, half):
        parts = [(groups.get(name), halves[half]) for groups, halves, _size in told]
        return sum(sum(author in group for author in texts) / len(group) for group, texts in parts if group)

    names = sorted({name for groups, *_rest in told for name in groups})
    chosen = [max(names, key=lambda name: expected(name, half)) for half in (0, 1)]
    hits = expected(chosen[0], 1) + expected(chosen[1], 0)
    trials = [(len(known) + len(asked), size) for _groups, (known, asked), size in told]
    most = 1.5 * sum(new / size for new, size in trials)
    return Verdict("two snapshots", hits, sum(new for new, _size in trials), most, by=", ".join(dict.fromkeys(chosen)))


def _new_texts(before, after, truth):
    at = {name: after[TEXTS].columns.index(name) for name in ("id", "ref")}
    old = {row[at["id"]] for row in before[TEXTS].rows}
    return [truth[row[at["ref"]]] for row in after[TEXTS].rows if row[at["id"]] not in old and row[at["ref"]] in truth]


def _groups(before, after):
    """{what happened to their rows: accounts}"""
    columns = after[MEMBERS].columns
    at = columns.index("id")
    kept, now = ({plain(row[at]): row for row in tables[MEMBERS].rows} for tables in (before, after))
    groups = {"all": set(now), "new": set(now) - set(kept)}
    for place, column in enumerate(columns):
        changed = {pk for pk in set(now) & set(kept) if now[pk][place] != kept[pk][place]}
        groups[f"{column} changed"] = changed
        groups[f"{column} changed, or new"] = changed | {pk for pk in groups["new"] if now[pk][place] is not None}
    return groups
