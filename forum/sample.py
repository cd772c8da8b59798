"""What the page of components shows in them. Nothing of it was ever told by anybody."""

from django import forms

from forum.fields import LineField, ProseField

TEXT = "I wrote to Mrs Example in the spring, and the letter went to the wrong house."
FINDINGS = (
    {"passage": 0, "start": 11, "end": 22, "certainty": "certain", "category": "NAME", "must_go": True},
    {
        "passage": 0,
        "start": 26,
        "end": 36,
        "certainty": "possible",
        "category": "DATE",
        "milder": ("once", "that year"),
    },
    {"passage": 0, "start": 65, "end": 76, "certainty": "possible", "category": "PLACE", "reason": "It says no more."},
)
CONTEXT = {
    "passages": (("happened", "What happened", TEXT),),
    "findings": [
        finding | {"number": number, "words": TEXT[finding["start"] : finding["end"]]}
        for number, finding in enumerate(FINDINGS, 1)
    ],
    "meters": {
        "client": {"level": "high", "phrases": ("Mrs Example",)},
        "colleague": {"level": "some", "phrases": ("the spring",)},
        "author": {"level": "low", "phrases": ()},
    },
    "changes": (("What happened", (("same", "I wrote "), ("gone", "in March"), ("new", "once"), ("same", "."))),),
    "messages": ({"from_writer": False, "words": "May I ask something?"}, {"from_writer": True, "words": "Please do."}),
    "asked": ((1, "What happened", "in the spring", "once", "", "A season can be enough to know it by."),),
    "six": ("these", "six", "words", "open", "nothing", "here"),
    "voices": (
        (0, "", "Ivory orchard"),
        (1, "author", "Walnut drum"),
        (2, "", "Faded pillow"),
        (0, "host", "A host"),
        (0, "gone", "This reply was taken back."),
    ),
    "colours": (
        ("paper", "The page"),
        ("sheet", "What is written on"),
        ("wash", "What stands back"),
        ("ink", "What is read"),
        ("ink-soft", "What is said beside it"),
        ("line", "Parts one thing from the next"),
        ("edge", "The edge of a field"),
        ("accent", "What can be followed or pressed"),
        ("accent-wash", "Found, chosen, well"),
        ("warn", "Possible; asks for care"),
        ("danger", "Certain; destroys"),
    ),
    "kept": ({"label": "What happened", "text": TEXT, "name": "happened", "hidden": False},),
}
CHOICES = (("a", "Tell me if you have been there"), ("b", "Ask me hard questions"), ("c", "Just listen"))


class SampleForm(forms.Form):
    """One field of each sort."""

    line = LineField(label="One line", help_text="What helps stands between the label and the field.")
    prose = ProseField(label="A passage", rows=3)
    optional = LineField(label="A line that may stay empty", required=False)
    select = forms.ChoiceField(label="One of a list", choices=(("", "Please choose"), *CHOICES))
    several = forms.MultipleChoiceField(label="Several", choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    one = forms.ChoiceField(label="One of a few", choices=CHOICES, widget=forms.RadioSelect)
    tick = forms.BooleanField(label="I work or train in care")
    day = forms.DateField(label="A day", widget=forms.DateInput(attrs={"type": "date"}))
    closed = LineField(label="A field that is closed", disabled=True, required=False, initial="Nobody types here")
