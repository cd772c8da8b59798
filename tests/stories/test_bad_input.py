"""Whatever is sent, a clear page comes back, never a 500; and what was typed can be sent again."""

import html
import re
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from forum.members import words
from forum.members.models import Draft
from moderation import gate
from moderation.models import Submission
from moderation.states import Move
from stories import writing
from tests.conftest import STORY, send
from tests.stories.test_road import posted, read_in, revision_in

pytestmark = pytest.mark.django_db

CLEAR = (400, 403, 404, 409, 413)
LONG = "I did not call her back. " * 700  # 17,500 characters
FORM = "application/x-www-form-urlencoded"


def shown(response):
    return html.unescape(response.content.decode())


def token_in(response):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())[1]


def again_in(response):
    """(address, what it sends) of the form in which words are given back, or None."""
    form = re.search(r'<form class="form" method="post" action="([^"]*)">(.*?)</form>', response.content.decode(), re.S)
    if not form or "Send this again" not in form[2]:
        return None
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[2])
    fields += re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n(.*?)</textarea>', form[2], re.S)
    told = {}
    for name, value in fields:
        told.setdefault(name, []).append(html.unescape(value))
    return html.unescape(form[1]), told


@pytest.fixture
def house(new_member, new_story, moderators):
    """One who is author, moderator and owner at once, and every address that takes writing."""
    person = new_member(is_moderator=True, is_owner=True)
    story = new_story(by=person)
    waiting = send(new_member(), happened="I sent the letter to the wrong house.")
    wording = waiting.wordings.get()
    gate.take(wording, person.member.label)
    client = person.sign_in()
    person.draft = writing.new_draft(person.keyring, {"kind": "story", "values": posted(STORY), "kept": []})
    person.addresses = {
        "tell": "/tell/",
        "reply": f"/stories/{story.ref}/reply/",
        "draft": f"/desk/draft/{person.draft.pk}/",
        "check": f"/desk/draft/{person.draft.pk}/check/",
        "update": f"/desk/text/{story.ref}/update/",
        "edit": f"/desk/text/{story.ref}/edit/",
        "review": f"/moderation/{wording.pk}/",
        "owner": "/owner/",
        "owner page": "/owner/rules/",
        "settle": "/desk/settle/",
        "join": "/join/",
        "sign in": "/sign-in/",
        "again": "/sign-in/again/",
    }
    person.wording, person.story, person.client = wording, story, client
    return person


@pytest.fixture
def strict(house):
    """The same browser, with the protection against forms from elsewhere that tests are usually spared."""
    client = Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000")
    client.cookies = house.client.cookies
    return client


TEXT_FIELD = {
    "tell": "happened",
    "reply": "text",
    "draft": "happened",
    "check": "reason",
    "update": "text",
    "review": "words",
    "owner page": "text",
    "settle": "staff_name",
}
EVERYWHERE = (*TEXT_FIELD, "edit", "owner", "join", "sign in", "again")


