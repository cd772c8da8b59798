"""Every word of the site is marked for translation: in a language of brackets, nothing stands outside them."""

import pytest
from django.utils.translation import gettext, ngettext, pgettext

from moderation.models import Submission
from stories.models import Topic
from tests import pseudo
from tests.attacks import test_access
from tests.conftest import LETTER, STORY
from tests.forum import test_html

pytestmark = pytest.mark.django_db

town = test_access.town
collected = test_html.collected


@pytest.fixture
def spoken(settings):
    with pseudo.spoken(settings):
        yield


def test_the_language_of_brackets_keeps_places_and_tags(spoken):
    assert gettext("Go on") == "⟦Goo oon⟧"
    kept = '<a href="%(one)s">Edit</a> %(two)s {three} $four &amp;'
    assert gettext(kept) == f"⟦{kept.replace('Edit', 'Ediit')}⟧"
    assert ngettext("%d text", "%d texts", 2) == "⟦%d teexts⟧" and pgettext("a verb", "Flag") == "⟦Flaag⟧"


def test_the_test_sees_what_is_not_marked():
    page = '<p title="Not this">⟦So <a title="x">it</a> is⟧ but <q>her words</q> not <b dir="auto">hers</b> 12</p>'
    assert pseudo.Unmarked(page).found == ["Not this", "but", "not"]


def test_every_page_is_marked_for_translation(spoken, collected):
    """Besides the page for whoever works on pages, which nobody else sees, and titles and labels that are rows."""
    own = {str(value) for value in (*STORY.values(), *LETTER.values())}
    own |= set(Submission.objects.values_list("ref", flat=True))
    topics = {name.lower() for name in Topic.objects.values_list("name", flat=True)}
    found = {}
    for name, page in collected.pages.values():
        for words in pseudo.Unmarked(page.decode()).found if name != "GET /style/" else ():
            if words.lower() not in topics and not any(words in text for text in own):
                found.setdefault(words, name)
        if b"<html" in page:
            assert f'<html lang="{pseudo.CODE}" dir="rtl">' in page.decode(), name
    assert found == {}
