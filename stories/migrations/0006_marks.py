"""What stories are listed by, beside their place in the library: gathered from their own table and their topics."""

from collections import defaultdict

from django.db import migrations


def gather(apps, schema_editor):
    story, topic = apps.get_model("stories", "Story"), apps.get_model("stories", "StoryTopic")
    topics = defaultdict(list)
    for key, slug in topic.objects.values_list("content_object", "tag__slug"):
        topics[key].append(slug)
    submissions = apps.get_model("moderation", "Submission").objects
    for row in story.objects.filter(standing__in=("unseen", "public", "hidden", "aside")).iterator():
        marks = [f"event:{row.event}", f"event:{row.second_event}", f"profession:{row.profession}"]
        marks += [f"setting:{row.setting}", *(f"wish:{wish}" for wish in row.wishes)]
        marks += [f"topic:{slug}" for slug in sorted(topics[row.pk])]
        told = " ".join(mark for mark in marks if not mark.endswith(":"))
        submissions.filter(pk=row.pk).update(marks=f" {told} ")


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0005_doors_that_open_later"),
        ("moderation", "0009_marks_to_list_by"),
    ]

    operations = [migrations.RunPython(gather, migrations.RunPython.noop)]