@pytest.mark.parametrize("where", EVERYWHERE)
def test_ten_megabytes_are_too_long_and_a_clear_page_says_so(house, strict, where):
    field = TEXT_FIELD.get(where, "words")
    for client in (strict, Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000")):
        client.get("/tell/")
        body = f"{field}=" + "a" * 10_000_000
        response = client.post(house.addresses[where], body, content_type=FORM)
        assert response.status_code == 413
        assert "too long" in shown(response)
        response = client.post(house.addresses[where], {field: "a" * 10_000_000})
        assert response.status_code == 413


@pytest.mark.parametrize("where", EVERYWHERE)
def test_ten_thousand_fields_are_a_clear_400(house, strict, where):
    for client in (strict, Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000")):
        client.get("/tell/")
        body = "&".join(f"f{number}=1" for number in range(10_000))
        response = client.post(house.addresses[where], body, content_type=FORM)
        assert response.status_code == 400
        assert "We could not read that" in shown(response)
        response = client.post(house.addresses[where], {f"f{number}": "1" for number in range(10_000)})
        assert response.status_code == 400


@pytest.mark.parametrize("where", EVERYWHERE)
def test_a_broken_body_never_breaks_a_page(house, where):
    client = house.client
    for body, kind in [
        (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x"),
        (b"nothing", "multipart/form-data"),
        (b"nothing", "multipart/form-data; boundary=" + "\u00e9" * 3),
        (b"title=%F6", "application/x-www-form-urlencoded; charset=latin-1"),
        (b"\xff\xfe\x00", "text/plain"),
        (b'{"title": "x"}', "application/json"),
        (b"title=a", "application/x-www-form-urlencoded; charset=nosuch"),
    ]:
        response = client.generic("POST", house.addresses[where], body, content_type=kind)
        assert response.status_code in (*CLEAR, 200, 302, 422), (kind, response.status_code)


@pytest.mark.parametrize("where", sorted(TEXT_FIELD))
@pytest.mark.parametrize("junk", ["\0", "\x07", "\u202e", "\ue000"], ids=["NUL", "bell", "bidi", "private use"])
def test_characters_that_are_not_writing_are_refused_with_the_text_still_there(house, where, junk):
    text = f"I forgot her name.{junk} She noticed."
    response = house.client.post(house.addresses[where], _filled(house, where, text))
    if where == "check":  # its text is the draft's, which stays as it was
        assert response.status_code in (302, 422)
        assert junk not in str(writing.find_draft(house.keyring, house.draft.pk)[1])
        return
    assert response.status_code == 422
    assert "I forgot her name." in shown(response)
    assert "She noticed." in shown(response)
    assert junk not in str(list(Submission.objects.values()))


def _filled(house, where, text):
    """A whole form for ``where`` with ``text`` in its longest field."""
    revision = writing.revision(house.draft)
    return {
        "tell": {**posted(STORY), "happened": text},
        "reply": {"text": text, "reply_type": "me_too", "speaks_as": "care"},
        "draft": {**posted(STORY), "happened": text, "revision": revision, "kind": "story"},
        "check": {"revision": revision, "passage": 0, "start": 0, "end": 5, "keep": "", "reason": text},
        "update": {"text": text},
        "review": {"read": house.wording.digest, "words": text, "reason": "QL-1", "return": ""},
        "owner page": {"text": text},
        "settle": {"staff_name": text[:40], "code": "no-such-code"},
    }[where]


@pytest.mark.parametrize("where", sorted(TEXT_FIELD))
def test_lone_surrogates_never_break_a_page(house, where):
    field = TEXT_FIELD[where]
    values = _filled(house, where, "SURROGATE")
    body = "&".join(f"{name}={quote(str(value))}" for name, value in values.items() if not isinstance(value, list))
    assert "SURROGATE" in body
    for bad in ("%ED%A0%80", "%ED%B0%80", "%FF%FE", "%C0%80", "%F5%90%80%80", "\\ud800"):
        sent = body.replace("SURROGATE", f"Before {bad} after")
        response = house.client.post(house.addresses[where], sent, content_type=FORM)
        assert response.status_code in (302, *CLEAR, 422), field
        if response.status_code == 302 and response.url.startswith("/desk/draft/"):
            assert house.client.get(response.url).status_code == 200


JUNK = ["\0", "\0" * 8, "%ff%fe%00%01", "9" * 40, "-1", "\ud7ff\U0010ffff", "' OR 1=1", "../../etc", "{{7*7}}%s{0}"]
PARAMETERS = ("event", "profession", "topic", "before", "after", "next", "page", "q", "csrfmiddlewaretoken")


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_junk_in_every_parameter_of_an_address_never_breaks_a_page(house, junk):
    stranger = Client(HTTP_HOST="localhost:8000")
    story = f"/stories/{house.story.ref}/"
    addresses = ["/", "/stories/", story, f"{story}from/1/", f"{story}reply/", "/tell/", "/pages/about/", "/exit/"]
    addresses += ["/join/", "/sign-in/", "/sign-out/", "/desk/", "/desk/second/", "/moderation/", "/health/"]
    addresses += [house.addresses[where] for where in ("draft", "check", "update", "review", "owner", "settle")]
    for address in addresses:
        for chosen in (PARAMETERS, PARAMETERS[:1], PARAMETERS[3:4], PARAMETERS[4:5]):
            query = "&".join(f"{name}={quote(junk)}" for name in chosen)
            for client in (stranger,) if address == "/exit/" else (stranger, house.client):
                response = client.get(f"{address}?{query}")
                assert response.status_code in (200, 302, *CLEAR), (address, query, response.status_code)
    assert house.client.get("/desk/").status_code == 200


def test_raw_bytes_in_an_address_never_break_a_page(house):
    for query in ("event=%00", "event=%FF%FE%00%80%ED%A0%80", "topic=%ED%A0%80", "&&==&=%", "before=%F0%9F", "%00=%00"):
        for address in ("/stories/", "/", "/sign-in/", "/join/", "/desk/"):
            for client in (house.client, Client(HTTP_HOST="localhost:8000")):
                response = client.get(address, QUERY_STRING=query)
                assert response.status_code in (200, 302, *CLEAR), (address, query)


def test_nul_and_numbers_beyond_all_measure_in_a_path_are_a_404(house):
    ref, far = house.story.ref, "9" * 30
    for path in [
        "/%00",
        "/stories/%00/",
        f"/stories/{ref}%00/",
        f"/stories/{ref}/from/%00/",
        f"/stories/{ref}/from/{far}/",
        f"/stories/{ref}/reply/{far}/",
        f"/stories/{ref}/from/0/",
        f"/stories/{ref}/from/2147483648/",
        f"/stories/{ref}/reply/9223372036854775808/",
        f"/stories/{'a' * 4000}/",
        "/pages/%00/",
        "/pages/nosuch/",
        "/owner/nosuch/",
        "/desk/text/%00/",
        "/desk/text/nosuchtext/",
        "/desk/draft/%00/",
        "/desk/draft/00000000-0000-0000-0000-000000000000/",
        "/desk/draft/00000000-0000-0000-0000-000000000000/check/",
        "/moderation/%00/",
        "/moderation/00000000-0000-0000-0000-000000000000/",
        "/%ED%A0%80/",
        "/%FF/",
        "/stories/%E2%80%AE/",
    ]:
        response = house.client.get(path)
        assert response.status_code == (200 if path.endswith("from/0/") else 404), path
        if response.status_code == 404:
            assert "There is nothing here" in shown(response)


@pytest.mark.parametrize("value", ["-1", "9" * 30, "x", "", "1e3", "\0", "٣"])
@pytest.mark.parametrize("name", ["passage", "start", "end", "revision", "milder", "reason"])
def test_junk_in_an_answer_to_a_finding_leaves_the_draft_whole(house, name, value):
    for answer in ("milder", "keep", "unkeep"):
        row, before = writing.find_draft(house.keyring, house.draft.pk)
        data = {"revision": writing.revision(row), "passage": 0, "start": 0, "end": 3, "reason": "so", answer: "a"}
        response = house.client.post(house.addresses["check"], data | {name: value})
        assert response.status_code in (302, 409)
        _row, after = writing.find_draft(house.keyring, house.draft.pk)
        assert "\0" not in str(after)
        assert after["values"]["happened"] == before["values"]["happened"]
        page = house.client.get(house.addresses["check"])
        assert page.status_code == 200


def test_a_form_made_up_by_hand_never_breaks_the_draft_page(house, new_member):
    """A draft that is out of reach: what the form says of it is not to be trusted."""
    other = new_member().sign_in()
    stranger = Client(HTTP_HOST="localhost:8000")
    for page in ("\0", "a\0", "nosuchref", house.story.ref, "\U0010ffff", ""):
        for kind in ("story", "comment", "update", "\0", "nosuch"):
            about = {"kind": kind, "page": page, "ref": page, "to": "9" * 12, "text": "Typed", "happened": "Typed"}
            for client in (other, stranger, house.client):
                response = client.post("/desk/draft/00000000-0000-0000-0000-000000000000/", about)
                assert response.status_code in (302, *CLEAR, 422), (page, kind)
                if response.status_code == 302:
                    assert client.get(f"{response.url}check/").status_code == 200
                    draft = client.get(response.url)
                    assert "Typed" in shown(draft)
                    sent = client.post(f"{response.url}check/", {"send": "", "revision": revision_in(draft)})
                    assert sent.status_code in (302, 409, 422)
                    Draft.objects.exclude(pk=house.draft.pk).delete()
                else:
                    assert "Typed" in shown(response)


def test_another_members_draft_is_a_404_and_stays_as_it_is(house, new_member):
    other = new_member().sign_in()
    before = bytes(Draft.objects.get(pk=house.draft.pk).sealed)
    for address in (house.addresses["draft"], house.addresses["check"]):
        assert other.get(address).status_code == 404
    revision = writing.revision(house.draft)
    other.post(house.addresses["draft"], {**posted(STORY), "revision": revision, "kind": "story"})
    other.post(house.addresses["check"], {"send": "", "revision": revision})
    other.post(f"{house.addresses['draft']}delete/")
    assert bytes(Draft.objects.get(pk=house.draft.pk).sealed) == before


def test_another_members_text_is_a_404_to_whoever_reads_or_changes_it(house, new_member):
    other, address = new_member().sign_in(), f"/desk/text/{house.story.ref}/"
    for path in (address, f"{address}take-back/", f"{address}update/"):
        assert other.get(path).status_code == 404
    for path in (f"{address}edit/", f"{address}take-back/", f"{address}update/"):
        assert other.post(path, {"text": "Not mine"}).status_code == 404
    assert Submission.objects.get(pk=house.story.pk).standing == "public"


# A session that ended


@pytest.mark.parametrize("where", ["tell", "reply", "draft", "update"])
def test_a_session_that_ended_in_the_middle_of_a_long_text_asks_for_the_words_beside_it(house, where):
    drafts, text = Draft.objects.count(), LONG[:7_999] if where in ("reply", "update") else LONG
    values = _filled(house, where, text)
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=True):
        response = house.client.post(house.addresses[where], {**values, "save": ""})
        assert response.status_code == 422
        assert text.strip() in shown(response)
        assert 'name="words"' in shown(response)
        assert Draft.objects.count() == drafts
        saved = house.client.post(house.addresses[where], {**values, "words": house.words, "save": ""})
        assert saved.status_code == 302, shown(saved)
        assert text.strip() in shown(house.client.get(saved.url))
    assert Draft.objects.count() == drafts + (where != "draft")


def test_wrong_words_beside_a_long_text_leave_the_text_in_the_form(house):
    stranger = Client(HTTP_HOST="localhost:8000")
    for typed in ("abacus", "nosuch words at all here now", words.generate(), "", "a\0b", "x" * 5000):
        response = stranger.post("/tell/", {**posted(STORY), "happened": LONG, "words": typed})
        assert response.status_code == 422
        assert LONG.strip() in shown(response)


@pytest.mark.parametrize("where", ["check", "review", "owner page"])
def test_a_session_that_ended_before_other_writing_gives_it_back_to_be_sent_again(house, where):
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=True):
        text = "So I told her the truth."
        response = house.client.post(house.addresses[where], _filled(house, where, text))
        assert response.status_code == 403
        address, values = again_in(response)
        assert address == house.addresses[where]
        assert values[TEXT_FIELD[where]] == [text]
        house.sign_in()
        again = house.client.post(address, values)
        if where == "review":  # which button it was is not given back: it is asked for
            assert again.status_code == 422
            assert text in shown(again)
            again = house.client.post(address, {**values, "return": ""})
        assert again.status_code == 302, shown(again)


def test_signing_in_elsewhere_in_between_never_loses_the_text(house, strict):
    """Signing in changes every token: the page in the other tab may be refused once more, with the text in it."""
    address, text = house.addresses["owner page"], "So I told her the truth."
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=True):
        token = token_in(strict.get("/sign-in/"))
        response = strict.post(address, {"text": text, "csrfmiddlewaretoken": token})
        assert response.status_code == 403
        old, values = again_in(response)[1].copy(), again_in(response)[1]
        values["csrfmiddlewaretoken"] = token_in(response)
        signed_in = strict.post("/sign-in/", {"words": house.words, "csrfmiddlewaretoken": token_in(response)})
        assert signed_in.status_code == 302
        response = strict.post(address, values)
        if response.status_code == 403:
            assert {name: told for name, told in again_in(response)[1].items() if name != "csrfmiddlewaretoken"} == {
                name: told for name, told in old.items() if name != "csrfmiddlewaretoken"
            }
            response = strict.post(address, again_in(response)[1] | {"csrfmiddlewaretoken": token_in(response)})
        assert response.status_code == 302, shown(response)
        assert text in shown(strict.get(response.url))


