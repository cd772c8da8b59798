"""Words that were typed into a form that could not be taken: they are given back."""

_NEVER = {"csrfmiddlewaretoken", "password", "offered", "code", "next"}
_NEVER |= {"six"}  # words that open an answer
_NEVER |= {"website"}  # has to stay empty
_NEVER |= {"danger", "claim", "duty", "rule", "machine"}  # answers given before writing
_CARRIED = {"revision", "kind", "ref", "page", "to", "read", "passage", "start", "end", "number", "allowed", "milder"}
_CARRIED |= {"kept", "clear", "shown"}


def kept_words(request):
    """[{name, label, text, hidden}] of what was posted; return words and codes are never given back."""
    try:
        posted = request.POST.lists() if request.method == "POST" else []
    except Exception:  # the body itself was what could not be read
        return []
    never = _NEVER if "read" in request.POST else _NEVER | {"words"}
    kept = [
        {
            "name": name,
            "label": name.replace("_", " ").capitalize(),
            "text": text[:20_000],
            "hidden": name in _CARRIED,
        }
        for name, texts in posted
        if name not in never
        for text in texts
        if text.strip()
    ]
    return kept if any(not entry["hidden"] for entry in kept) else []
