import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0006_marks"), ("moderation", "0012_who_waits_for_an_answer")]

    operations = [
        migrations.AddField(
            "story",
            "too",
            models.CharField(max_length=8, null=True),
        ),
        migrations.CreateModel(
            "Pressed",
            [
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="pressed",
                        serialize=False,
                        to="stories.story",
                    ),
                ),
                ("today", models.PositiveSmallIntegerField(default=0)),
                ("whole", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
    ]
