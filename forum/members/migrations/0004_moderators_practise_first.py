"""Whoever is a moderator already practises too: the queue opens to them when they have passed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0003_authenticators_tell_no_hour"),
    ]
    operations = [
        migrations.AddField(
            model_name="member",
            name="has_practised",
            field=models.BooleanField(default=False),
        ),
    ]
