"""|marked: a text with its findings in <mark> elements, each leading to its entry in the list beside it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

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
                'href="#finding-{0}" aria-label="{3}">{0}</a></mark>',
                number,
                _of(finding, "certainty"),
                text[start:end],
                gettext("Finding %(number)s, %(certainty)s: %(category)s")
                % {
                    "number": number,
                    "certainty": sure(_of(finding, "certainty")).lower(),
                    "category": named(_of(finding, "category")).lower(),
                },
            )
        )
        at = end
    parts.append(format_html("{}", _shortened(text[at:], around, last=True)))
    return mark_safe("".join(parts))


_SURE = {"certain": _("Certain"), "possible": _("Possible")}


@register.filter
def sure(certainty):
    """How certain the screening is of a finding."""
    return gettext(_SURE[certainty])


@register.filter
def quoted(phrases):
    """Words of a text, each as a quotation."""
    return ", ".join(f"“{phrase}”" for phrase in phrases)


_WHY = {
    "NAME": _("A name, or something used as one."),
    "AGE": _("An exact age."),
    "DATE": _("A date more exact than a year."),
    "PLACE": _("A place smaller than a state."),
    "ORG": _("A named employer, clinic, school or team."),
    "OCCUPATION": _("A job that few people have."),
    "CONTACT": _("A way to reach somebody."),
    "ID": _("A number that belongs to one person or case."),
    "RELATION": _("A family fact that stands out."),
    "EVENT": _("An event that others may have heard of."),
    "TRAIT": _("Something that few people have."),
    "RECORD": _("This looks like a pasted record."),
}


@register.filter
def why(category):
    """What a finding's category means, in words for the writer."""
    return gettext(_WHY.get(category, category))


@register.filter
def level(name):
    """A meter's level in words."""
    return gettext({"low": _("unlikely"), "some": _("possible"), "high": _("likely")}.get(name, name))


_NAMED = {
    "NAME": _("names"),
    "AGE": _("ages"),
    "DATE": _("dates"),
    "PLACE": _("places"),
    "ORG": _("workplaces"),
    "OCCUPATION": _("rare jobs"),
    "CONTACT": _("contacts"),
    "ID": _("numbers"),
    "RELATION": _("family facts"),
    "EVENT": _("events"),
    "TRAIT": _("rare traits"),
    "RECORD": _("pasted records"),
}


@register.filter
def named(category):
    """A category as a list of findings names it."""
    return gettext(_NAMED.get(category, category)).capitalize()


@register.filter
def reader(who):
    """One of the three who could recognise a text, as a moderator reads it."""
    said = {"client": _("The client"), "colleague": _("A colleague")}.get(who, _("Somebody who knows the author"))
    return gettext(said)


@register.filter
def topics(told):
    """Keys of topics as words."""
    return ", ".join(key.replace("-", " ") for key in told.split())


_NOTICED = {"advice": _("advice not asked for"), "blame": _("may blame"), "disputes": _("TN-4: may dispute")}


@register.filter
def noticed(keys):
    """Keys of notices as a list of the queue's badges."""
    return [gettext(_NOTICED[key]) for key in keys.split()]
