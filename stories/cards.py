"""Stories in a list: title, facts and, in a search, the words that were found."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe


def cards(stories):
    """HTML of a <li> for each; empty, and so false, where there is none."""
    return mark_safe("".join(map(_card, stories)))


def _card(story):
    words = getattr(story, "words", "")
    return format_html(
        '<li class="card"><h3 class="card__title"><a href="{}" dir="auto">{}</a></h3>{}<ul class="meta">{}</ul></li>\n',
        story.get_absolute_url(),
        story.public_title,
        words and format_html('<p class="card__words" dir="auto">{}</p>', words),
        format_html_join("", "<li>{}</li>", ((fact,) for fact in story.facts)),
    )
