"""The writing page and the check page, as a script and as a browser without one meet them."""

import gzip
import html
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
import textstat
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from forum.members.models import Draft
from moderation.models import Submission
from moderation.screener import NoScreening, screener
from moderation.templatetags.marking import marked
from stories import prompts, writing
from stories.forms import StoryForm, kept_in
from tests.conftest import STORY, cleared
from tests.stories.test_held import dump
from tests.stories.test_road import posted, revision_in, write

pytestmark = pytest.mark.django_db

SAVED, LOOKED = {"headers": {"Part": "saved"}}, {"headers": {"Part": "looked"}}
SCRIPTS = [Path(settings.BASE_DIR, "static", "js", name) for name in ("parts.js", "writing.js", "looking.js")]
KNOWN = (
    "I saw Bettina Kroll, 34, a lighthouse keeper and mother of triplets, on 3 May 2021 in Oldham. "
    "She was the first woman to row across the bay alone."
)


@pytest.fixture
def author(new_member):
    person = new_member()
    person.sign_in()
    person.draft = writing.new_draft(person.keyring, {"kind": "story", "values": posted(STORY), "kept": []})
    person.address = f"/desk/draft/{person.draft.pk}/"
    return person


def shown(response):
    return html.unescape(response.content.decode())


def state_in(response):
    return re.search(r'id="now" data-state="(\w+)"', response.content.decode())[1]


def draft_of(person):
    return writing.find_draft(person.keyring, person.draft.pk)[1]


# Saving while somebody writes


def test_a_script_saves_without_leaving_the_page(author):
    first = author.client.post("/tell/", cleared(**posted(STORY)), **SAVED)
    assert first.status_code == 200 and state_in(first) == "saved"
    assert "<html" not in shown(first) and "no-store" in first["Cache-Control"]
    address = re.search(r'data-address="([^"]+)"', shown(first))[1]
    again = {**posted(STORY), "happened": "I forgot it twice.", "revision": revision_in(first)}
    second = author.client.post(address, again, **SAVED)
    assert state_in(second) == "saved" and revision_in(second) != revision_in(first)
    assert "I forgot it twice." in shown(author.client.get(address))


def test_a_script_in_a_second_tab_is_told_with_both_texts_and_overwrites_nothing(author):
    read = revision_in(author.client.get(author.address))
    theirs = {**posted(STORY), "happened": "What the first tab says.", "revision": read}
    mine = {**posted(STORY), "happened": "What the second tab says.", "revision": read}
    assert author.client.post(author.address, theirs, **SAVED).status_code == 200
    told = author.client.post(author.address, mine, **SAVED)
    assert told.status_code == 409 and state_in(told) == "conflict"
    assert "What the first tab says." in shown(told) and "See both texts" in shown(told)
    assert draft_of(author)["values"]["happened"] == "What the first tab says."
    kept = author.client.post(author.address, {**mine, "revision": revision_in(told)}, **SAVED)
    assert state_in(kept) == "saved" and draft_of(author)["values"]["happened"] == "What the second tab says."


def test_a_script_whose_session_ended_is_asked_for_the_words_and_nothing_is_called_wrong(author):
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=True):
        values = {**posted(STORY), "kind": "story", "happened": "After.", "revision": writing.revision(author.draft)}
        told = author.client.post(author.address, values, **SAVED)
        assert told.status_code == 422 and state_in(told) == "closed"
        assert 'name="words"' in shown(told) and "field__error" not in shown(told)
        values |= {"revision": revision_in(told), "words": author.words, "save": ""}
        assert author.client.post(author.address, values).status_code == 302
    assert Draft.objects.count() == 1 and draft_of(author)["values"]["happened"] == "After."


def test_a_script_is_told_when_a_field_cannot_be_saved_or_the_draft_is_gone(author):
    wrong = {**posted(STORY), "happened": "x" * 20_001, "revision": writing.revision(author.draft)}
    told = author.client.post(author.address, wrong, **SAVED)
    assert told.status_code == 422 and state_in(told) == "refused"
    writing.delete_draft(author.draft)
    told = author.client.post(author.address, {**posted(STORY), "kind": "story"}, **SAVED)
    assert state_in(told) == "saved" and "Saved as a new draft" in shown(told)


def test_what_could_not_be_saved_is_not_called_saved(author):
    wrong = {**posted(STORY), "happened": "x" * 20_001, "revision": writing.revision(author.draft)}
    page = shown(author.client.post(author.address, wrong))
    assert 'data-state="unsaved"' in page and ">Not saved yet<" in page and ">Saved<" not in page
    assert 'data-state="saved"' in shown(author.client.get(author.address))


