"""Pure: where a reply stands in its thread. A path is five digits for each reply on the way to it."""

STEP = 5
MAX_DEPTH = 40  # deeper replies hang on the last one that fits
VISIBLE = 3  # levels on one page, then "continue"
PART = 500  # replies on one page, then "further replies": 8,000 characters each are all that a small device can lay out


def depth(path: str, root: str = "") -> int:
    """0 for a reply that stands directly under ``root`` (the story, unless told)."""
    return (len(path) - len(root)) // STEP - 1


def room_under(path: str) -> str:
    """The path under which an answer to ``path`` goes: its own, or its parent's at the greatest depth."""
    return path if len(path) < MAX_DEPTH * STEP else path[:-STEP]


def parent_number(path: str) -> int | None:
    """The number of the reply that this one answers, or None when it answers the story."""
    return int(path[-2 * STEP : -STEP]) if len(path) > STEP else None


def place(path: str) -> str:
    """What follows a story's address to show the reply with this path, which may be too far on for the story's page."""
    number = int(path[-STEP:])
    return f"#reply-{number}" if depth(path) < VISIBLE and number <= PART else f"from/{number}/"
