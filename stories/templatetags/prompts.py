"""Words for what is stored as keys."""

import re

from django import template
from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, override

from forum.prose import prose
from stories import prompts

register = template.Library()


@register.filter
def reply_type(key):
    return gettext(prompts.REPLY_TYPES[key][0]).lower()


@register.filter
def speaks_as(key):
    return gettext(prompts.SPEAKS_AS[key]).lower()


@register.filter
def reply_body(html):
    """The words of a published reply, out of its frame (HTML that was made safe when it was published)."""
    found = re.search(r'<div class="reply__body"[^>]*>(.*?)</div>', html, re.DOTALL)
    return mark_safe(found[1] if found else "")


@register.filter
def section(html, prompt):
    """The words of a published story under one prompt (HTML that was made safe when it was published)."""
    with override(settings.LANGUAGE_CODE):  # the language of the house, in which what was published stands
        heading = re.escape(escape(gettext(prompts.PROMPTS[prompt][0])))
    found = re.search(f"<section><h2>{heading}</h2>(.*?)</section>", html, re.DOTALL)
    return mark_safe(found[1] if found else "")


@register.filter
def as_prose(text):
    """A writer's text as it would be shown."""
    return prose(text)