@pytest.mark.parametrize("size", [10, 10_000_000])
@pytest.mark.parametrize("where", ["tell", "draft", "review", "owner page", "join", "sign in"])
def test_a_file_is_refused_before_a_byte_of_it_reaches_a_disk(house, strict, where, size, monkeypatch):
    strict.get("/tell/")
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", None)
    file = SimpleUploadedFile("notes.txt", b"a" * size)
    assert strict.post(house.addresses[where], {"title": "With a file", "notes": file}).status_code == 413


# Forms from elsewhere, and forms that are too old


@pytest.mark.parametrize("where", sorted(set(TEXT_FIELD) - {"settle"}))
def test_a_form_without_its_token_is_given_back_with_a_fresh_one_that_works(house, strict, where):
    text = LONG if where in ("tell", "draft", "owner page") else "So I told her the truth."
    response = strict.post(house.addresses[where], _filled(house, where, text))
    assert response.status_code == 403
    address, values = again_in(response)
    assert address == house.addresses[where]
    assert [told.strip() for told in values[TEXT_FIELD[where]]] == [text.strip()]
    again = strict.post(address, {**values, **({"return": ""} if where == "review" else {})})
    assert again.status_code == 302, shown(again)


def test_a_strangers_long_text_without_its_token_is_given_back_too(db):
    stranger = Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000")
    response = stranger.post("/tell/", {**posted(STORY), "happened": LONG})
    assert response.status_code == 403
    address, values = again_in(response)
    response = stranger.post(address, values)
    assert response.status_code == 422
    assert LONG.strip() in shown(response)
    assert 'name="words"' in shown(response)


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "http://localhost:8000.evil.example", "http://"])
@pytest.mark.parametrize("where", sorted(TEXT_FIELD))
def test_a_form_from_elsewhere_is_refused_and_offers_no_way_to_send_it_on(house, strict, where, origin):
    token = token_in(strict.get("/tell/"))
    values = _filled(house, where, "Sent from elsewhere.") | {"csrfmiddlewaretoken": token}
    response = strict.post(house.addresses[where], values, HTTP_ORIGIN=origin)
    assert response.status_code == 403
    assert again_in(response) is None
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_a_token_refused_at_sign_in_or_joining_shows_no_words(db):
    stranger, secret = Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000"), words.generate()
    for address in ("/sign-in/", "/join/"):
        response = stranger.post(address, {"words": secret, "offered": words.offer(secret), "saved": ""})
        assert response.status_code == 403
        assert secret not in shown(response)


