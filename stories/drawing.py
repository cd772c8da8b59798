"""A thread as HTML, joined from what was made at publishing: one flat list, and beside it what one reader is told."""

from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from moderation.states import Standing
from stories import threads

GONE = {
    Standing.WITHDRAWN: _("This reply was taken back by its writer."),
    Standing.RETRACTED: _("This reply was taken away by the moderators."),
    Standing.HIDDEN: _("This reply is not shown for now."),
}
_TO, _AFTER = _("Next new: reply %(number)s"), _("Next new: after reply %(number)s")
_REPLY, _NEW = _("Reply %(number)s"), _("New.")
_REPLY_TO = _('Reply %(number)s, <span class="reply__to">to reply %(above)s</span>')
_ON = _("Continue after reply %(number)s")
_ON_TO_NEW = _("Continue after reply %(number)s, where something is new")
_CHANGE, _HELPS = _("Change or take back reply %(number)s"), _("Reply %(number)s helped me")
_HELPED, _UNDO = _("You said that reply %(number)s helped."), _("Take that back for reply %(number)s")
_HEAD = '<h3 class="reply__head">'


@dataclass
class Item:
    """A reply that has a place on the page; ``beyond`` are the numbers of public ones below it that have none."""

    number: int
    path: str
    standing: str
    html: str
    beyond: list = field(default_factory=list)


@dataclass
class Drawn:
    """``new`` leads to the first new place; ``earlier`` and ``further`` to the parts beside this one. Empty: none."""

    updates: str = ""
    replies: str = ""
    last: int = 0
    new: str = ""
    earlier: str = ""
    further: str = ""


@dataclass(frozen=True)
class Asked:
    """What a reader asks of a thread: from which reply on (its path), new since which number, which part."""

    root: str = ""
    after: int | None = None
    part: int = 1

    @property
    def base(self):
        return self.root[: -threads.STEP]


def places(rows, base=""):
    """The Items of ``rows``, which are (path, number, standing, html) in reading order, three levels below ``base``.

    What was taken back keeps its place. What is hidden has one only while something public hangs on it.
    """
    kept, below = [], ""
    for row in reversed(rows):
        if row[2] != Standing.HIDDEN or below.startswith(row[0]):
            kept.append(row)
            below = row[0]
    items = []
    for path, number, standing, html in reversed(kept):
        if threads.depth(path, base) < threads.VISIBLE:
            items.append(Item(number, path, standing, html))
        elif items:
            items[-1].beyond += [number] * (standing == Standing.PUBLIC)
    return items


class _Words(dict):
    """What is said around the replies of one page: {sentence: the same in the page's language}, each looked up once."""

    def __missing__(self, sentence):
        self[sentence] = told = gettext(sentence)
        return told


def draw(items, address, asked, visit=None):
    """Drawn: an <li> for each item of the part that is asked for, and links from one new place to the next.

    ``address`` is the story's. A ``visit`` adds what only its keyring is told.
    """
    say = _Words()
    part = max(1, min(asked.part, -(-len(items) // threads.PART)))
    own = visit.own if visit else {}
    here = f"{address}from/{int(asked.root[-threads.STEP :])}/" if asked.root else address

    def is_new(number):
        return asked.after is not None and number > asked.after and number not in own

    def lead(other):
        """The address of a part of this page, empty for the one that is drawn."""
        query = {"after": asked.after, "part": other if other > 1 else None}
        query = urlencode({name: value for name, value in query.items() if value is not None})
        return "" if other == part else f"{here}?{query}" if query else here

    stops = []  # (id, address, what a link to it says)
    for place, item in enumerate(items) if asked.after is not None else ():
        on = lead(place // threads.PART + 1)
        if item.standing == Standing.PUBLIC and is_new(item.number):
            stops.append((f"reply-{item.number}", on, say[_TO] % {"number": item.number}))
        if any(map(is_new, item.beyond)):
            stops.append((f"on-{item.number}", on, say[_AFTER] % {"number": item.number}))
    following = {stop[0]: after for stop, after in zip(stops, stops[1:], strict=False)}
    drawn, shown = [], items[(part - 1) * threads.PART : part * threads.PART]
    numbers = {item.number for item in shown}
    for item in shown:
        new, number = item.standing == Standing.PUBLIC and is_new(item.number), item.number
        html = _marked(item.html, say) if new else item.html or _tombstone(item, say)
        above = threads.parent_number(item.path)
        if above and above not in numbers:
            html = html.replace(f'href="#reply-{above}"', f'href="{address}from/{above}/"', 1)
        if visit and item.standing == Standing.PUBLIC:
            html = _with_acts(html, visit, number, say)
        html += _to_next(following.get(f"reply-{number}"))
        if item.beyond:
            html += _onward(address, number, asked.after, any(map(is_new, item.beyond)), say)
            html += _to_next(following.get(f"on-{number}"))
        kind = "reply reply--new" if new else "reply" if item.html else "reply reply--gone"
        depth = threads.depth(item.path, asked.base)
        drawn.append(f'<li class="{kind}" id="reply-{number}" data-depth="{depth}">{html}</li>')
    return Drawn(
        replies=mark_safe("".join(drawn)),
        new=f"{stops[0][1]}#{stops[0][0]}" if stops else "",
        earlier=lead(part - 1) if part > 1 else "",
        further=lead(part + 1) if part * threads.PART < len(items) else "",
    )


def _marked(html, say):
    """The word stands in the heading, so that whoever walks from one to the next hears it."""
    return html.replace(_HEAD, f'{_HEAD}<strong class="reply__new">{say[_NEW]}</strong> ', 1)


def _tombstone(item, say):
    if above := threads.parent_number(item.path):
        head = f'<a href="#reply-{above}">{say[_REPLY_TO] % {"number": item.number, "above": above}}</a>'
    else:
        head = say[_REPLY] % {"number": item.number}
    return f"{_HEAD}{head}</h3><p>{say[GONE[item.standing]]}</p>"


def _with_acts(html, visit, number, say):
    """The reply with what this keyring may do about it, among what everybody may."""
    if number in visit.own:
        acts = f'<li><a href="{visit.own[number]}">{say[_CHANGE] % {"number": number}}</a></li>'
    elif visit.is_author and number in visit.helped:
        undo = _button("no", number, say[_UNDO] % {"number": number})
        acts = f"<li>{say[_HELPED] % {'number': number}} {undo}</li>"
    elif visit.is_author:
        acts = f"<li>{_button('yes', number, say[_HELPS] % {'number': number})}</li>"
    else:
        return html
    opened = html.removesuffix("</ul>") if html.endswith("</ul>") else f'{html}<ul class="reply__acts">'
    return f"{opened}{acts}</ul>"


def _button(answer, number, words):
    return f'<button form="helped" name="{answer}" value="{number}">{words}</button>'


def _to_next(stop):
    if not stop:
        return ""
    return f'<p class="reply__next"><a href="{escape(stop[1])}#{stop[0]}">{stop[2]}</a></p>'


def _onward(address, number, after, new, say):
    query = f"?after={after}" if after is not None else ""
    words = say[_ON_TO_NEW if new else _ON] % {"number": number}
    link = f'<a href="{escape(address)}from/{number}/{query}">{words}</a>'
    return f'<p class="reply__more" id="on-{number}">{link}</p>'
