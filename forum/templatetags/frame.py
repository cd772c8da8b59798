"""What stands around every page."""

from functools import cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_bidi

register = template.Library()


@register.simple_tag
def language():
    """The attributes of <html>: the language of the page and, where it is not the usual one, the side it begins on."""
    return mark_safe(f'lang="{get_language()}"' + ' dir="rtl"' * get_language_bidi())


@register.simple_tag(takes_context=True)
def fixed(context, name):
    """A part that is the same for all who stand at the same place with the same roles: made once in each worker.

    Such a part may ask for ``here`` (the name of the address) and for ``member`` (None, or somebody with its roles).
    """
    request = context.get("request")
    member = getattr(request, "user", None)
    roles = None
    if member and member.is_authenticated:
        roles = tuple(role for role in ("is_moderator", "is_host", "is_owner") if getattr(member, role))
    match = request and request.resolver_match
    return _made(name, match and match.view_name, roles, get_language())


@cache
def _made(name, here, roles, _language):
    member = None if roles is None else dict.fromkeys(roles, True)
    return mark_safe(get_template(name).render({"here": here, "member": member}))