# Two tabs, two moderators


def test_a_second_tabs_later_save_is_a_409_with_both_texts(house):
    address = house.addresses["draft"]
    read = revision_in(house.client.get(address))
    first = {**posted(STORY), "happened": "What the first tab says.", "revision": read}
    second = {**posted(STORY), "happened": LONG, "revision": read}
    assert house.client.post(address, first).status_code == 302
    response = house.client.post(address, second)
    assert response.status_code == 409
    assert "What the first tab says." in shown(response)
    assert LONG.strip() in shown(response)
    kept = house.client.post(address, {**second, "revision": revision_in(response)})
    assert kept.status_code == 302
    assert LONG.strip() in shown(house.client.get(address))


def test_a_stale_digest_in_a_decision_is_a_409_with_the_moderators_words(house, moderators):
    said = "Please leave the name of the street out."
    page = house.client.get(house.addresses["review"])
    decision = {"read": read_in(page), "words": said, "reason": "ID-1", "return": ""}
    stale = house.client.post(house.addresses["review"], decision | {"read": "0" * 64})
    assert stale.status_code == 409
    assert said in shown(stale)
    assert not house.wording.notes.exists()
    gate.release(house.wording, house.member.label)
    other = moderators[0].member.label
    gate.take(house.wording, other)
    gate.decide(house.wording, Move.APPROVE, house.wording.digest, label=other, harm="some")
    late = house.client.post(house.addresses["review"], decision)
    assert late.status_code == 409
    assert said in shown(late)
    assert house.client.post(house.addresses["review"], {"read": "\0", "words": said}).status_code == 409


