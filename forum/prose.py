"""Safe prose: the only file that knows markdown-it, bleach and nh3."""

import html
import re
import unicodedata

import bleach
import nh3
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

LONGEST = 20_000  # characters of one passage
_TAGS = frozenset("p em strong ul ol li blockquote br".split())
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True}).disable(
    ["link", "image", "autolink", "reference", "html_inline", "html_block", "table", "heading", "lheading"]
    + ["code", "fence", "backticks", "hr", "strikethrough"]
)
_bleach = bleach.Cleaner(tags=_TAGS, attributes={}, protocols=set(), strip=True, strip_comments=True)

_HEADING = re.compile(r"<h[1-6][^>]*>.*?</h[1-6]>", re.S)
_TAG = re.compile(r"<[^>]*>")


def tidy(text: str) -> str:
    """The text as it is kept: one kind of line end, composed letters, no characters that are not writing.

    Raises ValidationError, in words for the writer, for characters that hide or turn around what is read.
    """
    if any(character in _BIDI for character in text):
        raise ValidationError(
            _("This text holds invisible marks that turn the direction of writing around. Please type that part anew.")
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if any(unicodedata.category(c) in ("Cc", "Cs", "Co") and c not in "\n\t" for c in text):
        raise ValidationError(_("This text holds characters that cannot be shown. Please type that part anew."))
    return unicodedata.normalize("NFC", text).strip()


def prose(text: str) -> SafeString:
    """HTML of a passage: paragraphs, emphasis, lists and quotations, and nothing else, with no attribute ever.

    Raises ValueError above ``LONGEST`` characters, since the two sanitizers are only bounded below it.
    """
    if len(text) > LONGEST:
        raise ValueError(f"a passage has at most {LONGEST} characters")
    clean = _bleach.clean(_markdown.render(text))
    return mark_safe(nh3.clean(clean, tags=set(_TAGS), attributes={}, strip_comments=True, link_rel=None))


def plain(public_html: str) -> str:
    """The words of a story's public HTML on one line, without its headings, which are the same in every story."""
    return " ".join(html.unescape(_TAG.sub(" ", _HEADING.sub(" ", public_html or ""))).split())
