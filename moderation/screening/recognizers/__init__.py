"""One file a category: each is a function from a ``Document`` to marks on its view."""

from typing import NamedTuple

from ..findings import Category


class Mark(NamedTuple):
    """A stretch of the view held for a finding. Where two overlap, the greater weight stays."""

    start: int
    end: int
    category: Category
    rule: str
    weight: int
    certainty: str = "certain"
    kind: str = "quasi"


# Weights: what names a person by itself goes first; a fact that holds a place or an employer keeps it inside.
CONTACT, NUMBER, DATE, STREET, CUED_NAME, FACT, ORGANISATION, AGE, NAME, PLACE, RECORD, LEARNED = range(100, -20, -10)
