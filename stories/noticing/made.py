"""Sentences put together from frames and fillings: ``texts/frames.toml``."""

import random
import re
import tomllib
from pathlib import Path

FRAMES = Path(__file__).parent / "texts" / "frames.toml"
EACH = 4  # sentences of a frame


def _filled(frame, fillings, chance):
    act = chance.choice(fillings["act"])
    forms = dict(zip(("act", "acting", "told"), act, strict=True))

    def fill(match):
        name = match[1]
        words = forms.get(name.lower()) or chance.choice(fillings[name.lower()])
        return words[0].upper() + words[1:] if name[0].isupper() else words

    return re.sub(r"\{(\w+)\}", fill, frame)


def made():
    """{name of the texts that they go with: [sentence, …]}, the same each time."""
    data, chance = tomllib.loads(FRAMES.read_text(encoding="utf-8")), random.Random(2)
    found = {}
    for name, part in data.items():
        if name == "fillings":
            continue
        rows = {_filled(frame, data["fillings"], chance): None for frame in part["frames"] for _ in range(EACH)}
        found.setdefault(part["file"], []).extend(rows)
    return found
