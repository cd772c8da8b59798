"""A plain Django site of the same content, as many would write it in an afternoon; measured beside ours.

The ORM with ``select_related``, a recursive include, ``{% url %}`` and ``|date`` for every comment, a paginator that
counts, filters on whatever table holds them, ``icontains`` for search, and Django's own middleware, sessions and
accounts. It is spared what would be unfair: one query fetches a thread, its connections persist and its SQLite is set
up as ours is. Its tables lie in the database that ``benchmarks/web.py`` made, filled from ours in SQL.
"""

import os

import django
from django.conf import settings

os.environ["DJANGO_SETTINGS_MODULE"] = "forum.settings"
from forum.settings import DATABASES, SECRET_KEY

if not settings.configured:
    settings.configure(
        SECRET_KEY=SECRET_KEY,
        ALLOWED_HOSTS=["*"],
        DATABASES=DATABASES,
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "benchmarks.naive",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ],
                },
            }
        ],
    )
    django.setup()

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.core.wsgi import get_wsgi_application
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from benchmarks.naive.models import HARM, Comment, Story, Topic, Voice  # noqa: F401
from stories import prompts


class FilterForm(forms.Form):
    q = forms.CharField(required=False)
    event = forms.ChoiceField(choices=[("", "Any"), *prompts.names(prompts.EVENTS)], required=False)
    profession = forms.ChoiceField(choices=[("", "Any"), *prompts.names(prompts.PROFESSIONS)], required=False)
    setting = forms.ChoiceField(choices=[("", "Any"), *prompts.names(prompts.SETTINGS)], required=False)
    harm = forms.ChoiceField(choices=[("", "Any"), *HARM], required=False)
    wish = forms.ChoiceField(choices=[("", "Any"), *prompts.names(prompts.WISHES)], required=False)
    topic = forms.ModelChoiceField(Topic.objects.order_by("name"), to_field_name="slug", required=False)
    mute = forms.ModelMultipleChoiceField(
        Topic.objects.order_by("name"), to_field_name="slug", required=False, widget=forms.CheckboxSelectMultiple
    )


class ReplyForm(forms.ModelForm):
    class Meta:
        model, fields = Comment, ["reply_type", "body", "speaks_as"]


def library(request):
    form, stories = FilterForm(request.GET), Story.objects.filter(is_public=True)
    if form.is_valid():
        chosen = form.cleaned_data
        if chosen["q"]:
            stories = stories.filter(Q(title__icontains=chosen["q"]) | Q(body__icontains=chosen["q"]))
        if chosen["event"]:
            stories = stories.filter(Q(event=chosen["event"]) | Q(second_event=chosen["event"]))
        stories = stories.filter(**{n: chosen[n] for n in ("profession", "setting", "harm") if chosen[n]})
        if chosen["wish"]:
            stories = stories.filter(wishes__icontains=chosen["wish"])
        if chosen["topic"]:
            stories = stories.filter(topics=chosen["topic"])
        if chosen["mute"]:
            stories = stories.exclude(topics__in=chosen["mute"])
    page = Paginator(stories, 20).get_page(request.GET.get("page"))
    return render(request, "library.html", {"form": form, "page": page})


def story(request, ref):
    found = get_object_or_404(Story, ref=ref, is_public=True)
    comments = list(found.comment_set.filter(is_public=True).select_related("voice", "parent"))
    by_key = {comment.pk: comment for comment in comments}
    for comment in comments:
        comment.answers = []
    for comment in comments:
        if comment.parent_id in by_key:
            by_key[comment.parent_id].answers.append(comment)
    tree = [comment for comment in comments if comment.parent_id is None]
    related = Story.objects.filter(is_public=True, event=found.event).exclude(pk=found.pk)[:4]
    context = {"story": found, "tree": tree, "many": len(comments), "related": related}
    return render(request, "story.html", context)


@login_required
def reply(request, ref, number=None):
    found = get_object_or_404(Story, ref=ref, is_public=True)
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        comment = form.save(commit=False)
        comment.story, comment.voice = found, found.voice_set.first()
        comment.parent = found.comment_set.filter(number=number).first() if number else None
        comment.save()
        messages.success(request, "Thank you. A moderator will read it first.")
        return redirect(found)
    return render(request, "reply.html", {"story": found, "form": form})


def flag(request, ref, number):
    return redirect("story", ref)


urlpatterns = [
    path("stories/", library, name="library"),
    path("stories/<slug:ref>/", story, name="story"),
    path("stories/<slug:ref>/reply/", reply, name="reply"),
    path("stories/<slug:ref>/reply/<int:number>/", reply, name="reply_to"),
    path("stories/<slug:ref>/flag/<int:number>/", flag, name="flag"),
]
application = get_wsgi_application()