def test_the_prompts_that_are_begun_can_be_seen_and_reached_without_a_script(author):
    page = author.client.get(author.address).content.decode()
    links = re.findall(r'<a href="#id_(\w+)"( data-filled)?>', page)
    assert [name for name, _filled in links] == list(prompts.PROMPTS)
    assert {name for name, filled in links if filled} == {"happened", "learned", "want"}
    assert page.count("(needed)") == 3  # the title and two prompts
    assert "maxlength" not in re.search(r'<textarea name="happened"[^>]*>', page)[0]


# Looking while somebody writes


def look(person, **values):
    return person.client.post("/desk/look/", values, **LOOKED)


def test_looking_marks_what_it_finds_and_offers_milder_words_at_their_place(author):
    page = shown(look(author, kind="story", happened=f"Then 🙂\r\n{KNOWN}", title="Once"))
    item = re.search(r'<li [^>]*data-words="Bettina Kroll"[^>]*>', page)[0]
    start = int(re.search(r'data-start="(\d+)"', item)[1])
    assert f"Then 🙂\n{KNOWN}"[start:].startswith("Bettina Kroll")
    assert 'data-field="happened"' in item and 'id="seen-happened"' in page and "<textarea" not in page
    number = re.search(r'id="finding-(\d+)"', item)[1]
    assert f'id="mark-{number}"' in page and f'href="#finding-{number}"' in page and f'href="#mark-{number}"' in page
    assert 'name="milder"' in page and "Keep it, because" in page
    assert "Who could recognise this?" in page and "stand together" in page


def test_looking_at_a_reply_and_at_a_rung_names_the_field_that_holds_it(author):
    assert 'data-field="text"' in shown(look(author, kind="comment", text="I know Bettina Kroll."))
    assert 'data-field="line_told"' in shown(look(author, kind="story", line_told="I rang Bettina Kroll."))


def test_looking_keeps_nothing_logs_nothing_and_is_not_stored_by_a_browser(author, caplog):
    before = dump()
    response = look(author, kind="story", happened=KNOWN, revision=writing.revision(author.draft))
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    assert dump() == before and caplog.text == ""
    assert not [entry for entry in cache._cache.values() if b"Bettina" in entry]


def test_nobody_looks_without_an_open_keyring_or_without_a_token(author):
    stranger = Client(HTTP_HOST="localhost:8000")
    assert stranger.post("/desk/look/", {"happened": KNOWN}).status_code == 403
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000")
    strict.cookies = author.client.cookies
    assert strict.post("/desk/look/", {"happened": KNOWN}).status_code == 403
    assert author.client.get("/desk/look/").status_code == 405


def test_a_keyring_looks_thirty_times_a_minute_at_each_worker_at_most(author, new_member, monkeypatch):
    calm = {"engine": "none", "risk": 0, "findings": [], "meters": {}}
    monkeypatch.setattr(screener, "screen", lambda texts: calm)
    answers = [look(author, happened="I forgot.").status_code for _ in range(32)]
    assert answers == [200] * 30 + [429] * 2
    other = new_member()
    other.sign_in()
    assert look(other, happened="I forgot.").status_code == 200


def test_looking_says_when_it_cannot_and_never_that_all_is_well(author, monkeypatch):
    assert "too long to be looked at" in shown(look(author, happened="I forgot. " * 2_500))

    def out(texts):
        raise NoScreening

    monkeypatch.setattr(screener, "screen", out)
    page = shown(look(author, happened=KNOWN))
    assert "Our screening is out just now" in page and "unlikely" not in page


def test_a_copy_in_short_leaves_out_what_is_far_from_any_mark():
    text = f"{'before ' * 40}Ada {'between ' * 40}Bea{' after' * 40}"
    found = [
        {"passage": 0, "start": at, "end": at + 3, "category": "NAME", "certainty": "certain"}
        for at in (text.index("Ada"), text.index("Bea"))
    ]
    whole, short = (re.sub(r"<a.*?</a>|<[^>]+>", "", marked(text, found, 0, around)) for around in (0, 60))
    assert whole == text
    assert len(short) < 330 and short.count("…") == 3
    assert "before Ada between" in short and "between Bea after" in short


# What a finding is answered with


def test_reasons_to_keep_travel_with_the_form(author):
    entries = [json.dumps(["happened", "Bettina", "Half the town is called so."])]
    values = {**posted(STORY), "kept": ["", *entries], "revision": writing.revision(author.draft)}
    author.client.post(author.address, values)
    assert draft_of(author)["kept"] == [["happened", "Bettina", "Half the town is called so."]]
    page = shown(author.client.get(author.address))
    assert f'name="kept" value="{entries[0]}"' in page
    assert "You keep it: “Half the town is called so.”" in shown(
        look(author, kind="story", happened="I saw Bettina at noon.", kept=entries)
    )
    author.client.post(
        author.address, {**posted(STORY), "kept": "", "revision": revision_in(author.client.get(author.address))}
    )
    assert draft_of(author)["kept"] == []


