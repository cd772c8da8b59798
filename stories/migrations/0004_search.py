"""What is public can be searched, and nothing else: the database itself keeps the index beside the public copy.

PostgreSQL: a generated column, empty for all that is not public. SQLite: an FTS5 table that triggers feed. What is
hidden or taken back leaves either in the transaction that takes it. A later migration that makes the table of
submissions anew on SQLite must make the triggers again: a test says so.
"""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

SHOWN = "kind = 'story' AND standing = 'public'"
POSTGRESQL = f"""
ALTER TABLE moderation_submission ADD COLUMN search tsvector GENERATED ALWAYS AS (
    CASE WHEN {SHOWN} THEN
        setweight(to_tsvector('english', public_title), 'A') || setweight(to_tsvector('english',
            regexp_replace(public_html, '<h[1-6][^>]*?>.*?</h[1-6]>', ' ', 'g')), 'B')
    END) STORED;
CREATE INDEX submission_search ON moderation_submission USING gin (search);
CREATE INDEX submission_alike ON moderation_submission USING gin (public_title gin_trgm_ops) WHERE {SHOWN};
"""
OLD, NEW = (f"{row}.kind = 'story' AND {row}.standing = 'public'" for row in ("OLD", "NEW"))
LEAVES = f"""
    DELETE FROM stories_search WHERE ref = OLD.ref
        AND rowid IN (SELECT rowid FROM stories_search WHERE stories_search MATCH 'ref : ' || OLD.ref);
    INSERT INTO stories_search(stories_search) SELECT 'optimize' WHERE {OLD};
"""  # what was taken out lies in the index until it is merged
COMES = f"""
    INSERT INTO stories_search (ref, heading, words)
        SELECT NEW.ref, NEW.public_title, fallible_plain(NEW.public_html) WHERE {NEW};
"""
SQLITE = (
    "CREATE VIRTUAL TABLE stories_search USING fts5(ref, heading, words, tokenize='porter unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER stories_search_made AFTER INSERT ON moderation_submission BEGIN {COMES} END",
    f"CREATE TRIGGER stories_search_gone AFTER DELETE ON moderation_submission WHEN {OLD} BEGIN {LEAVES} END",
    "CREATE TRIGGER stories_search_changed AFTER UPDATE OF standing, public_title, public_html "
    f"ON moderation_submission WHEN {OLD} OR {NEW} BEGIN {LEAVES} {COMES} END",
    "INSERT INTO stories_search (ref, heading, words) "
    f"SELECT ref, public_title, fallible_plain(public_html) FROM moderation_submission WHERE {SHOWN}",
)


def make(apps, editor):
    for statement in (POSTGRESQL,) if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def drop(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX submission_alike; ALTER TABLE moderation_submission DROP COLUMN search")
        return
    for name in ("made", "gone", "changed"):
        editor.execute(f"DROP TRIGGER stories_search_{name}")
    editor.execute("DROP TABLE stories_search")


class Migration(migrations.Migration):
    dependencies = [("stories", "0003_barred_and_feeds"), ("moderation", "0005_a_flag_of_the_screening")]

    operations = [TrigramExtension(), migrations.RunPython(make, drop)]
