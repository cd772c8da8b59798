"""Patterns that take time linear in the text, whatever the text."""

import re

_LONGEST = 40
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[+*]|\(\?[^:)=!<P]*[:)]|.", re.DOTALL)


def bounded(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile with every ``+`` and ``*`` repeating 40 times at most.

    A search from each position then looks only so far ahead, and a flood of letters cannot make it quadratic.
    No word, number or run that the recognizers look for is longer.
    """
    tokens = []
    for token in _TOKEN.findall(pattern):
        if token in "+*" and tokens and tokens[-1] != "(":
            token = f"{{{int(token == '+')},{_LONGEST}}}"
        tokens.append(token)
    return re.compile("".join(tokens), flags)
