"""The public log: whole months, no number under five, none that another gives away; and the owner's numbers."""

import itertools
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from forum.models import House, Tally
from moderation import corrections, decisions, flagging, gate, transparency
from moderation.models import Decision, Submission
from moderation.screener import NoScreening, screener
from moderation.states import Move, State
from tests.conftest import send

TODAY = date(2026, 11, 28)


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost:8000")


@pytest.fixture
def today(time_machine):
    time_machine.move_to("2026-11-28T12:00:00+00:00")


def decided(day, move, number=1, reason=""):
    """Rows as ``decisions.record`` writes them, of another day."""
    last = Decision.objects.count()
    Decision.objects.bulk_create(
        Decision(number=last + at, about="abcdefghjk", move=move, reason=reason, day=day, label="a", chain="x")
        for at in range(1, number + 1)
    )


def page(client):
    answer = client.get("/log/")
    assert answer.status_code == 200
    return answer.content.decode()


# What is hidden


@pytest.mark.parametrize("cells", [2, 3, 4])
def test_no_hidden_number_can_be_worked_out_by_whoever_knows_the_rule_and_the_sum(cells):
    seen = {}
    for numbers in itertools.product(range(11), repeat=cells):
        shown, whole = transparency.told(numbers)
        assert all(cell is None or cell >= 5 for cell in shown)
        seen.setdefault((tuple(shown), whole), []).append(numbers)
    for (shown, _whole), could_be in seen.items():
        for at, cell in enumerate(shown):
            assert cell is not None or len({numbers[at] for numbers in could_be}) > 1, (shown, could_be)


def test_a_number_that_would_stand_alone_against_the_sum_is_hidden_with_the_next():
    assert transparency.told([20, 3, 7]) == ([20, None, None], 30)
    assert transparency.told([20, 9, 7]) == ([20, 9, 7], 36)
    assert transparency.told([2, 1]) == ([None, None], None)
    assert transparency.told([6, 0]) == ([None, None], 6)


# What is shown


@pytest.mark.django_db
def test_the_log_shows_whole_months_that_have_ended(stranger, today):
    decided(date(2026, 10, 31), Move.APPROVE, 21)
    decided(date(2026, 10, 1), Move.RETURN, 11, "ID-2")
    decided(date(2026, 10, 2), Move.DECLINE, 2, "SP-1")
    decided(date(2026, 10, 2), Move.NO_ACTION, 4)
    decided(date(2026, 11, 1), Move.APPROVE, 33)
    decided(date(2025, 11, 30), Move.APPROVE, 44)
    shown = page(stranger)
    assert "October 2026" in shown
    assert ">21<" in shown
    assert ">11<" in shown
    assert "38 in all" in shown
    assert "ID-2: details that identify together" not in shown  # it stands alone among reasons, its sum known above
    assert "November" not in shown
    assert ">33<" not in shown
    assert ">44<" not in shown
    assert "Declined" not in shown
    assert "SP-1" not in shown


@pytest.mark.django_db
def test_a_month_that_is_shown_stays_as_it_is_until_it_leaves(stranger, time_machine):
    """Every day of two years: what is shown of a month is the same each time, though the oldest go at night."""
    days = [date(2025, 1, 1) + timedelta(days=day) for day in range(730)]
    for first in {day.replace(day=1) for day in days}:
        decided(first, Move.APPROVE, 3), decided(first, Move.RETURN, 6, "ID-1"), decided(first, Move.DECLINE, 2, "ID-1")
        Tally.objects.create(day=first, name="flagged names", number=8)
        Tally.objects.create(day=first, name="flagged advert", number=4)
    told = {}
    for day in days[::9]:
        time_machine.move_to(f"{day}T12:00:00+00:00")
        Tally.objects.filter(day__lt=day - timedelta(days=365)).delete()  # as the night does
        assert timezone.localdate() - transparency.months()[-1] <= decisions.KEPT_FOR
        for table in (transparency.decisions(), transparency.reasons(), transparency.flags()):
            for month in table:
                assert month.first < day.replace(day=1)
                told.setdefault((month.first, month.whole), set()).add(str(month))
    assert told
    assert all(len(ways) == 1 for ways in told.values())


@pytest.mark.django_db
def test_flags_are_counted_by_month_and_by_nobody(stranger, new_story, today, time_machine):
    story = Submission.objects.get(pk=new_story().pk)
    for _reader in range(6):
        flagging.receive(story, "names")
    for _reader in range(4):
        flagging.receive(story, "unkind")
    gate.flag(story, "screening")
    gate.flag(story, "other", nullifier="a" * 64)
    gate.flag(story, "other", nullifier="a" * 64)
    rows = Tally.objects.filter(name__startswith="flagged")
    assert {row.day for row in rows} == {TODAY.replace(day=1)}
    assert {row.name: row.number for row in rows} == {"flagged names": 6, "flagged unkind": 4, "flagged other": 1}
    assert "November" not in page(stranger)
    time_machine.move_to("2026-12-01T12:00:00+00:00")
    shown = page(stranger)
    assert "November 2026" in shown
    assert "It names a person or a place" in shown
    assert ">6<" in shown
    assert "It is unkind" not in shown
    assert story.ref not in shown
    assert story.public_title not in shown


