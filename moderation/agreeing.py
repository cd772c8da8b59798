"""Approving a text with other words in it: that holds once its writer took over just those and changed nothing else."""

from django.utils.translation import gettext as _


def with_pins(wording, pins):
    """The wording's passages with the words of every pin at its stretch.

    Raises ValueError, with a sentence for the moderator, where there is no pin, one has no other words, two overlap, or
    a certain finding would stay as it is.
    """
    for finding in wording.findings.filter(certainty="certain"):
        if not any(
            pin.passage == finding.passage and pin.start <= finding.start and finding.end <= pin.end for pin in pins
        ):
            told = _("“%(words)s” would stay. Please write other words there too, or return the text.")
            raise ValueError(told % {"words": finding.words})
    told = [list(passage) for passage in wording.passages]
    behind = {}  # of each passage: where the stretch begins that was changed last
    for pin in sorted(pins, key=lambda pin: (pin.passage, pin.start), reverse=True):
        if not pin.instead:
            raise ValueError(_("To approve it with other words, please write them at every place that should change."))
        if pin.end > behind.get(pin.passage, pin.end):
            raise ValueError(_("Two of the places overlap. Please ask for one change there."))
        text = told[pin.passage][2]
        told[pin.passage][2] = text[: pin.start] + pin.instead + text[pin.end :]
        behind[pin.passage] = pin.start
    if not behind:
        raise ValueError(_("To approve it with other words, please write them at a place that should change."))
    return told
