from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0006_indexing")]

    operations = [
        migrations.AddField(
            "house",
            "answer_within",
            models.PositiveSmallIntegerField(
                default=12,
                help_text="Beyond that it is marked on the hosts' board. A reply still has to be read by a moderator.",
                verbose_name="Hours in which a story should have its first answer",
            ),
        ),
    ]
