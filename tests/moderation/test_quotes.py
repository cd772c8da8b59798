"""What a thread quotes of a text leaves with the text, and nothing else does."""

import html
import re
import time

import pytest
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from forum.prose import prose
from moderation import gate
from moderation.models import Submission
from moderation.quotes import GONE, RUN, blank, runs_of
from moderation.states import Move, Standing, State
from stories import writing
from tests.conftest import approve, send
from tests.moderation.test_races import at_once

SAID = "I told her daughter about the scan before I had told her, and I still hear it."
OTHERS = "Mine was a letter that I never dared to post, for weeks and weeks and weeks."

spoken_words = st.sampled_from("the a scan told her I not yet öl ÖL ß don't caf&é x< 3 _so_ wept".split())
mark_up = st.sampled_from(["", "", "*", "**", "_", "\n\n", "\n> ", "\n- ", ", ", "&eacute;", "<b>", "\\"])
texts = st.lists(st.tuples(spoken_words, mark_up), max_size=60).map(
    lambda pairs: " ".join(word + mark for word, mark in pairs)
)


def words(text, markup=False):
    """As somebody else would count them."""
    text = re.sub(r"<[^>]*>", " ", text) if markup else text
    return re.findall(r"[^\W_]+", html.unescape(text).lower())


def runs(text, markup=False):
    said = words(text, markup)
    return {tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}


@given(texts, texts, texts, st.booleans())
@tries(max_examples=300, deadline=None)
def test_no_run_of_the_words_stays_and_every_tag_does(said, before, after, rendered):
    quoting = f"{before} {said} {after}"
    shown = prose(quoting) if rendered else quoting
    kept = blank(shown, runs_of(said) | runs_of(prose(said), markup=True), markup=rendered)
    assert not runs(kept, rendered) & (runs(said) | runs(prose(said), True))
    if rendered:
        assert re.findall(r"<[^>]*>", kept) == re.findall(r"<[^>]*>", shown)
        assert prose("") == "" and "<" not in re.sub(r"</?[a-z]+>", "", kept)


@given(texts, texts)
@tries(max_examples=200, deadline=None)
def test_a_text_that_shares_no_run_stays_as_it_is(said, other):
    if not runs_of(said) & runs_of(other):
        assert blank(other, runs_of(said)) == other


def test_seven_words_in_a_row_are_nobodys():
    seven, eight = " ".join(SAID.split()[:7]), " ".join(SAID.split()[:8])
    assert blank(f"She wrote: {seven}.", runs_of(SAID)) == f"She wrote: {seven}."
    assert blank(f"She wrote: {eight}.", runs_of(SAID)) == f"She wrote: {GONE}."


@pytest.mark.parametrize(
    ("quoting", "left"),
    [
        (f"<p>You say “{SAID}” I know.</p>", f"<p>You say “{GONE}.” I know.</p>"),
        (f"<blockquote>\n<p>{SAID.upper()}</p>\n</blockquote>", f"<blockquote>\n<p>{GONE}.</p>\n</blockquote>"),
        (f"<p>{SAID.replace('daughter', 'daug<em>hter</em>')}</p>", f"<p>{GONE}<em></em>.</p>"),
        (f"<p>{SAID.replace('about', '</p><p>about')}</p>", f"<p>{GONE}</p><p>.</p>"),
    ],
)
def test_case_commas_and_emphasis_hide_no_quotation(quoting, left):
    assert blank(quoting, runs_of(SAID), markup=True) == left


def test_twice_the_words_cost_twice_the_time():
    def cost(size):
        said = " ".join(f"word{number % 977}" for number in range(size))
        begun = time.process_time()
        blank(said, runs_of(said))
        return time.process_time() - begun

    cost(2_000)
    assert min(cost(32_000) for _ in range(3)) < 20 * min(cost(4_000) for _ in range(3))  # squared, it would be 64


