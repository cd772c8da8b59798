"""A thread longer than any that people write, at 360 pixels and by keyboard, with scripts and without."""

import pytest

from stories import threads
from tests import crowd
from tests.journeys.conftest import NARROW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

MANY, LEVELS = 2000, 40
OUT_OF_LINE = """() => [...document.querySelectorAll('.reply')].filter(reply => {
  const {left, right} = reply.getBoundingClientRect();
  return left < 0 || right > innerWidth || reply.scrollWidth > reply.clientWidth + 8;
}).map(reply => reply.id)"""
OVERLAPPING = """() => {
  const replies = [...document.querySelectorAll('.reply')].map(reply => reply.getBoundingClientRect());
  return replies.filter((box, place) => place && box.top < replies[place - 1].bottom - 1).length;
}"""
DIRECTIONS = """() => [...document.querySelectorAll('#reply-2 .reply__body p')].map(text => {
  const range = document.createRange();
  range.selectNodeContents(text);
  const [words, box] = [range.getBoundingClientRect(), text.getBoundingClientRect()];
  return words.right > box.right - 2 && words.left > box.left + 2 ? 'from the right' : 'from the left';
})"""


@pytest.fixture
def keys():
    """The way from reply to reply is walked by keyboard here, with scripts too; to go over all 2,000 is not."""
    return False


def test_two_thousand_replies_are_read_on_a_small_screen_and_by_keyboard(somebody, new_story):
    story = new_story()
    crowd.fill(story, crowd.chain_and_crowd(MANY, LEVELS))
    reader = somebody()
    reader.page.set_default_timeout(60_000)
    reader.go(story.get_absolute_url())
    reader.page.set_viewport_size(NARROW)
    page, seen = reader.page, []
    while True:
        assert _out_of_line(page) == [] and page.evaluate(OVERLAPPING) == 0
        heads = page.locator(".reply > h3").all_inner_texts()
        assert len(heads) == page.locator(".reply").count() <= threads.PART
        seen += heads
        if "part=" not in page.url:
            _walk(reader)
        if not page.get_by_role("link", name="Further replies").count():
            break
        reader.press("Further replies")
    assert len(set(seen)) == len(seen) == MANY - (LEVELS - threads.VISIBLE)

    reader.go(story.get_absolute_url())
    for level in range(threads.VISIBLE, LEVELS, threads.VISIBLE - 1):
        reader.press(f"Continue after reply {level}", exact=True)
        page.set_viewport_size(NARROW)
        assert _out_of_line(page) == []
    reader.sees(f"Reply {LEVELS}, to reply {LEVELS - 1}, me too")
    assert reader.context.cookies() == []


def _out_of_line(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    return page.evaluate(OUT_OF_LINE)


def _walk(reader):
    """By keyboard alone: past the replies, and from a reply to what it answers."""
    page = reader.page
    assert page.evaluate(DIRECTIONS) == ["from the right", "from the left"]
    page.locator("#replies").evaluate("head => { head.tabIndex = -1; head.focus(); }")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip the replies")
    assert skip.evaluate("link => link === document.activeElement")
    box = skip.bounding_box()
    assert box["x"] >= 0 and 0 <= box["y"] < NARROW["height"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") in ("Further replies", "Reply to the story")
    answer = page.get_by_role("link", name="Reply 2, to reply 1", exact=True)
    answer.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#reply-1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Answer reply 1"


def test_new_replies_are_walked_from_one_to_the_next(somebody, new_story, new_member):
    story, reader = new_story(), new_member()
    crowd.fill(story, [(None, "One."), (1, "Two."), (2, "Three."), (3, "Four."), (None, "Five.")])
    page = somebody()
    page.sign_in(reader.words).go(story.get_absolute_url())
    page.press("I have read to here")
    page.sees("Nothing new has come here since reply 5.")
    page.go(f"{story.get_absolute_url()}?after=2")
    for name, place in (
        ("Go to what is new since reply 2", "#reply-3"),
        ("Next new: after reply 3", "#on-3"),
        ("Next new: reply 5", "#reply-5"),
    ):
        page.page.get_by_role("link", name=name, exact=True).press("Enter")
        assert page.page.url.endswith(place)
    page.press("Forget how far I read")
    assert "Nothing new" not in page.page.content()


def test_an_author_says_that_a_reply_helped_and_its_writer_reads_it(somebody, new_story, new_comment):
    story = new_story()
    reply = new_comment(story)
    author, writer, stranger = somebody(), somebody(), somebody()
    author.sign_in(story.by.words).go(story.get_absolute_url())
    author.press("Reply 1 helped me")
    author.sees("You said that reply 1 helped.")
    writer.sign_in(reply.by.words).sees("It helped, says the author of the story.")
    writer.go(f"/desk/text/{reply.ref}/")
    writer.sees("The author of the story says that this reply helped.")
    stranger.go(story.get_absolute_url())
    assert "helped" not in stranger.page.content()
    author.press("Take that back for reply 1")
    assert author.page.get_by_role("button", name="Reply 1 helped me").count() == 1
