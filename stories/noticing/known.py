"""What was learned, laid out for looking up: runs of words are walked step by step, so that most end at once."""

from typing import NamedTuple

from .features import apart_from_runs, cue_features, of_word, signs_of

_OTHER = ("cue:", "many:", "shape:", "|", "~", "=", "%")
_ROOM = 1 << 24  # more than there are steps


class Known(NamedTuple):
    kinds: tuple
    starts: tuple  # where a sentence of each kind starts from
    rows: list  # what each step or feature weighs, for each kind
    single: dict  # {feature that is no run of words or signs: its row}
    tokens: dict  # {word or sign: its number}
    steps: dict  # {step * _ROOM + number: the next step, which is also its row}


def gathered(weights):
    """``{kind: {feature: weight}}`` as it is looked up."""
    none = (0,) * len(weights)
    known = Known(tuple(weights), tuple(table.get("", 0) for table in weights.values()), [none, none], {}, {}, {})
    for feature in sorted({feature for table in weights.values() for feature in table if feature}):
        row = tuple(table.get(feature, 0) for table in weights.values())
        if " " not in feature or feature.startswith(_OTHER):
            known.single[feature] = len(known.rows)
            known.rows.append(row)
            continue
        step = feature[0] == "/"  # where words begin, and where signs do
        for told in feature.lstrip("/").split(" "):
            key = step * _ROOM + known.tokens.setdefault(told, len(known.tokens) + 1)
            step = known.steps.setdefault(key, len(known.rows))
            if step == len(known.rows):
                known.rows.append(none)
        known.rows[step] = row
    return known


def weighed(sentences, kinds, known):
    """[[weight for each kind that is known], …] of sentences, given as their words."""
    words_known, found = {}, []
    for words in sentences:
        seen = _runs(["^", *words, "$"], words_known, known)
        single = known.single
        seen.update([single[feature] for feature in apart_from_runs(words) if feature in single])
        seen.update([single[feature] for feature in cue_features(words, kinds) if feature in single])
        rows = [known.rows[at] for at in seen]
        found.append([sum(column) for column in zip(known.starts, *rows, strict=True)])
    return found


def _word(word, sign, known):
    """A word's number and its sign's, where runs of each go on after it, and the rows of what is seen in it alone."""
    number, signed = known.tokens.get(word, 0), known.tokens.get(sign, 0)
    step = known.steps.get(number, 0) if number else 0
    over = known.steps.get(step * _ROOM + known.tokens.get("_", 0), 0) if step else 0
    rows = [known.single[feature] for feature in of_word(word) if feature in known.single]
    return number, signed, step, over, known.steps.get(_ROOM + signed, 0) if signed else 0, rows


def _runs(words, words_known, known):
    told = []
    for word in words:
        if (one := words_known.get(word)) is None:
            one = words_known[word] = _word(word, signs_of((word,))[0], known)
        told.append(one)
    seen, get = set(), known.steps.get
    numbers = [one[0] for one in told] + [0, 0, 0]
    signs = [one[1] for one in told] + [0, 0, 0]
    for at, (_number, _sign, step, over, signed, rows) in enumerate(told):
        seen.update(rows)
        if step:
            if two := get(step * _ROOM + numbers[at + 1]):
                seen.add(two)
                if three := get(two * _ROOM + numbers[at + 2]):
                    seen.add(three)
            if over and (three := get(over * _ROOM + numbers[at + 2])):
                seen.add(three)
        if signed and (two := get(signed * _ROOM + signs[at + 1])):
            seen.add(two)
            if three := get(two * _ROOM + signs[at + 2]):
                seen.add(three)
                if four := get(three * _ROOM + signs[at + 3]):
                    seen.add(four)
    return seen