@pytest.mark.parametrize("read", ["\0", "", "x" * 5000, "\U0010ffff"])
def test_junk_for_a_digest_never_decides(house, read):
    decision = {"read": read, "words": "Kept words", "reason": "ID-1", "return": ""}
    response = house.client.post(house.addresses["review"], decision)
    assert response.status_code in (409, 422)
    assert "Kept words" in shown(response)
    house.wording.refresh_from_db()
    assert house.wording.state == "reading"


# Cookies and fields that nobody's browser sends


def test_junk_in_cookies_is_a_stranger_and_never_a_500(house):
    for name in ("session", "keyring", "form"):
        for junk in ("x", "a.b", "a.b:c:d", "%00", "é", "." * 3000, ""):
            client = Client(HTTP_HOST="localhost:8000")
            for kept, morsel in house.client.cookies.items():
                client.cookies[kept] = morsel.value
            client.cookies[name] = junk
            assert client.get("/").status_code == 200
            assert client.get("/desk/").status_code == (200 if name == "form" else 302), (name, junk)
            assert client.post("/tell/", {"title": "Typed"}).status_code in (302, 422)


@pytest.mark.parametrize("junk", ["x", "a:b:c", "\0", "é:1:2", ":::", "x" * 5000])
def test_made_up_words_that_the_site_never_offered_open_nothing(db, junk):
    stranger = Client(HTTP_HOST="localhost:8000")
    secret = words.generate()
    for address in ("/join/", "/sign-in/", "/tell/"):
        for more in ({"saved": ""}, {"words": secret}, {"words": secret, "happened": "Typed"}):
            response = stranger.post(address, {"offered": junk, "next": junk, **more})
            assert response.status_code in (200, 422, 429), (address, more)
    assert stranger.post("/join/notes.txt", {"offered": junk}).status_code == 302
    assert "keyring" not in stranger.cookies


