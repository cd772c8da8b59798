"""J1: six authors, new here, write down stories that hold much that identifies, and make them milder."""

import re
from html.parser import HTMLParser

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

# Chosen for what they hold: between them every category that the corpus marks as direct, and most others.
STORIES = ("dev-s01", "dev-s03", "dev-s12", "dev-s24", "dev-s28")
# And one that no corpus holds, as somebody writes who comes in from the street.
OWN = """I had seen Oluwaseun for a year when I mixed up two families. On 14 March I rang his aunt in Hebden \
Bridge and told her what another boy had said to me. She repeats it to me still, word for word, and she is right to.

I noticed because the aunt, Mrs Adeyemi, said a name that was not his. I was 41 and had done this work for twelve years.

It was the third call of a bad evening, and both numbers stood on one card. Nobody had asked me to call that night.

I rang back on 0161 496 0722, said sorry to her, and the next day to Oluwaseun, who laughed first and then did not."""
OWN_DIRECT = (("NAME", "Oluwaseun"), ("DATE", "14 March"), ("NAME", "Adeyemi"), ("CONTACT", "0161 496 0722"))
PROMPTS = ("happened", "noticed", "factors", "next")


class Lit(HTMLParser):
    """Reads a marked passage: its text, and for each character whether it stands in a <mark>."""

    def __init__(self, html):
        super().__init__()
        self.text, self.lit, self._open = "", [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._open.append(tag)

    def handle_endtag(self, tag):
        self._open.pop()

    def handle_data(self, data):
        if "a" not in self._open:  # the mark's own number
            self.text += data
            self.lit += ["mark" in self._open] * len(data)


def parts(text):
    """[(prompt, paragraph or paragraphs, where it begins in the text)]."""
    begins = [0, *(match.end() for match in re.finditer("\n\n", text))][: len(PROMPTS)]
    ends = [*(begin - 2 for begin in begins[1:]), len(text)]
    return [(prompt, text[b:e], b) for prompt, b, e in zip(PROMPTS, begins, ends, strict=False)]


@pytest.fixture
def told(corpus):
    spans = [
        {"start": found.start(), "end": found.end(), "label": label, "kind": "direct"}
        for label, words in OWN_DIRECT
        for found in re.finditer(words, OWN)
    ]
    return [*(entry for entry in corpus if entry["id"] in STORIES), {"id": "own", "text": OWN, "spans": spans}]


def test_they_hold_every_direct_category(told, corpus):
    def direct(entries):
        return {span["label"] for entry in entries for span in entry["spans"] if span["kind"] == "direct"}

    assert direct(told) == direct(corpus) == {"NAME", "DATE", "CONTACT", "ID", "PLACE"}
    assert len({span["label"] for entry in told for span in entry["spans"]}) >= 10


@pytest.fixture
def keys(scripts, number):
    """The last of them types it all by keyboard alone; five more would only do it again."""
    return not scripts and number == len(STORIES)


@pytest.mark.parametrize("number", range(len(STORIES) + 1), ids=(*STORIES, "own"))
def test_j1_a_first_story_is_written_checked_made_milder_and_sent(somebody, told, number, tmp_path):
    entry = told[number]
    author = somebody()
    author.go("/")
    author.join(tmp_path)
    passages = parts(entry["text"])
    title = f"Something that I did not check, number {number + 1}"
    author.tell(title, {prompt: text for prompt, text, _ in passages} | {"want": "Tell me if you have been there."})

    # Every direct identifier is lit, and nothing that was typed has changed.
    shown = [
        Lit(html) for html in author.page.locator(".marked__text").evaluate_all("all => all.map(p => p.innerHTML)")
    ]
    for _prompt, text, begin in passages:
        passage = next(lit for lit in shown if lit.text == text)
        for span in entry["spans"]:
            start, end = span["start"] - begin, span["end"] - begin
            if span["kind"] == "direct" and 0 <= start and end <= len(text):
                dark = [at for at in range(start, end) if not passage.lit[at] and not text[at].isspace()]
                assert not dark, f"{text[start:end]!r} is not lit"
    assert sum(lit.lit.count(True) for lit in shown) < sum(len(lit.text) for lit in shown) / 3

    # Each mark leads to its entry and back.
    numbers = author.page.locator("mark .finding__number").all_inner_texts()
    assert len(numbers) == author.page.locator("ol.findings > li").count()

    # One milder wording is taken as it is offered.
    milder = author.page.locator("button[name=milder]").first
    item = author.page.locator(".findings__item").filter(has=milder).first
    offered, before = milder.get_attribute("value"), author.page.locator(".findings__item").count()
    harsh = item.locator(".findings__words a").inner_text()
    author.press(offered, within=item, exact=True)
    assert offered in author.page.locator(".marked").inner_text()
    assert author.page.locator(".findings__item").count() < before

    # One is written anew in the form: the first that cannot be kept, else the first there is.
    fixed = (
        author.page.locator(".findings__item")
        .filter(has_text="This cannot be kept")
        .or_(author.page.locator(".findings__item"))
    )
    words = fixed.first.locator(".findings__words a").inner_text()
    author.press("Go on writing")
    for prompt, _text, _begin in passages:
        field = author.page.locator(f"#id_{prompt}")
        author.fill(field, field.input_value().replace(words, "something"))
    author.press("Check my text")
    assert author.page.get_by_role("link", name=words, exact=True).count() == 0

    # One is kept, with a reason, after all.
    item = author.page.locator(".findings__item").filter(has=author.page.locator("summary")).first
    kept = item.locator(".findings__words a").inner_text()
    author.hit(item.locator("summary"))
    author.fill(item.get_by_role("textbox"), "Half the country is called so.")
    author.press("Keep it", within=item, exact=True)
    author.sees("You keep it: “Half the country is called so.”")
    assert author.finding(kept).get_by_role("button", name="Do not keep it").count() == 1

    author.press("Send it to the moderators")
    author.sees("Waiting for a reader.")
    author.press("My desk", within=author.page.get_by_role("navigation", name="Main"))
    author.sees(title)
    author.sees("There are no drafts.")

    # Signed out, nothing of it is left behind the Back button.
    author.sign_out()
    private = (title, harsh, kept, author.words)
    came_to = []
    for _ in range(4):
        page = author.back()
        came_to.append(author.page.url)
        assert not [word for word in private if word in page], came_to
    assert any("/sign-in/?next=/desk/" in address for address in came_to), came_to
