from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0006_pins_appeals_and_messages"),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="rungs",
            field=models.CharField(max_length=60, null=True),
        ),
    ]