@pytest.mark.django_db
def test_a_month_with_few_decisions_is_not_listed(stranger, today):
    decided(date(2026, 10, 1), Move.RETRACT, 2, "SP-1")
    shown = page(stranger)
    assert "October" not in shown
    assert "nothing to show yet" in shown


@pytest.mark.django_db
def test_the_log_counts_every_move_that_is_recorded_and_no_row_but_decisions(today):
    recorded = {Move.APPROVE, Move.SECOND, Move.RETURN, Move.AGREE, Move.DECLINE, Move.CARE}  # confirming is no new one
    recorded |= {Move.HIDE, Move.RESTORE, Move.RETRACT, Move.NO_ACTION}
    assert set(transparency.MOVED) == recorded
    decided(date(2026, 10, 1), decisions.ANCHOR, 9)
    assert transparency.decisions() == []


@pytest.mark.django_db
def test_legal_demands_are_told_zero_too_with_their_month(stranger, new_member):
    assert "have not said yet" in page(stranger)
    owner = new_member(is_owner=True).sign_in()
    form = {"hold_days": 2, "batch_of": 5, "publishing": "on", "flags_an_hour": 3, "flags_a_day": 2}
    form |= {"severe_a_day": 3, "sent_an_hour": 100, "answer_within": 12, "legal_demands": "0"}
    assert "on which you counted" in owner.post("/owner/", form).content.decode()
    later = {"legal_counted_on": str(timezone.localdate() + timedelta(days=2))}
    assert owner.post("/owner/", form | later).status_code == 422
    assert owner.post("/owner/", form | {"legal_counted_on": "2026-03-17"}).status_code == 302
    shown = page(stranger)
    assert "In 2026, <strong>0</strong> demands" in shown
    assert "March 2026" in shown
    assert "17" not in shown.split("Legal demands")[1].split("</div>")[0]


@pytest.mark.django_db
def test_the_log_sets_no_cookie_and_is_linked_from_every_page(stranger):
    answer = stranger.get("/log/")
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-cache"
    assert b"<script" not in answer.content
    assert b"style=" not in answer.content
    assert b'href="/log/"' in stranger.get("/pages/about/").content


# The owner's numbers


@pytest.mark.django_db
def test_the_owner_sees_waits_and_how_well_the_screening_sees_and_no_text(new_member, today):
    waiting = send(new_member())
    Tally.objects.create(day=TODAY - timedelta(days=2), name="waited 004", number=12)
    Tally.objects.create(day=TODAY - timedelta(days=2), name="waited 072", number=8)
    Tally.objects.create(day=TODAY - timedelta(days=2), name=corrections.RIGHT, number=3)
    Tally.objects.create(day=TODAY - timedelta(days=2), name=corrections.MISSED, number=1)
    shown = new_member(is_owner=True).sign_in().get("/moderation/house/").content.decode()
    assert "half of all texts were decided within 4 hours" in shown
    assert "95 in 100 within 3 days" in shown
    assert "1 text waits" in shown
    assert "0.75" in shown
    assert waiting.ref not in shown
    assert "it always answered" in shown


@pytest.mark.django_db
def test_a_day_on_which_the_screening_was_out_is_told_to_the_owner(new_member, monkeypatch, today):
    def out(*args, **kwargs):
        raise NoScreening

    monkeypatch.setattr(screener, "screen", out)
    assert send(new_member()).wordings.get().state == State.HELD
    shown = new_member(is_owner=True).sign_in().get("/moderation/house/").content.decode()
    assert "<li>28 November</li>" in shown
    assert "1 more is held" in shown


@pytest.mark.django_db
def test_a_flood_that_comes_while_the_screening_is_out_is_stopped_too(new_member, monkeypatch):
    House.objects.update_or_create(pk=1, defaults={"sent_an_hour": 2})

    def out(*args, **kwargs):
        raise NoScreening

    monkeypatch.setattr(screener, "screen", out)
    send(new_member()), send(new_member())
    with pytest.raises(Exception, match="in an hour or two"):
        send(new_member())


@pytest.mark.django_db
def test_the_owner_sees_from_when_to_when_the_screening_was_out(new_member):
    today = timezone.localdate()
    for back in (40, 39, 38, 3):
        Tally.objects.add(corrections.OUT, day=today - timedelta(days=back))
    spans = [(today - timedelta(days=3),) * 2, (today - timedelta(days=40), today - timedelta(days=38))]
    assert corrections.outages() == spans
    shown = new_member(is_owner=True).sign_in().get("/moderation/house/").content.decode()
    assert f"<li>{date_format(spans[1][0], 'j F')} to {date_format(spans[1][1], 'j F')}</li>" in shown
