"""Drugs by how their names end."""

import re

_DRUG = re.compile(
    r"(?:pril|mab|tinib|statin|azole|oxacin|cillin|mycin|apine|idone|azine|olol|sartan|gliptin|flozin"
    r"|triptan|pram|etine|azepam|zolam|barbital|tidine|afil|oxaban|parin|formin|ovir|caine|codone|phylline"
    r"|setron|glutide|amide|azone|trigine|vudine|zepine|done|oxone|cillin|olone|sone|triptyline|ipramine)$"
)


def is_drug(word):
    return bool(_DRUG.search(word))
