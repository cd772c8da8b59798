"""Writing with scripts: marks appear while one writes, the draft saves itself, and no word is lost on any way."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from forum.members.models import Draft
from moderation.screener import screener
from stories import writing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

FIRST = "On Monday I told Bettina Kroll that I would ring. I did not ring Bettina Kroll."
PLAIN = "I had promised to ring and the week went by. I was tired, and I did not want to hear what she would say. "
LONGEST_TASK = 50  # ms of the page's main thread


@pytest.fixture
def scripts():
    return True


@pytest.fixture
def author(somebody, new_member):
    """Somebody at the empty form of a story, with the screening warm."""
    screener.screen(["I forgot."])
    person = new_member()
    visitor = somebody().sign_in(person.words)
    visitor.words, visitor.keyring = person.words, person.keyring
    visitor.press("Tell a story", within=visitor.page.get_by_role("navigation", name="Main"))
    visitor.answer()
    visitor.press("I have read this")
    visitor.happened = visitor.page.locator("#id_happened")
    visitor.said = visitor.page.locator("#said")
    return visitor


def texts(visitor):
    return [content["values"]["happened"] for _row, content in writing.drafts(visitor.keyring)]


def saves(visitor):
    expect(visitor.said).to_have_text("Saved", timeout=20_000)


def test_marks_appear_while_one_writes_and_a_milder_wording_goes_to_its_place(author):
    page = author.page
    author.happened.fill(FIRST)
    seen = page.locator("#seen-happened")
    expect(seen.locator("mark")).to_have_count(2, timeout=20_000)
    expect(seen.locator(".findings__item")).to_have_count(2)
    expect(page.get_by_role("heading", name="Who could recognise this?")).to_be_visible()

    second = seen.locator(".findings__item").nth(1)
    milder = second.locator("button[name=milder]").first.get_attribute("value")
    second.locator("button[name=milder]").first.click()
    assert author.happened.input_value() == FIRST[:50] + FIRST[50:].replace("Bettina Kroll", milder)
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(page.locator("#done")).to_contain_text(f"“Bettina Kroll” is now “{milder}”.")
    expect(seen.locator(".findings__item")).to_have_count(1, timeout=20_000)
    undo.click()
    assert author.happened.input_value() == FIRST

    expect(seen.locator(".findings__item")).to_have_count(2, timeout=20_000)
    first = seen.locator(".findings__item").first
    first.locator("summary").click()
    first.get_by_role("textbox").fill("She asked me to name her.")
    first.get_by_role("textbox").press("Enter")
    expect(seen).to_contain_text("You keep it: “She asked me to name her.”", timeout=20_000)
    saves(author)
    [(_row, content)] = writing.drafts(author.keyring)
    assert content["kept"] == [["happened", "Bettina Kroll", "She asked me to name her."]]
    author._look()
    author.press("Check my text")
    author.sees("You keep it: “She asked me to name her.”")


def test_a_draft_saves_itself_and_stands_at_an_address_of_its_own(author):
    author.page.get_by_label("Title").fill("The call")
    author.happened.fill(FIRST)
    expect(author.said).to_have_text("Not saved yet")
    expect(author.page.locator(".progress [data-filled]")).to_have_count(1)
    saves(author)
    assert texts(author) == [FIRST]
    assert "/desk/draft/" in author.page.url
    author.happened.fill(FIRST + " I am sorry.")
    saves(author)
    author.page.reload()
    assert author.happened.input_value() == FIRST + " I am sorry."
    assert Draft.objects.count() == 1


def test_what_was_written_is_saved_when_the_page_is_left(author):
    author.happened.fill("The first half.")
    saves(author)
    author.happened.fill("Both halves.")
    author.go("/stories/")
    author.page.wait_for_timeout(500)
    assert texts(author) == ["Both halves."]


def test_the_later_of_two_tabs_is_told_with_both_texts(author):
    author.happened.fill("What both tabs know.")
    saves(author)
    other = author.context.new_page()
    other.goto(author.page.url)
    other.locator("#id_happened").fill("What the other tab says.")
    expect(other.locator("#said")).to_have_text("Saved", timeout=20_000)
    author.deaf = True  # Chromium notes the 409
    author.happened.fill("What this tab says.")
    expect(author.page.get_by_role("heading", name="Changed in another tab")).to_be_visible(timeout=20_000)
    expect(author.said).to_contain_text("Not saved: another tab changed this draft.")
    author.deaf = False
    assert author.page.locator("#other-happened").input_value() == "What the other tab says."
    assert author.happened.input_value() == "What this tab says."
    assert texts(author) == ["What the other tab says."]
    author.press("Keep the text in the form")
    assert texts(author) == ["What this tab says."]


def test_a_session_that_ends_keeps_the_text_and_asks_for_the_words(author):
    author.happened.fill("Before the pause.")
    saves(author)
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=True):
        author.deaf = True  # Chromium notes that the text was not looked at
        author.happened.fill("Before the pause, and after.")
        expect(author.said).to_contain_text("Not saved yet, still in this form.", timeout=20_000)
        author.deaf = False
        assert author.happened.input_value() == "Before the pause, and after."
        author.page.get_by_label("Your return words").fill(author.words)
        author.press("Save the draft")
        assert author.happened.input_value() == "Before the pause, and after."
        assert texts(author) == ["Before the pause, and after."]


def test_a_site_that_does_not_answer_loses_nothing_and_is_tried_again(author):
    page = author.page
    author.happened.fill("Still here.")
    author.deaf = True
    page.route("**/*", lambda route: route.abort())
    page.get_by_role("button", name="Check my text").click()
    expect(author.said).to_contain_text("Not saved yet, still in this form. We try again by ourselves.", timeout=20_000)
    assert author.happened.input_value() == "Still here." and Draft.objects.count() == 0
    page.unroute("**/*")
    saves(author)
    author.deaf = False
    assert texts(author) == ["Still here."]


def test_whoever_leaves_in_a_hurry_is_asked_nothing(author):
    author.happened.fill("Not for other eyes.")
    asked = []
    author.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    author.page.get_by_role("link", name="Exit this page").click()
    author.page.wait_for_url("**/exit/", wait_until="commit")
    author.page.wait_for_timeout(500)
    assert asked == [] and Draft.objects.count() == 0


def test_no_task_is_long_while_six_hundred_words_are_typed(author, chromium):
    """Processor time of each task of the page's main thread, from the browser's own trace: a busy machine adds none."""
    page = author.page
    chromium.start_tracing(page=page, categories=["toplevel", "disabled-by-default-devtools.timeline"])
    author.happened.click()
    words = (FIRST + " " + PLAIN * 30).split()[:600]
    for number, word in enumerate(words):
        page.keyboard.insert_text(word)
        page.keyboard.press("Space")
        if number % 150 == 149:
            page.wait_for_timeout(2500)  # a pause, so that it is looked at in between
    expect(page.locator("#seen-happened mark").first).to_be_visible(timeout=20_000)
    saves(author)
    trace = json.loads(chromium.stop_tracing())["traceEvents"]
    assert author.happened.input_value().split() == words
    main = {(e["pid"], e["tid"]) for e in trace if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"}
    tasks = [e["tdur"] / 1000 for e in trace if (e["pid"], e["tid"]) in main and "RunTask" in e["name"] and "tdur" in e]
    assert len(tasks) > 1000, "the trace holds no tasks"
    assert max(tasks) < LONGEST_TASK, sorted(tasks)[-5:]
