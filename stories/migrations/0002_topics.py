"""The closed list of topics."""

from django.db import migrations

TOPICS = """
boundaries burnout children confidentiality consent countertransference couples culture diagnosis disability disclosure dying families gender grief groups language medication money privacy records repair risk rupture safeguarding spirituality stigma suicide supervision technology telehealth termination training workload
""".split()


def add(apps, schema_editor):
    topic = apps.get_model("stories", "Topic")
    for name in TOPICS:
        topic.objects.get_or_create(slug=name, defaults={"name": name})


class Migration(migrations.Migration):
    dependencies = [("stories", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
