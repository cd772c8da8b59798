"""What becomes public of a wording: made once, when it is published."""

from string import Template

from django.conf import settings
from django.utils.dateformat import format as date
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, override

from forum.prose import prose


def sections(passages):
    """[(heading, [(None or a part's heading, text), …]), …] without the title.

    A passage whose prompt has a point in it ("next.told") is a part of the section before the point. What its heading
    says is said even without a text.
    """
    found = {}
    for prompt, heading, text in passages:
        section, point, _part = prompt.partition(".")
        if section != "title":
            found.setdefault(section, (heading, []))[1].append((heading if point else None, text))
    return list(found.values())


def rendered(wording, number, day):
    """{column: value} of a wording's public copy: its sections, or its frame around what it says."""
    with override(settings.LANGUAGE_CODE):  # what is kept for all is in the language of the house
        return _rendered(wording, number, day)


def _rendered(wording, number, day):
    title = next((text for prompt, _heading, text in wording.passages if prompt == "title"), "")
    bodies = [(h, mark_safe("".join(_said(*part) for part in parts))) for h, parts in sections(wording.passages)]
    if wording.frame:
        body = "".join(said for _heading, said in bodies)
        html = Template(wording.frame).substitute(number=number, month=date(day, "F Y"), body=body)
    else:
        html = "".join(format_html("<section><h2>{}</h2>{}</section>", gettext(h), body) for h, body in bodies if body)
    rungs = [prompt.partition(".")[2] for prompt, _heading, _text in wording.passages if "." in prompt]
    return {"public_title": title, "public_html": html, "rungs": " ".join(rungs) or None}


def _said(heading, text):
    """A part's heading runs into its text."""
    return prose(f"**{gettext(heading)}.** {text}" if heading else text)
