"""The owner's page: a pause with its message, texts that are missing or out of date, who holds a role."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from forum.members.models import Member
from forum.models import House, Page
from stories import writing
from tests.conftest import STORY

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(new_member):
    person = new_member(is_owner=True)
    person.sign_in()
    return person


def prove(person):
    """Show once more that it is they: what changes roles asks for the words again."""
    assert person.client.post("/sign-in/again/", {"password": person.words}).status_code == 302


def end(person, member, role, how="post"):
    return getattr(person.client, how)(f"/owner/roles/{member.pk}/{role}/")


def test_a_pause_tells_writers_and_moderators_why(owner, new_member, moderators):
    writer = new_member()
    draft = writing.new_draft(writer.keyring, {"kind": "story", "values": STORY, "kept": []})
    writer.sign_in(), moderators[0].sign_in()
    pages = [(writer, "/desk/"), (writer, f"/desk/draft/{draft.pk}/check/"), (moderators[0], "/moderation/")]
    for person, address in pages:
        assert "Nothing new appears" not in person.client.get(address).content.decode()
    House.objects.update_or_create(pk=1, defaults={"publishing": False})
    for person, address in pages:
        assert "What you send is kept and read" in person.client.get(address).content.decode()
    House.objects.update(pause_message="We rest until <b>Monday</b>.")
    for person, address in pages:
        shown = person.client.get(address).content.decode()
        assert "We rest until &lt;b&gt;Monday&lt;/b&gt;." in shown
        assert "kept and read" not in shown


def test_readers_are_not_told_of_a_pause(client):
    House.objects.update_or_create(pk=1, defaults={"publishing": False, "pause_message": "We rest."})
    for address in ("/", "/stories/", "/pages/about/", "/log/"):
        assert "We rest" not in client.get(address, headers={"Host": "localhost:8000"}).content.decode()


def test_the_owner_sees_which_texts_are_missing_or_out_of_date(owner):
    today = timezone.localdate()
    Page.objects.create(slug="help", text="https://example.org", checked_on=today - timedelta(days=400))
    Page.objects.create(slug="law", text="https://example.org", checked_on=today)
    page = owner.client.get("/owner/").content.decode()
    lines = {slug: page.split(f'/owner/{slug}/"')[1].split("</li>")[0] for slug in Page.SLUGS}
    assert "out of date" in lines["help"]
    assert "yours, checked on" in lines["law"]
    assert "out of date" not in lines["law"]
    assert "not filled in" in lines["elsewhere"]
    assert "the site's own" in lines["rules"]


def test_the_owner_sees_who_holds_a_role_and_nothing_of_other_members(owner, new_member):
    new_member(is_moderator=True, is_host=True)
    nobody = new_member()
    page = owner.client.get("/owner/").content.decode()
    assert page.count("Sam: ") == 2
    assert "moderator" in page
    assert "host" in page
    assert str(nobody.member.pk) not in page
    assert "Fewer than five people have joined" in page
    for _more in range(2):
        new_member()
    assert "5 people have joined" in owner.client.get("/owner/").content.decode()


def test_a_role_ends_after_a_question_and_the_words_once_more(owner, new_member):
    moderator = new_member(is_moderator=True, is_host=True)
    moderator.sign_in()
    assert moderator.client.get("/moderation/").status_code in (200, 302)
    assert end(owner, moderator.member, "moderator").url.startswith("/sign-in/again/")
    assert Member.objects.get(pk=moderator.member.pk).is_moderator
    prove(owner)
    asked = end(owner, moderator.member, "moderator", "get")
    assert asked.status_code == 200
    assert "End this role?" in asked.content.decode()
    assert Member.objects.get(pk=moderator.member.pk).is_moderator
    assert end(owner, moderator.member, "moderator").url == "/owner/"
    member = Member.objects.get(pk=moderator.member.pk)
    assert not member.is_moderator
    assert member.is_host
    assert member.staff_name == "Sam"
    assert moderator.client.get("/desk/").status_code == 302  # signed out
    moderator.sign_in()
    assert moderator.client.get("/moderation/").status_code == 403
    end(owner, moderator.member, "host")
    member = Member.objects.get(pk=moderator.member.pk)
    assert (member.staff_name, member.label, member.roles) == ("", "", [])


def test_the_last_owner_stays_and_one_of_two_can_go(owner, new_member):
    prove(owner)
    refused = end(owner, owner.member, "owner")
    assert refused.status_code == 409
    assert "the last owner" in refused.content.decode()
    other = new_member(is_owner=True)
    assert end(owner, other.member, "owner").status_code == 302
    assert [member.pk for member in Member.objects.filter(is_owner=True)] == [owner.member.pk]
    assert end(owner, owner.member, "owner").status_code == 409


def test_only_a_role_that_is_held_can_be_ended(owner, new_member):
    prove(owner)
    for role in ("host", "nothing", "superuser"):
        assert end(owner, new_member(is_moderator=True).member, role).status_code == 404
    host = new_member(is_host=True)
    host.sign_in()
    assert end(host, owner.member, "owner").status_code == 403
    assert Member.objects.get(pk=owner.member.pk).is_owner


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_end_each_other_at_once_one_stays(new_member):
    pair = [new_member(is_owner=True).member for _one in range(2)]
    together, ended = Barrier(2), []

    def go(member):
        together.wait()
        ended.append(Member.objects.end_role(member, "owner"))
        connection.close()

    threads = [Thread(target=go, args=[member]) for member in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(ended) == [False, True]
    assert Member.objects.filter(is_owner=True).count() == 1
