"""Plain SQL, for what is asked at nearly every request: to compile such a query costs more than to answer it."""

from django.db import connection


def rows(statement, values=()):
    """What a SELECT finds, as tuples, with the database's own types: SQLite has texts for keys and days."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def places(values):
    """The inside of an ``IN ()``."""
    return ", ".join(["%s"] * len(values))
