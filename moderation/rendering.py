"""What becomes public of a wording: made once, when it is published."""

from string import Template

from django.utils.html import escape, format_html

from forum.prose import prose


def rendered(wording, number, day):
    """(title, HTML) of a wording: its sections, or its frame around its one passage."""
    title = next((text for prompt, _heading, text in wording.passages if prompt == "title"), "")
    passages = [passage for passage in wording.passages if passage[0] != "title" and passage[2]]
    if wording.frame:
        body = "".join(prose(text) for _prompt, _heading, text in passages)
        return title, Template(wording.frame).substitute(number=number, month=f"{day:%B %Y}", body=body)
    html = "".join(format_html("<section><h2>{}</h2>{}</section>", escape(h), prose(text)) for _p, h, text in passages)
    return title, html
