"""J9: a moderator's shift, and twenty texts by keyboard alone."""

import pytest

from forum.models import House
from moderation.models import Decision, Wording
from moderation.states import Move, State
from stories.models import Topic
from tests.conftest import send
from tests.journeys import keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_j9_a_moderator_s_shift(somebody, moderators, new_member):
    House.objects.update_or_create(pk=1, defaults={"hold_days": 0, "severe_a_day": 1})
    topic = Topic.objects.order_by("slug").first()
    away = send(new_member(), topics=[topic.slug])
    severe, again = send(new_member(), harm="severe"), send(new_member(), harm="death")
    first, second = (somebody().sign_in(moderator.words) for moderator in moderators)

    first.go("/moderation/")
    first.tick(first.page.get_by_label(topic.slug.replace("-", " ").capitalize(), exact=True))
    first.press("Keep these away today")
    first.sees("1 more is about what you stay away from today")
    assert away.ref not in first.page.content()

    first.press(f"Take {severe.ref}")
    first.sees("Severe")
    assert "A client told me" not in first.page.content()
    first.press("Read the text")
    first.sees("A client told me")
    first.press("Approve")
    first.sees("Take a moment")
    first.press("Go on, when I am ready")
    assert severe.wordings.get().state == State.SECOND
    assert severe.ref not in first.page.content()
    first.press(f"Take {again.ref}", status=403)
    first.sees("Enough of these for today")

    second.go("/moderation/")
    second.press(f"Take {severe.ref}")
    second.press("Read the text")
    second.press("Approve")
    second.go("/moderation/")
    second.sees("Nothing of this kind waits" if not Wording.objects.waiting().exists() else "wait")
    second.press(f"Take {again.ref}", status=403)
    second.press("Back to the queue")
    second.press(f"Take {away.ref}")
    second.press("Read the text")
    second.choose(second.page.get_by_label("Reason", exact=True), "SC-3")
    second.press("Decline")
    assert Decision.objects.get(move=Move.DECLINE).reason == "SC-3"


@pytest.mark.parametrize("scripts", [True], ids=["scripts on"])
@pytest.mark.parametrize("keys", [True], ids=["keyboard alone"])
def test_twenty_texts_are_decided_by_keyboard_alone(somebody, moderators, new_member):
    House.objects.update_or_create(pk=1, defaults={"hold_days": 0})
    names = ("Priya", "Tomasz", "Wanjiru", "Declan")
    for number in range(20):
        happened = f"I met {names[number % 4]} in the corridor and looked away, and I have thought of it since."
        send(new_member(), happened=happened, harm="none")
    moderator = somebody().sign_in(moderators[0].words)
    page = moderator.page
    moderator.go("/moderation/")
    for _turn in range(20):
        moderator.press("Take ")
        moderator.press("Read the text")
        keyboard.reach(page, page.locator("ol.findings a").first)
        page.keyboard.press("j")
        page.keyboard.press("k")
        page.keyboard.press("a")
        assert page.locator("[name=allowed]").first.is_checked()
        moderator.choose("Harm", "none")
        moderator.press("Approve")
    assert not Wording.objects.filter(state=State.WAITING).exists()
    assert Decision.objects.count() == 20
