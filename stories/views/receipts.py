"""Taking a text back by its receipt: no account, no cookie, and one answer whatever was typed."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from forum.members.doors import cookieless_post
from stories import receipts


@cookieless_post
def take_back(request):
    """Wrong, unknown and used receipts all lead to the same page; only what has not a receipt's shape comes back."""
    form = receipts.ReceiptForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        receipts.redeem(*form.cleaned_data["receipt"])
        return redirect("stories:taken_back")
    return render(request, "stories/take_back_by_receipt.html", {"form": form}, status=422 if form.is_bound else 200)


@cookieless_post
@require_safe
def taken_back(request):
    """What is said after a receipt, to everybody alike."""
    return render(request, "stories/taken_back.html")
