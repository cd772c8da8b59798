"""Whatever is sent, a clear page comes back, never a 500; and what was typed can be sent again."""

import html
import re
from urllib.parse import quote

import pytest
from django.test import Client

from forum.members import words
from forum.members.models import Draft
from moderation.models import Submission
from stories import writing
from tests.conftest import STORY, cleared
from tests.stories.test_road import posted, revision_in

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
        client.get("/join/")
        body = f"{field}=" + "a" * 10_000_000
        response = client.post(house.addresses[where], body, content_type=FORM)
        assert response.status_code == 413
        assert "too long" in shown(response)
        response = client.post(house.addresses[where], {field: "a" * 10_000_000})
        assert response.status_code == 413


@pytest.mark.parametrize("where", EVERYWHERE)
def test_ten_thousand_fields_are_a_clear_400(house, strict, where):
    for client in (strict, Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000")):
        client.get("/join/")
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
        "tell": cleared(**posted(STORY) | {"happened": text}),
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
    addresses = ["/", "/stories/", story, f"{story}from/1/", f"{story}reply/", "/tell/", "/pages/about/"]
    addresses += ["/join/", "/sign-in/", "/sign-out/", "/desk/", "/desk/second/", "/moderation/", "/health/"]
    addresses += [house.addresses[where] for where in ("draft", "check", "update", "review", "owner", "settle")]
    addresses.append("/exit/")  # last: for a while it stands in place of every page
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
            assert client.post("/tell/", cleared(title="Typed")).status_code in (302, 422)


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
    response = house.client.post("/tell/", cleared(**whole, check=""))
    assert response.status_code == 302
    assert house.client.get(response.url).status_code == 200
    response = house.client.post("/tell/", cleared(**posted(STORY) | {"happened": most + "x"}))
    assert response.status_code == 422
    assert most + "x" in shown(response)
    reply = {"text": "a" * 8_001, "reply_type": "me_too", "speaks_as": "care"}
    response = house.client.post(house.addresses["reply"], reply)
    assert response.status_code == 422
    assert "a" * 8_001 in shown(response)
