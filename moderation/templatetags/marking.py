"""|marked: a text with its findings in <mark> elements, each leading to its entry in the list beside it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()


def _of(finding, name):
    return finding[name] if isinstance(finding, dict) else getattr(finding, name)


@register.simple_tag
def marked(text, findings, passage):
    """``text`` of passage number ``passage`` with those of ``findings`` (dicts or rows) that lie in it marked."""
    parts, at = [], 0
    for number, finding in enumerate(findings, 1):
        start, end = _of(finding, "start"), _of(finding, "end")
        if _of(finding, "passage") != passage or start < at:
            continue
        parts.append(format_html("{}", text[at:start]))
        parts.append(
            format_html(
                '<mark class="finding" id="mark-{0}" data-certainty="{1}">{2}<a class="finding__number" '
                'href="#finding-{0}" aria-label="Finding {0}, {1}: {3}">{0}</a></mark>',
                number,
                _of(finding, "certainty"),
                text[start:end],
                _of(finding, "category").lower(),
            )
        )
        at = end
    parts.append(format_html("{}", text[at:]))
    return mark_safe("".join(parts))


_WHY = {
    "NAME": "A name, or something used as one.",
    "AGE": "An exact age.",
    "DATE": "A date more exact than a year.",
    "PLACE": "A place smaller than a state.",
    "ORG": "A named employer, clinic, school or team.",
    "OCCUPATION": "A job that few people have.",
    "CONTACT": "A way to reach somebody.",
    "ID": "A number that belongs to one person or case.",
    "RELATION": "A family fact that stands out.",
    "EVENT": "An event that others may have heard of.",
    "TRAIT": "Something that few people have.",
    "RECORD": "This looks like a pasted record.",
}


@register.filter
def why(category):
    """What a finding's category means, in words for the writer."""
    return _WHY.get(category, category)


@register.filter
def level(name):
    """A meter's level in words."""
    return {"low": "unlikely", "some": "possible", "high": "likely"}.get(name, name)
