"""J4: an author takes a story and a reply back; every trace goes; then the account goes too."""

import pytest
from django.core.management import call_command

from tests.conftest import STORY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

SAID = "For two years I told nobody that I had walked past her door that night."


def test_j4_what_is_taken_back_is_gone_everywhere(somebody, new_member, new_story, new_comment, log):
    author = new_member()
    story, other = new_story(by=author), new_story(title="Another one stays")
    reply = new_comment(other, by=author, text=SAID)
    new_comment(other, text=f"> {SAID}\n\nThank you for saying it.", to=reply.number)
    call_command("night", verbosity=0)  # the index and the tables as they are on any day
    reader = somebody()
    reader.go(story.get_absolute_url())
    reader.go(other.get_absolute_url())
    assert reader.page.content().count("walked past her door") == 2

    desk = somebody().sign_in(author.words)
    for title in (STORY["title"], SAID):
        desk.press(title)
        desk.press("Take it back")
        desk.press("Take it back")
    reader.go(story.get_absolute_url(), status=410)
    reader.sees("taken back")
    for address in ("/", "/stories/", "/stories/?q=important", "/sitemap.xml", f"/stories/?event={STORY['event']}"):
        content = reader.page.request.get(address).text()
        assert STORY["title"] not in content, address
        assert "told me something important" not in content, address
    feed = reader.page.request.get("/feed/").text()
    assert "deleted-entry" in feed
    assert STORY["title"] not in feed
    reader.go(other.get_absolute_url())
    assert "walked past her door" not in reader.page.content()
    reader.sees("[taken back]")
    reader.sees("Thank you for saying it.")

    desk.press("What we hold about you")
    desk.sees("Your account")
    desk.go("/desk/leave/")
    desk.fill("Your return words", author.words)
    desk.press("Leave", exact=True)
    late = somebody()
    late.go("/sign-in/")
    late.fill("Your return words", author.words)
    late.press("Open my desk")
    late.sees("No keyring opens with these words.")
