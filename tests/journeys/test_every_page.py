"""Every page that an address leads to: what axe finds, what fits on a small screen, what the keyboard reaches.

``make access`` asks the same for all that roles see differently, in both themes and at three widths.
"""

import os
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import pseudo
from tests.attacks.test_access import ROLES, every_address, table, town  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

FULL = os.environ.get("FALLIBLE_ACCESS") == "full"
WIDTHS = (320, 768, 1280)
LOOKS = Path(__file__).with_name("looks.js").read_text()
NO_PAGE = {"forum:health", "forum:exit", "stories:sitemap", "stories:robots", "stories:look", "stories:newest_feed"}
NO_PAGE |= {
    "stories:letters_feed",
    "stories:thread_feed",
    "stories:voice_feed",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
}
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    "p { margin-block-end: 2em !important }"
)
FOCUSED = """() => {
    const at = document.activeElement, before = window.lastAt;
    if (at === document.body || at === null) return null;
    window.lastAt = at;
    const style = getComputedStyle(at), place = at.getBoundingClientRect(), told = at.outerHTML.slice(0, 120);
    const middle = document.elementFromPoint(place.x + place.width / 2, place.y + Math.min(place.height / 2, 20));
    const onTop = middle && (middle.closest(".exit") && !at.closest(".exit"));
    return {told, again: at === window.firstAt || (window.firstAt ??= at, false), covered: Boolean(onTop),
        footer: Boolean(at.closest(".footer")),
        outlined: before === at || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inside: place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth,
        onward: !before || before === at || (before.compareDocumentPosition(at) & 4) > 0};  // 4: it follows
}"""


def pages(places):
    """[(role, address name, address)]: each page for the first role that may see it; in full, for three of them.

    Besides the navigation a page differs only for its author, so the first, the last and the author see all there is.
    """
    addresses = every_address(places)
    found = []
    for name, row in table().items():
        may = [role for role in ROLES if row["GET"][role] == "200"]
        if name in NO_PAGE or not may:
            continue
        for role in [role for role in may if role in (may[0], "author", may[-1])] if FULL else may[:1]:
            found.append((role, name, addresses[name]))
            if name == "moderation:review":
                found.append((role, name, addresses[name] + "?read"))
    return found


@pytest.fixture
def spoken(settings):
    with pseudo.spoken(settings):
        yield


@pytest.fixture
def visit(chromium, live_server, town):  # noqa: F811
    """Opens an address as somebody of the town, who is signed in."""
    contexts = {}

    def go(role, address):
        if role not in contexts:
            contexts[role] = context = chromium.new_context(base_url=live_server.url, bypass_csp=True)
            context.set_default_timeout(20_000)
            jar = town.people[role].client.cookies if role != "stranger" else SimpleCookie()
            context.add_cookies(
                [{"name": name, "value": one.value, "url": live_server.url} for name, one in jar.items()]
            )
            contexts[role] = context, context.new_page()
        page = contexts[role][1]
        response = page.goto(address, wait_until="load")
        assert response.status == 200, (role, address, response.status)
        return page

    yield go
    for context, _page in contexts.values():
        context.close()


def test_axe_finds_nothing_on_any_page(visit, town):  # noqa: F811
    wrong = []
    for role, name, address in pages(town.places):
        page = visit(role, address)
        for theme in ("light", "dark") if FULL else ("dark",):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            for width in WIDTHS if FULL else (WIDTHS[0],):
                page.set_viewport_size({"width": width, "height": 800})
                for found in Axe().run(page).response["violations"]:
                    told = [node["html"][:120] for node in found["nodes"][:3]]
                    wrong.append((role, name, theme, width, found["id"], told))
    assert not wrong, "\n".join(map(str, wrong))


def test_every_page_fits_a_narrow_screen_a_large_zoom_and_wider_letters(visit, town):  # noqa: F811
    """320 pixels are what is left of 1280 at 400 %. Then the spacing that WCAG 1.4.12 asks for."""
    wrong = []
    for role, name, address in pages(town.places):
        page = visit(role, address)
        for width in WIDTHS if FULL else (WIDTHS[0],):
            page.set_viewport_size({"width": width, "height": 800})
            wrong += [(role, name, width, told) for told in page.evaluate(LOOKS)]
        page.set_viewport_size({"width": 320, "height": 800})
        page.add_style_tag(content=SPACED)
        wrong += [(role, name, "wider letters", told) for told in page.evaluate(LOOKS)]
    assert not wrong, "\n".join(map(str, wrong))


