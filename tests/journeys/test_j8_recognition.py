"""J8: somebody recognises a case; it is hidden at once, and comes back by two; nobody learns if there was a match."""

import pytest

from forum.models import House
from tests.conftest import STORY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

THANKS = "The moderators will see your flag."


def test_j8_a_recognised_story_is_hidden_at_once_and_comes_back_disguised(
    somebody, moderators, new_member, new_story, new_comment
):
    House.objects.update_or_create(pk=1, defaults={"hold_days": 0})
    author, peer = new_member(), new_member()
    story = new_story(by=author)
    new_comment(new_story(title="Elsewhere"), by=peer)
    reader, flagger = somebody(), somebody().sign_in(peer.words)
    flagger.go(story.get_absolute_url())
    flagger.press("Flag this story")
    flagger.tick("I recognise this case")
    flagger.fill("A note to the moderators", "It is Katarzyna Wilk from our ward.")
    flagger.press("Send the flag", status=422)
    flagger.sees("Katarzyna Wilk")
    flagger.fill("A note to the moderators", "")
    flagger.press("Send the flag")
    flagger.sees(THANKS)

    reader.go(story.get_absolute_url(), status=404)
    for address in ("/", "/stories/", "/stories/?q=important", "/feed/", "/sitemap.xml"):
        content = reader.page.request.get(address).text()
        assert STORY["title"] not in content, address
        assert story.ref not in content, address

    desk = somebody().sign_in(author.words)
    desk.press(STORY["title"])
    desk.sees("Hidden for now.")
    assert "recognise this case" not in desk.page.get_by_role("main").inner_text()

    first, second = (somebody().sign_in(moderator.words) for moderator in moderators)
    for moderator in (first, second):
        moderator.go("/moderation/")
        moderator.press(f"Story {story.ref}")
        moderator.sees("I recognise this case")
        moderator.press("Show it again")
    reader.go(story.get_absolute_url())
    flagger.go(f"/stories/{story.ref}/reply/", status=403)
    flagger.sees("whoever flags a text stays out of its conversation")
