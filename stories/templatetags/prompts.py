"""Words for what is stored as keys."""

import re

from django import template
from django.utils.safestring import mark_safe

from stories import prompts

register = template.Library()


@register.filter
def reply_type(key):
    return prompts.REPLY_TYPES[key][0].lower()


@register.filter
def speaks_as(key):
    return prompts.SPEAKS_AS[key].lower()


@register.filter
def reply_body(html):
    """The words of a published reply, out of its frame (HTML that was made safe when it was published)."""
    found = re.search(r'<div class="reply__body">(.*?)</div>', html, re.DOTALL)
    return mark_safe(found[1] if found else "")
