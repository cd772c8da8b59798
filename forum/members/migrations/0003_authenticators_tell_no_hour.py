"""The database itself keeps the times of second factors at one day, whatever allauth writes."""

from django.db import migrations

DAY = "2000-01-01 00:00:00"
FORWARD = {
    "postgresql": [
        f"""
        CREATE FUNCTION authenticator_tells_no_hour() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.created_at := '{DAY}+00';
            NEW.last_used_at := '{DAY}+00';
            RETURN NEW;
        END $$
        """,
        """
        CREATE TRIGGER authenticator_tells_no_hour BEFORE INSERT OR UPDATE ON mfa_authenticator
        FOR EACH ROW EXECUTE FUNCTION authenticator_tells_no_hour()
        """,
    ],
    "sqlite": [
        f"""
        CREATE TRIGGER authenticator_tells_no_hour_{event.lower()} AFTER {event} ON mfa_authenticator
        WHEN NEW.created_at IS NOT '{DAY}' OR NEW.last_used_at IS NOT '{DAY}'
        BEGIN
            UPDATE mfa_authenticator SET created_at = '{DAY}', last_used_at = '{DAY}' WHERE id = NEW.id;
        END
        """
        for event in ("INSERT", "UPDATE")
    ],
}
BACKWARD = {
    "postgresql": [
        "DROP TRIGGER authenticator_tells_no_hour ON mfa_authenticator",
        "DROP FUNCTION authenticator_tells_no_hour()",
    ],
    "sqlite": ["DROP TRIGGER authenticator_tells_no_hour_insert", "DROP TRIGGER authenticator_tells_no_hour_update"],
}


def run(statements):
    def move(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)
        if statements is FORWARD:
            schema_editor.execute("UPDATE mfa_authenticator SET last_used_at = NULL", params=None)  # fires the trigger

    return move


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0002_recovery_and_epoch"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [migrations.RunPython(run(FORWARD), run(BACKWARD), elidable=False)]
