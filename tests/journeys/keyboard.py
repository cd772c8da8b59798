"""Somebody who has a keyboard and no pointer: Tab until the thing has the focus, which is seen at every stop.

Keys alone are pressed, from wherever the focus is. A script is only asked where the focus stands, and never moves it.
"""

from playwright.sync_api import Locator

FAR = 200  # stops to one thing: no page asks for more
# Where the focus is, whether it is seen there, and which way to the thing. A group of radio buttons is one stop; the
# stops inside a date's field are the browser's own, which marks them itself.
STOP = """thing => {
    const at = document.activeElement, style = getComputedStyle(at), place = at.getBoundingClientRect();
    const middle = document.elementFromPoint(place.x + place.width / 2, place.y + Math.min(place.height / 2, 20));
    const covered = middle && middle.closest(".exit") && !at.closest(".exit");
    const inner = window.lastStop === at, ring = style.outlineStyle;
    const outlined = inner || ring === "auto" || ring !== "none" && parseFloat(style.outlineWidth) >= 2;
    const inside = place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth;
    const nowhere = at === document.body || at === document.documentElement;
    const group = at.type === "radio" && thing.type === "radio" && at.name === thing.name && at.form === thing.form;
    window.lastStop = at;
    return {
        told: at.outerHTML.slice(0, 160), seen: nowhere || (outlined && inside && !covered),
        there: at === thing, group, size: group ? document.getElementsByName(at.name).length : 0,
        before: !nowhere && (thing.compareDocumentPosition(at) & 4) > 0,  // 4: the focus stands behind the thing
    };
}"""
POINTED = (
    "click",
    "dblclick",
    "fill",
    "check",
    "uncheck",
    "set_checked",
    "select_option",
    "focus",
    "press",
    "type",
    "tap",
)


def forbid_pointers(monkeypatch):
    """What Playwright does to a thing by itself, and not by keys, is refused."""

    def refused(*_args, **_options):
        raise AssertionError("only keys may be used here: see Visitor")

    for name in POINTED:
        monkeypatch.setattr(Locator, name, refused)


def reach(page, locator):
    """Tab, or Shift and Tab, until the thing has the focus."""
    thing = locator.element_handle()
    turns, key = 0, None
    for _stop in range(FAR):
        at = page.evaluate(STOP, thing)
        assert at["seen"], f"the focus is not seen on {page.url}: {at['told']}"
        if at["there"]:
            return
        if at["group"]:
            return _along(page, thing, at["size"])
        last, key = key, "Shift+Tab" if at["before"] else "Tab"
        turns += last not in (None, key)
        if turns > 1:
            break
        page.keyboard.press(key)
    raise AssertionError(f"the keyboard does not reach {thing.evaluate('thing => thing.outerHTML')} on {page.url}")


def _along(page, thing, size):
    """The arrows go from one radio button to the next, and choose it."""
    for _stop in range(size):
        page.keyboard.press("ArrowDown")
        if page.evaluate(STOP, thing)["there"]:
            return
    raise AssertionError(f"the arrows do not reach {thing.evaluate('thing => thing.outerHTML')}")


def hit(page, locator):
    reach(page, locator)
    page.keyboard.press("Enter")


def write(page, locator, text):
    """In the place of what stands there."""
    reach(page, locator)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def tick(page, locator, on=True):
    reach(page, locator)
    if locator.is_checked() != on:
        page.keyboard.press("Space")
    assert locator.is_checked() == on


def choose(page, locator, value):
    """An entry of a list, by the arrows."""
    reach(page, locator)
    for key in ("ArrowUp", "ArrowDown"):
        for _entry in range(locator.locator("option").count()):
            if locator.input_value() == value:
                return
            page.keyboard.press(key)
    raise AssertionError(f"the arrows do not choose {value}")