@pytest.mark.parametrize(
    "junk", ["", "[", "[1, 2, 3]", '["a"]', '{"a": 1}', "[" * 5000, '["a", "b", "c\\u202e"]', "null"]
)
def test_a_reason_that_is_none_is_passed_over(rf, junk):
    assert kept_in(rf.post("/", {"kept": junk}).POST, [["a", "b", "c"]]) == []
    assert kept_in(rf.post("/", {}).POST, [["a", "b", "c"]]) == [["a", "b", "c"]]


def test_an_answered_finding_leads_back_to_its_place_in_the_list(author):
    address, page = write(author.client, cleared(**posted(STORY | {"happened": KNOWN})))
    spot = dict(re.findall(r'name="(number|passage|start|end)" value="(\d+)"', page.content.decode())[:4])
    answer = author.client.post(address, {**spot, "milder": "a client", "revision": revision_in(page)})
    assert answer.url == f"{address}#finding-1"


# Who could recognise this?


def test_the_check_page_names_what_raises_each_meter_and_asks_four_questions(author):
    _address, page = write(author.client, cleared(**posted(STORY | {"happened": KNOWN})))
    page = shown(page)
    assert re.search(r"The client: <strong[^>]*>likely<", page) and "Because of “Bettina Kroll”" in page
    assert re.search(r"And because [^.]*an age[^.]* and [^.]* stand together", page)
    assert len(prompts.INTRUDER) == 4 and all(question in page for question, _helps in prompts.INTRUDER)
    assert "How it is disguised" not in page  # it says that details were changed


def test_a_story_in_which_the_client_is_likely_known_is_not_sent_as_it_was(author):
    address, page = write(author.client, cleared(**posted(STORY | {"happened": KNOWN, "disguise": "unchanged"})))
    assert "The client would likely know themself here." in shown(page)
    refused = author.client.post(address, {"send": "", "revision": revision_in(page)})
    assert refused.status_code == 422 and not Submission.objects.exists()
    still = author.client.post(address, {"send": "", "disguise": "unchanged", "revision": revision_in(refused)})
    assert still.status_code == 422 and not Submission.objects.exists()
    sent = author.client.post(address, {"send": "", "disguise": "changed", "revision": revision_in(still)})
    assert sent.status_code == 302
    assert Submission.objects.get().as_story.disguise == "changed"


def test_a_story_in_which_nobody_is_known_may_be_told_as_it_was(author):
    address, page = write(author.client, cleared(**posted(STORY | {"disguise": "unchanged"})))
    assert author.client.post(address, {"send": "", "revision": revision_in(page)}).status_code == 302
    assert Submission.objects.get().as_story.disguise == "unchanged"


# Plain words, few traces, little weight


def grade(*lines):
    """School years that reading takes (Flesch and Kincaid): 7 is an age of about 12."""
    return textstat.flesch_kincaid_grade(" ".join(line if line[-1] in ".?!”" else f"{line}." for line in lines))


def test_prompts_and_helps_read_at_an_age_of_about_twelve():
    helps = [line for _heading, line, _needed in prompts.PROMPTS.values()]
    helps += [line for pair in prompts.INTRUDER for line in pair]
    helps += [
        line for _name, line in (*prompts.EVENTS.values(), *prompts.WISHES.values(), *prompts.REPLY_TYPES.values())
    ]
    helps += [str(field.help_text) for field in StoryForm().fields.values() if field.help_text]
    helps += [str(sentence) for sentence in StoryForm.needed.values()]
    assert {line: grade(line) for line in helps if grade(line) > 7.5} == {}
    assert grade(*helps) < 5


@pytest.mark.parametrize("name", ["write_story", "write_comment", "write_update", "check"])
def test_the_pages_themselves_read_at_an_age_of_about_twelve(name):
    text = Path(settings.BASE_DIR, "templates", "stories", f"{name}.html").read_text()
    sentences = [
        html.unescape(s)
        for s in re.findall(r"<p[^>]*>([^{]*?[.?])</p>", re.sub(r"</?(a|mark|strong)\b[^>]*>", "", text))
    ]
    assert {line: grade(line) for line in sentences if grade(line) > 8} == {}


def test_the_scripts_are_small_and_leave_nothing_in_the_browser():
    whole = "".join(path.read_text() for path in SCRIPTS)
    assert len(gzip.compress(whole.encode())) < 15_000
    for trace in (
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "document.cookie",
        "contenteditable",
        "caches",
        "eval(",
    ):
        assert trace not in whole


def test_only_writing_pages_carry_these_scripts(author, new_story):
    story = new_story()
    reading = ["/", "/stories/", f"/stories/{story.ref}/", "/desk/", f"{author.address}check/"]
    assert not [address for address in reading if b"writing.js" in author.client.get(address).content]
    for address in (author.address, f"/stories/{story.ref}/reply/"):
        assert b"writing.js" in author.client.get(address).content
