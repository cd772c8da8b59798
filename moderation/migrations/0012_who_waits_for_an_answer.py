from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Both columns may be null: on SQLite any other would make the table anew, without its triggers."""

    dependencies = [("moderation", "0011_answers_to_flags")]

    operations = [
        migrations.AddField("submission", "unanswered_since", models.DateTimeField(null=True)),
        migrations.AddField("submission", "newcomer", models.BooleanField(null=True)),
        migrations.AddIndex(
            "submission",
            models.Index(
                "kind",
                "standing",
                "published_on",
                "id",
                condition=Q(unanswered_since__isnull=False),
                name="submission_unanswered",
            ),
        ),
    ]