@pytest.mark.django_db
def test_a_reply_that_is_taken_back_is_quoted_nowhere_in_its_thread(new_story, new_comment, new_member, moderators):
    story = new_story()
    first = new_comment(story, text=SAID)
    public = new_comment(story, text=f"> {SAID}\n\nThank you for this.", to=1)
    waiting = send(new_member(), "comment", page=story.ref, to=1, reply_type="me_too", speaks_as="care", text=SAID)
    update = approve(send(story.by, "update", page=story.ref, text=f"Somebody wrote: {SAID}"), moderators)
    writing.take_back(first.by.keyring, first)
    for row in (public, waiting, update):
        row.refresh_from_db()
        wording = row.wordings.get()
        for told in (row.public_html, wording.passages[0][2]):
            assert not runs(told, True) & runs(SAID)
        assert wording.digest == gate.digest_of(wording.passages)
    assert "Thank you for this." in public.public_html and GONE in public.public_html
    assert public.standing == update.standing == Standing.PUBLIC


@pytest.mark.django_db
def test_whoever_quotes_others_takes_nothing_of_theirs_away(new_story, new_comment):
    """Else a reply that repeats a whole story could empty it by being taken back."""
    story = new_story(happened=SAID)
    earlier = new_comment(story, text=OTHERS)
    quoting = new_comment(story, text=f"> {SAID}\n\n> {OTHERS}\n\nI read both of these three times before I slept.")
    later = new_comment(story, text=f"> {SAID}\n\n> I read both of these three times before I slept.")
    writing.take_back(quoting.by.keyring, quoting)
    for row in (story, earlier, later):
        row.refresh_from_db()
    assert runs(story.public_html, True) >= runs(SAID) and runs(earlier.public_html, True) >= runs(OTHERS)
    assert runs(later.public_html, True) >= runs(SAID) and GONE in later.public_html


@pytest.mark.django_db
def test_a_wording_that_waits_is_not_decided_on_as_it_was_read(new_story, new_comment, new_member, moderators):
    story = new_story()
    first = new_comment(story, text=SAID)
    told = f"{SAID} Mine was called Aarav."
    waiting = send(new_member(), "comment", page=story.ref, reply_type="me_too", speaks_as="care", text=told)
    wording, label = waiting.wordings.get(), moderators[0].member.label
    gate.take(wording, label)
    read, ticks = wording.digest, [str(finding.pk) for finding in wording.findings.all()]
    gate.withdraw(Submission.objects.get(pk=first.pk))
    with pytest.raises(gate.ForbiddenMove):
        gate.decide(wording, "approve", read, label=label, allowed=ticks)
    wording.refresh_from_db()
    assert wording.state == State.READING and [finding.words for finding in wording.findings.all()] == ["Aarav"]


@pytest.mark.django_db
def test_a_text_that_never_appeared_is_quoted_by_nobody(new_story, new_comment, new_member):
    story = new_story()
    values = {"reply_type": "me_too", "speaks_as": "care", "text": SAID}
    waiting = send(new_member(), "comment", page=story.ref, **values)
    public = new_comment(story, text=SAID)
    gate.withdraw(waiting)
    public.refresh_from_db()
    assert GONE not in public.public_html


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("way", ["taken back", "retracted"])
def test_a_quotation_that_appears_at_the_moment_of_withdrawal_is_blank_too(
    way, settings, new_story, new_comment, new_member, moderators
):
    settings.SCREENER_PATIENCE = 30.0
    story, label = new_story(), moderators[0].member.label
    for _ in range(6):
        said = Submission.objects.get(pk=new_comment(story, text=SAID).pk)
        quoting = send(new_member(), "comment", page=story.ref, reply_type="me_too", speaks_as="care", text=SAID)
        wording = quoting.wordings.get()
        gate.take(wording, label)
        read = wording.digest

        def decide(wording=wording, read=read):
            return gate.decide(wording, Move.APPROVE, read, label=label)

        def withdraw(said=said):
            if way == "retracted":
                return gate.settle_flags(said, Move.RETRACT, label=label, reason="SP-1")
            return gate.withdraw(said)

        decided, withdrawn = at_once(decide, withdraw)
        assert not isinstance(withdrawn, Exception)
        assert decided == Move.APPROVE or isinstance(decided, gate.ForbiddenMove)
        quoting.refresh_from_db()
        for told in (quoting.public_html, quoting.wordings.get().passages[0][2]):
            assert not runs(told, True) & runs(SAID)
