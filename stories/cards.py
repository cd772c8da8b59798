"""Stories in a list: title, facts and, in a search, the words that were found."""

from django.urls import reverse
from django.utils.html import conditional_escape, escape
from django.utils.safestring import mark_safe


def cards(stories):
    """HTML of a <li> for each; empty, and so false, where there is none."""
    return mark_safe("".join(map(_card, stories)))


def _card(story):
    words = getattr(story, "words", "")
    words = words and f'<p class="card__words" dir="auto">{conditional_escape(words)}</p>'
    title = f'<a href="{escape(story.get_absolute_url())}" dir="auto">{escape(story.public_title)}</a>'
    meta = f'<ul class="meta">{facts(story)}</ul>'
    return f'<li class="card"><h3 class="card__title">{title}</h3>{words}{meta}</li>\n'


def facts(story):
    """HTML of a <li> for each of the facts under a story's title."""
    return mark_safe("".join(f"<li>{escape(fact)}</li>" for fact in story.facts))


def links(topics):
    """HTML of a <li> for each of {slug: name}, leading to the library's stories about it."""
    library = reverse("stories:library")
    return mark_safe(
        "".join(f'<li><a href="{library}?topic={slug}">{escape(topics[slug])}</a></li>' for slug in topics)
    )
