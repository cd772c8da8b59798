from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0004_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="story",
            name="opens_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="story",
            name="door",
            field=models.CharField(
                choices=[("open", "Open"), ("later", "Open after 7 days"), ("closed", "Closed")],
                default="open",
                max_length=8,
            ),
        ),
    ]
