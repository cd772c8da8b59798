"""A receipt takes back one text: its ten letters and the voice's claim as twelve words. It needs no account."""

import contextlib

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from forum.fields import ProseField
from forum.members.keyring import CLAIM_WORDS, CannotOpen, claim_from_words, receipt_hash
from forum.members.words import normalise, word_list
from moderation import gate
from moderation.models import Submission
from stories import writing

_REF_LETTERS = 10


class ReceiptForm(forms.Form):
    """Cleans to (ref, words). Only the shape is judged here: whether a receipt fits is told to nobody."""

    all_optional = True
    receipt = ProseField(
        label=_("The ten letters and the twelve words"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}),
        error_messages={"required": _("Please paste or type the receipt.")},
    )

    def clean_receipt(self):
        ref, *words = normalise(self.cleaned_data["receipt"]).split() or [""]
        if len(ref) != _REF_LETTERS or len(words) != CLAIM_WORDS:
            raise forms.ValidationError(
                _("A receipt is one group of ten letters, then twelve words. Something is missing here, or too much.")
            )
        return ref, words


def redeem(ref, words):
    """Withdraw the text that a receipt fits. Nothing comes back, whether there was one or not."""
    try:
        claim = claim_from_words(" ".join(words), word_list())
    except CannotOpen:
        claim = b""  # fits nothing, and is looked for all the same
    fits = Submission.objects.filter(ref=ref, claim_hash=receipt_hash(settings.PEPPER, claim)).first()
    if fits:
        with contextlib.suppress(gate.ForbiddenMove):  # taken back at this moment in another place
            writing.withdraw(fits)