@pytest.mark.parametrize("days", ["-1", "99999", "9" * 40, "x", "\0", ""])
def test_the_owner_is_told_what_cannot_be_a_setting(house, days):
    response = house.client.post("/owner/", {"hold_days": days, "publishing": "on"})
    assert response.status_code == 422
    response = house.client.post("/owner/rules/", {"text": "Be kind.", "checked_on": f"{days}-13-45"})
    assert response.status_code == 422
    assert "Be kind." in shown(response)


def test_texts_at_their_limit_are_taken_and_longer_ones_come_back_whole(house):
    most = "ß" * 20_000
    prompts = ("happened", "noticed", "factors", "next", "effect", "learned", "want")
    whole = {**posted(STORY), **dict.fromkeys(prompts, most)}
    response = house.client.post("/tell/", {**whole, "check": ""})
    assert response.status_code == 302
    assert house.client.get(response.url).status_code == 200
    response = house.client.post("/tell/", {**posted(STORY), "happened": most + "x"})
    assert response.status_code == 422
    assert most + "x" in shown(response)
    reply = {"text": "a" * 8_001, "reply_type": "me_too", "speaks_as": "care"}
    response = house.client.post(house.addresses["reply"], reply)
    assert response.status_code == 422
    assert "a" * 8_001 in shown(response)
