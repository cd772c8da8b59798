"""A language that nobody speaks, made by code: whatever is marked for translation stands in ⟦brackets⟧, a third longer,
and the page begins on the right. What a reader sees outside the brackets was not marked.
"""

import re
from contextlib import contextmanager
from html.parser import HTMLParser

from django.core.cache import caches
from django.utils import translation
from django.utils.translation import trans_real
from django.utils.translation.trans_real import CONTEXT_SEPARATOR

from forum.templatetags import frame

CODE = "ar-xb"  # written from the right, as every "ar"
_KEPT = re.compile(r"(<[^>]*>|&\w+;|%\(\w+\)[sd]|%[sd%]|\{\w*\}|\$\w+)")  # tags and places: as they are in any language


def pseudo(message):
    """The words of ``message`` stretched, in brackets; its tags and the places for names and numbers kept."""
    if not message.strip():
        return message
    pieces = _KEPT.split(message)
    pieces[::2] = [re.sub("[aeiou]", r"\g<0>\g<0>", words) for words in pieces[::2]]
    return f"⟦{''.join(pieces)}⟧"


class Pseudo:
    """What Django asks of a catalogue, without one."""

    def language(self):
        return CODE

    to_language = language

    def gettext(self, message):
        context, between, words = message.rpartition(CONTEXT_SEPARATOR)
        return pseudo(words)

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)


@contextmanager
def spoken(settings):
    """Have the whole site speak it, the threads of a live server too. Nothing kept is mixed with it."""
    before = settings.LANGUAGE_CODE

    def begin(code):
        settings.LANGUAGE_CODE = code
        frame._made.cache_clear()
        caches["pages"].clear()
        translation.activate(code)

    settings.LANGUAGES = [*settings.LANGUAGES, (CODE, "Pseudo")]  # which makes Django forget its catalogues
    trans_real._translations[CODE] = Pseudo()
    try:
        begin(CODE)
        yield
    finally:
        begin(before)


# Whose words need no mark: those of members and of the owner, which have a text direction of their own; documents that
# say which language they are in; code; what was typed into a field.
OWN_TAGS = {"bdi", "q", "blockquote", "textarea", "code", "kbd", "del", "ins", "script", "style", "svg"}
OWN_CLASSES = {"words", "update__body", "pen-name", "findings__words", "door__made", "finding"}
TOLD = {"p", "ul", "ol", "blockquote"}  # what a story is made of, between headings that are ours
NAMES = re.compile(r"Fallible|[A-Z]{2}-[1-9]|https?://\S+")
SHOWN = re.compile(
    "title|alt|aria-label|placeholder|data-(label|changed|left|over|sav.*|unsaved|failed|refused|.*said)"
)
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Unmarked(HTMLParser):
    """``found`` is what a reader of a page sees, or hears, outside the brackets."""

    def __init__(self, page):
        super().__init__()
        self.depth, self.open, self.found = 0, [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        told = {name: value or "" for name, value in attrs}
        classes = set(told.get("class", "").split())
        own = tag in OWN_TAGS or told.get("dir") == "auto" or bool(OWN_CLASSES & classes)
        own = own or tag in TOLD and any(story for _tag, _own, story in self.open)
        if not self.depth and not self._own():
            shown = {name: value for name, value in told.items() if SHOWN.fullmatch(name)}
            if (tag, told.get("type")) in (("input", "submit"), ("input", "button")):
                shown["value"] = told.get("value", "")
            if (tag, told.get("name")) == ("meta", "description"):
                shown["content"] = told["content"]
            for value in shown.values():
                self._note(_outside(value))
        if tag not in VOID:
            self.open.append((tag, own, "prose" in classes))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._own():
            return
        outside = []
        for piece in re.split("([⟦⟧])", data):
            self.depth += {"⟦": 1, "⟧": -1}.get(piece, 0)
            outside += [piece] if not self.depth and piece != "⟧" else []
        self._note("".join(outside))

    def _own(self):
        return any(own for _tag, own, _story in self.open)

    def _note(self, words):
        words = NAMES.sub("", words)
        if re.search("[A-Za-z]{2}", words):
            self.found.append(" ".join(words.split()).strip(" ·:(),“”"))


def _outside(value):
    while (inner := re.sub("⟦[^⟦⟧]*⟧", "", value)) != value:
        value = inner
    return value
