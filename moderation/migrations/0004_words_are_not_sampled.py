"""PostgreSQL's planner keeps samples of every column, and a sample of words outlives their erasing. It takes none here."""

from django.db import migrations

COLUMNS = {
    "moderation_submission": ("public_title", "public_html"),
    "moderation_wording": ("passages", "kept", "frame"),
    "moderation_finding": ("reason", "milder"),
    "moderation_note": ("words",),
    "moderation_flag": ("note",),
}


def _set(editor, target):
    if editor.connection.vendor == "postgresql":
        for table, columns in COLUMNS.items():
            changes = ", ".join(f"ALTER {column} SET STATISTICS {target}" for column in columns)
            editor.execute(f"ALTER TABLE {table} {changes}")


def stop(apps, editor):
    _set(editor, 0)


def go_on(apps, editor):
    _set(editor, -1)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0003_decisions_append_only")]

    operations = [migrations.RunPython(stop, go_on)]
