"""A receipt takes back exactly one text, without an account; what fits nothing is answered the same."""

import pytest
from django.test import Client

from forum.members.models import Member
from forum.members.words import generate
from moderation.models import Submission
from moderation.states import Standing
from tests.conftest import send

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost:8000", enforce_csrf_checks=True)


def receipt_of(person, text):
    answer = person.sign_in().post(f"/desk/text/{text.ref}/receipt/")
    assert answer.status_code == 200
    return answer.content.decode()


def redeem(client, receipt, headers=HERE):
    return client.post("/take-back/", {"receipt": receipt}, headers=headers)


def standing(text):
    return Submission.objects.get(pk=text.pk).standing


def test_a_receipt_is_a_file_that_names_neither_the_site_nor_its_purpose(new_member, new_story):
    author = new_member()
    story = new_story(by=author)
    answer = author.sign_in().post(f"/desk/text/{story.ref}/receipt/")
    assert answer["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8" and "no-store" in answer["Cache-Control"]
    ref, words = answer.content.decode().splitlines()
    assert ref == story.ref and len(words.split()) == 12
    shown = author.client.post(f"/desk/text/{story.ref}/receipt/", {"show": ""})
    assert words in shown.content.decode() and "no-store" in shown["Cache-Control"]
    assert author.client.get(f"/desk/text/{story.ref}/receipt/").status_code == 405
    assert new_member().sign_in().post(f"/desk/text/{story.ref}/receipt/").status_code == 404


def test_it_takes_back_that_text_alone_without_a_cookie(stranger, new_member, new_story, new_comment):
    story, peer = new_story(), new_member()
    first, second = new_comment(story, by=peer), new_comment(story, by=peer, text="And once more.")
    receipt = receipt_of(peer, first)
    page = stranger.get("/take-back/")
    assert page.status_code == 200 and "csrfmiddlewaretoken" not in page.content.decode()
    answer = redeem(stranger, receipt)
    assert answer.status_code == 302 and not stranger.cookies and answer["Cache-Control"] == "no-store, private"
    assert standing(first) == Standing.WITHDRAWN and standing(second) == Standing.PUBLIC
    assert "I have been there too." not in stranger.get(story.get_absolute_url()).content.decode()


def test_a_story_goes_with_every_word_and_choice(stranger, new_member, new_story):
    author = new_member()
    story = new_story(by=author, topics=["termination"])
    redeem(stranger, receipt_of(author, story))
    story.refresh_from_db()
    assert story.standing == Standing.WITHDRAWN and not story.public_html and not story.claim_hash
    assert (story.wishes, story.recency, story.disguise) == ([], "", "") and not story.storytopic_set.exists()
    assert stranger.get(story.get_absolute_url()).status_code == 410


def test_it_works_before_anybody_read_the_text_and_after_the_account_has_gone(stranger, new_member):
    author = new_member()
    story = send(author)
    receipt = receipt_of(author, story)
    Member.objects.filter(pk=author.member.pk).delete()
    redeem(stranger, receipt)
    assert standing(story) == Standing.WITHDRAWN
    assert story.wordings.get().passages == []


def test_wrong_unknown_and_used_receipts_are_answered_alike(stranger, new_member, new_story):
    author, other = new_member(), new_member()
    story, another = new_story(by=author), new_story(by=other)
    receipt = receipt_of(author, story)
    ref, words = receipt.splitlines()
    tried = [
        receipt,
        receipt,  # used
        f"{another.ref} {words}",
        f"abcdefghjk {words}",
        f"{another.ref} {generate()} {generate()}",
        f"{another.ref} " + "zoom " * 12,  # more than any claim
        f"{another.ref} " + "notaword " * 12,
    ]
    answers = [redeem(stranger, text) for text in tried]
    pages = [stranger.get(answer.url) for answer in answers]
    assert {(answer.status_code, answer.url, answer.content) for answer in answers} == {(302, "/taken-back/", b"")}
    assert len({page.content for page in pages}) == 1
    assert "If this receipt fits a text, it has been taken back." in pages[0].content.decode()
    assert standing(another) == Standing.PUBLIC


def test_case_commas_and_line_ends_do_not_matter(stranger, new_member, new_story):
    author = new_member()
    story = new_story(by=author)
    ref, words = receipt_of(author, story).splitlines()
    redeem(stranger, f"  {ref.upper()}\r\n\r\n" + ",\r\n".join(words.split()) + ".")
    assert standing(story) == Standing.WITHDRAWN


@pytest.mark.parametrize(
    "typed", ["", "abcdefghjk", "one two three", "abcdefghjk " + "word " * 11, "12345", "x" * 1001]
)
def test_what_is_no_receipt_comes_back_with_help(stranger, typed):
    answer = redeem(stranger, typed)
    assert answer.status_code == 422 and typed.strip() in answer.content.decode()


def test_a_form_on_another_site_takes_nothing_back(stranger, new_member, new_story):
    author = new_member()
    story = new_story(by=author)
    receipt = receipt_of(author, story)
    for headers in ({}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert redeem(stranger, receipt, headers).status_code == 403
    assert standing(story) == Standing.PUBLIC
