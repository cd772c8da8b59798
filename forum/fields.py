"""Form fields for what people write."""

from django import forms

from forum.prose import LONGEST, tidy


class ProseField(forms.CharField):
    """A text of up to ``max_length`` characters (20,000 unless told), tidied; nothing is ever autocompleted."""

    def __init__(self, *, rows=6, max_length=LONGEST, **kwargs):
        attrs = {"rows": rows, "autocomplete": "off", "spellcheck": "true"}
        kwargs.setdefault("widget", forms.Textarea(attrs=attrs))
        super().__init__(max_length=max_length, **kwargs)

    def widget_attrs(self, widget):
        """No ``maxlength`` on a page of text: a browser would cut a longer paste without a word."""
        return {"data-longest": self.max_length} if isinstance(widget, forms.Textarea) else super().widget_attrs(widget)

    def clean(self, value):
        return tidy(super().clean(value))


class LineField(ProseField):
    """The same on one line: a title, a name for a reason."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value):
        return " ".join(super().clean(value).split())
