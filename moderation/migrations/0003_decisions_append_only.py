"""Decisions are added, never changed, and kept for a year: the database itself refuses all else.

The night's rewriting, which writes each row as it is, passes. A later migration that makes the table anew on SQLite
must make the triggers again: a test says so.
"""

from django.db import migrations

COLUMNS = ("id", "number", "about", "move", "reason", "read", "words_mac", "day", "label", "previous", "chain")
CHANGED = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in COLUMNS)

POSTGRESQL = """
CREATE FUNCTION moderation_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD IS DISTINCT FROM NEW THEN
            RAISE EXCEPTION 'decisions are append-only' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.day > current_date - 365 THEN
        RAISE EXCEPTION 'decisions are kept for a year' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER moderation_decision_stays BEFORE UPDATE OR DELETE ON moderation_decision
    FOR EACH ROW EXECUTE FUNCTION moderation_decision_stays();
"""
SQLITE = (
    f"""
CREATE TRIGGER moderation_decision_unchanged BEFORE UPDATE ON moderation_decision WHEN {CHANGED}
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
""",
    """
CREATE TRIGGER moderation_decision_kept BEFORE DELETE ON moderation_decision WHEN OLD.day > date('now', '-365 days')
BEGIN SELECT RAISE(ABORT, 'decisions are kept for a year'); END
""",
)


def guard(apps, editor):
    for statement in (POSTGRESQL,) if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unguard(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER moderation_decision_stays ON moderation_decision")
        editor.execute("DROP FUNCTION moderation_decision_stays()")
    else:
        editor.execute("DROP TRIGGER moderation_decision_unchanged")
        editor.execute("DROP TRIGGER moderation_decision_kept")


class Migration(migrations.Migration):
    dependencies = [("moderation", "0002_flags_and_expiry")]

    operations = [migrations.RunPython(guard, unguard)]
