from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0012_who_waits_for_an_answer")]

    operations = [
        migrations.AddField(
            "wording", "notices", models.CharField(blank=True, default="", max_length=40), preserve_default=False
        )
    ]