def test_the_keyboard_goes_through_every_page_in_order_and_is_always_seen(visit, town):  # noqa: F811
    """The footer is the same everywhere: for each role the keyboard goes through it once."""
    wrong, whole = [], set()
    for role, name, address in pages(town.places):
        page = visit(role, address)
        page.set_viewport_size({"width": 768, "height": 900})
        for _press in range(250):
            page.keyboard.press("Tab")
            at = page.evaluate(FOCUSED)
            if at is None or at["again"] or (at["footer"] and role in whole):
                break
            if not (at["outlined"] and at["inside"] and at["onward"]) or at["covered"]:
                wrong.append((role, name, at))
        else:
            wrong.append((role, name, "the keyboard does not come to the end"))
        whole.add(role)
    assert not wrong, "\n".join(map(str, wrong))


def test_a_page_read_from_the_right_fits_a_narrow_screen_and_is_mirrored(spoken, visit, town, new_comment):  # noqa: F811
    """In the language of brackets, whose words are a third longer, and no catalogue of which anybody has to keep."""
    new_comment(town, to=1)
    review, draft = (town.places[name]["pk"] for name in ("moderation:review", "stories:draft"))
    everybody = ("/", "/stories/", f"/stories/{town.ref}/", "/before/", "/join/", "/pages/privacy/")
    roles = {"stranger": everybody, "author": ("/desk/", f"/desk/draft/{draft}/")}
    roles["moderator"] = (f"/moderation/{review}/?read",)
    for role, address in [(role, address) for role, addresses in roles.items() for address in addresses]:
        page = visit(role, address)
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("[document.documentElement.dir, document.documentElement.lang]") == ["rtl", pseudo.CODE]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        assert "⟦" in page.get_by_role("main").inner_text(), address
        brand = page.locator(".wordmark").bounding_box()
        assert brand["x"] + brand["width"] > 280, address  # the page begins on the right
    page = visit("stranger", f"/stories/{town.ref}/")
    whole, under = (page.locator(f'.reply[data-depth="{depth}"]').first for depth in (0, 1))
    line = [under.evaluate(f"element => getComputedStyle(element).border{side}Width") for side in ("Right", "Left")]
    assert line == ["2px", "0px"]
    room = under.locator(".reply__head").bounding_box(), whole.locator(".reply__head").bounding_box()
    assert room[0]["x"] + room[0]["width"] < room[1]["x"] + room[1]["width"] and room[0]["x"] == room[1]["x"]


def test_a_story_prints_alone_without_pen_names_navigation_or_buttons(visit, town):  # noqa: F811
    page = visit("stranger", f"/stories/{town.ref}/")
    page.emulate_media(media="print")
    told = page.locator("body").inner_text()
    assert town.public_title in told and "I forgot" in told and "Counsellor" in told
    assert page.locator("a:visible, button:visible, nav:visible").evaluate_all(
        "found => found.map(element => element.className)"
    ) == ["wordmark"]
    for name in ("Reply 1", "Replies", "Flag", *page.locator(".pen-name").all_text_contents()):
        assert name not in told


READ_ALOUD = {
    "/before/": ("Before you write", [], ["Is someone in danger now?", "Go on"]),
    "/tell/": (
        "Tell a story",
        ["What may come back", "For the library"],
        ['navigation "The seven prompts"', 'textbox "Title', 'textbox "What happened', 'button "Check my text"'],
    ),
    "/stories/{ref}/": (
        "I forgot what she had told me",
        ["What happened", "Replies"],
        ["Flag reply 1", "Answer reply 2"],
    ),
    "/stories/{ref}/reply/": ("Reply", [], ['textbox "Your reply', 'radio "Me too', 'button "Check my text"']),
    "/moderation/": ("Queue", [], ["Narrow the queue", "What waits for a reader"]),
    "/moderation/{review}/?read": ("Story", ["The text", "Decision"], ["Approve", "Return with reasons"]),
}


def test_what_a_screen_reader_says(visit, town):  # noqa: F811
    """Pages of a first story, of a reply, of a moderator's shift: the headings in order, names of the rest."""
    review = town.places["moderation:review"]["pk"]
    for address, (title, headings, names) in READ_ALOUD.items():
        role = "moderator" if "moderation" in address else "stranger"
        main = visit(role, address.format(ref=town.ref, review=review)).get_by_role("main")
        if address == "/tell/":  # behind the questions
            for no in main.get_by_role("radio", name="No", exact=True).all():
                no.check()
            main.get_by_role("button", name="Go on").click()
            main.get_by_role("button", name="I have read this").click()
        tree = main.aria_snapshot()
        said = main.get_by_role("heading").all_inner_texts()
        assert said[0].startswith(title) and [words for words in said if words in headings] == headings, said
        assert [name for name in names if name not in tree] == [], tree
