"""The practice queue: invented texts, a decision, and why. Open before live work is."""

from collections import Counter

from django.http import Http404
from django.shortcuts import redirect, render

from forum.members.doors import staff
from forum.members.unlocking import box_of, put_in_box
from moderation import practising
from moderation.forms import PracticeForm


@staff("moderator", practised=False)
def practice(request):
    """The list of texts with what is done; after the last, how the round went. Posting begins a new round."""
    kept = practising.answers(box_of(request))
    if request.method == "POST":
        if all(kept):
            put_in_box(request, **practising.begun_again())
        return redirect("moderation:practice")
    items = [
        {"number": number, "item": item, "done": bool(answer), "right": item.agrees(answer)}
        for number, (item, answer) in enumerate(zip(practising.ITEMS, kept, strict=True), 1)
    ]
    context = {
        "items": items,
        "next": next((told["number"] for told in items if not told["done"]), None),
        "done": sum(told["done"] for told in items),
        "right": practising.right(kept),
        "passed": practising.is_passed(kept),
        "mark": practising.PASS_MARK,
    }
    return render(request, "moderation/practice.html", context)


@staff("moderator", practised=False)
def practice_item(request, number):
    """One text as the desk would show it; once it was answered, what a good moderator decides, and why."""
    if not 1 <= number <= len(practising.ITEMS):
        raise Http404
    item, box = practising.ITEMS[number - 1], box_of(request)
    answer = practising.answers(box)[number - 1]
    if answer:
        return _answered(request, item, number, practising.answers(box)) if request.method != "POST" else _on(number)
    form = PracticeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kept = practising.answered(box, number, form.answer)
        put_in_box(request, **kept)
        if practising.is_passed(practising.answers(kept)) and not request.user.has_practised:
            request.user.has_practised = True
            request.user.save(update_fields=["has_practised"])
        return _on(number)
    context = {"item": item, "number": number, "last": len(practising.ITEMS), "form": form}
    context |= practising.screened(item)
    context["found"] = Counter(finding["category"] for finding in context.get("findings", ())).most_common()
    return render(request, "moderation/practice_item.html", context, status=422 if form.is_bound else 200)


def _on(number):
    return redirect("moderation:practice_item", number)


def _answered(request, item, number, kept):
    context = {
        "item": item,
        "number": number,
        "last": len(practising.ITEMS),
        "agrees": item.agrees(kept[number - 1]),
        "yours": practising.in_words(kept[number - 1]),
        "best": practising.in_words(item.best),
        "marks": item.marks(),
        "next": next((place for place, answer in enumerate(kept, 1) if not answer), None),
    }
    return render(request, "moderation/practice_answer.html", context)
