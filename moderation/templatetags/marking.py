"""|marked: a text with its findings in <mark> elements, each leading to its entry in the list beside it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()


def _of(finding, name):
    return finding[name] if isinstance(finding, dict) else getattr(finding, name)


def _shortened(text, around, *, first=False, last=False):
    """What stands before, between or after marks, the far part of it left out where it is long."""
    if not around or len(text) <= 2 * around + 20:
        return text
    head = "" if first else text[:around].rpartition(" ")[0] + " "
    tail = "" if last else " " + text[-around:].partition(" ")[2]
    return f"{head}…{tail}"


@register.simple_tag
def marked(text, findings, passage, around=0):
    """``text`` of passage number ``passage`` with those of ``findings`` (dicts or rows) that lie in it marked.

    With ``around`` only so many characters are shown on each side of a mark.
    """
    parts, at = [], 0
    for number, finding in enumerate(findings, 1):
        start, end = _of(finding, "start"), _of(finding, "end")
        if _of(finding, "passage") != passage or start < at:
            continue
        parts.append(format_html("{}", _shortened(text[at:start], around, first=not at)))
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
    parts.append(format_html("{}", _shortened(text[at:], around, last=True)))
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


_NAMED = {
    "NAME": "names",
    "AGE": "ages",
    "DATE": "dates",
    "PLACE": "places",
    "ORG": "workplaces",
    "OCCUPATION": "rare jobs",
    "CONTACT": "contacts",
    "ID": "numbers",
    "RELATION": "family facts",
    "EVENT": "events",
    "TRAIT": "rare traits",
    "RECORD": "pasted records",
}


@register.filter
def named(category):
    """A category as a list of findings names it."""
    return _NAMED.get(category, category).capitalize()


@register.filter
def reader(who):
    """One of the three who could recognise a text, as a moderator reads it."""
    return {"client": "the client", "colleague": "a colleague"}.get(who, "somebody who knows the author").capitalize()


@register.filter
def topics(told):
    """Keys of topics as words."""
    return ", ".join(key.replace("-", " ") for key in told.split())


_NOTICED = {"advice": "advice not asked for", "blame": "may blame", "disputes": "TN-4: may dispute"}


@register.filter
def noticed(keys):
    """Keys of notices as a list of the queue's badges."""
    return [_NOTICED[key] for key in keys.split()]
