"""Stories that nobody but their author has answered wait for it: from the day on which they appeared."""

from datetime import datetime, time

from django.db import migrations
from django.db.models import Exists, F, OuterRef
from django.utils import timezone


def begin(apps, schema_editor):
    submission = apps.get_model("moderation", "Submission").objects
    answers = submission.filter(page=OuterRef("pk"), kind="comment", standing="public")
    answered = Exists(answers.exclude(claim_hash=OuterRef("claim_hash")))
    waiting = submission.filter(~answered, kind="story", standing="public", as_story__door="open", page=F("pk"))
    for pk, day in waiting.values_list("pk", "published_on"):
        submission.filter(pk=pk).update(unanswered_since=timezone.make_aware(datetime.combine(day, time())))


class Migration(migrations.Migration):
    dependencies = [("stories", "0007_pressed")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
