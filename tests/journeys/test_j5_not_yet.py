"""J5: an author with an open claim is stopped kindly, reads what the law protects, and leaves without a trace."""

import datetime
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Error

from forum.models import Page
from tests.attacks import dumps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

LAW = "In this invented state an apology is no proof of fault.\n\nSource: https://law.example/apologies"


def rows():
    return {name: sorted(map(str, table.rows)) for name, table in dumps.dump().items()}


def path(visitor):
    return urlsplit(visitor.page.url).path


def test_j5_an_open_claim_leads_to_a_kind_stop_and_leaves_nothing(somebody, log):
    Page.objects.create(slug="law", text=LAW, checked_on=datetime.date(2026, 3, 9))
    before, author = rows(), somebody()
    author.go("/")
    author.press("Tell a story")
    author.press("Go on", status=422)
    author.sees("Please choose yes or no.")
    author.answer(claim=True)
    author.sees("Not yet")
    places = author.page.locator("main .places a").all_inner_texts()
    assert places == ["What the law protects", "Where else to go", "Help for you"]
    assert author.page.locator("main form").count() == 0
    assert urlsplit(author.page.url)[2:] == ("/before/", "", "")

    author.go("/tell/")  # typed by hand
    assert path(author) == "/before/"
    assert author.page.locator("input[type=radio]:checked").count() == 0
    author.answer(claim=True)

    author.press("Where else to go")
    author.sees("The owner of this site has not filled in this page yet.")
    author.go("/before/")
    author.answer(claim=True)
    author.press("What the law protects")
    author.sees("In this invented state an apology is no proof of fault.")
    author.sees("Source: https://law.example/apologies")
    author.sees("Last checked on 9 March 2026")
    assert author.context.cookies() == []

    author.press("Exit this page", within=author.page.get_by_role("navigation", name="Leave"))
    author.sees("There is nothing on this page.")
    assert author.page.title() == "Notes" and path(author) == "/exit/"
    author.back()  # to what the law protects
    assert path(author) == "/pages/law/"
    author.sees("There is nothing on this page.")
    with pytest.raises(Error, match="ERR_CACHE_MISS"):  # to the stop: no browser sends those answers again unasked
        author.back()
    author.page.wait_for_url("chrome-error://**")
    for address in ("/before/", "/stories/", "/"):
        author.go(address)
        author.sees("There is nothing on this page.")
    assert rows() == before
    assert log.getvalue() == ""
    author.press("Start")
    author.sees("A quiet place to say")
    assert author.context.cookies() == []


def test_someone_in_danger_is_sent_to_help_first_and_told_that_nobody_here_can_find_them(somebody):
    author = somebody()
    author.go("/before/")
    author.answer(danger=True, duty=True)
    author.sees("Please get help first")
    author.sees("We cannot find out who or where you are.")
    author.sees("While a report is still to be made")
    author.press("Help for you")
    author.sees("please call the emergency service where you are")


def test_on_a_machine_of_their_work_somebody_is_warned_and_may_go_on(somebody):
    author = somebody()
    author.go("/before/")
    author.answer(machine=True, rule=True)
    author.sees("You are on a device or network of your work")
    author.sees("Your employer or insurer has a rule")
    author.press("I have read this")
    author.sees("Tell a story")
    author.fill("Title", "Something that I did not check")
    assert author.page.get_by_label("Title").input_value() == "Something that I did not check"


def test_a_law_that_was_checked_long_ago_says_so(somebody):
    long_ago = timezone.localdate() - datetime.timedelta(days=400)
    Page.objects.create(slug="law", text=LAW, checked_on=long_ago)
    author = somebody()
    author.go("/pages/law/")
    author.sees("more than a year ago. Please look for something newer.")
