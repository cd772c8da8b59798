from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("moderation", "0008_what_a_wording_is_about")]

    operations = [
        migrations.AddField("submission", "marks", models.CharField(max_length=300, null=True)),
        migrations.RemoveIndex("submission", "submission_library"),
        migrations.AddIndex(
            "submission",
            models.Index(
                "kind", "standing", F("published_on").desc(), "id", "marks", "harm", name="submission_library"
            ),
        ),
    ]
