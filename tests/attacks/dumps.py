"""What an attacker gets to see: every table as text, its rows in the order in which they are stored."""

import os
import subprocess
from dataclasses import dataclass

from django.db import connection

SKIPPED = ("sqlite_", "pg_")


@dataclass
class Table:
    columns: list
    rows: list  # of lists of str or None, in stored order

    def column(self, name):
        at = self.columns.index(name)
        return [row[at] for row in self.rows]


def dump():
    """{table: Table} from a plain ``pg_dump``, or from a SQLite file read in the order of its rowids."""
    return _pg_dump() if connection.vendor == "postgresql" else _sqlite("rowid")


def _pg_dump():
    place = connection.settings_dict
    command = ["pg_dump", "--data-only", "--host", place["HOST"], "--username", place["USER"], place["NAME"]]
    if place["PORT"]:
        command += ["--port", str(place["PORT"])]
    said = subprocess.run(command, env={**os.environ, "PGPASSWORD": place["PASSWORD"]}, check=True, capture_output=True)
    tables, lines = {}, iter(said.stdout.decode().split("\n"))
    for line in lines:
        if line.startswith("COPY "):
            name, _, rest = line.removeprefix("COPY ").partition(" (")
            columns = [column.strip('" ') for column in rest.partition(") FROM")[0].split(",")]
            table = tables[name.removeprefix("public.")] = Table(columns, [])
            for row in lines:
                if row == "\\.":
                    break
                table.rows.append([_copied(value) for value in row.split("\t")])
    return tables


def _copied(value):
    if value == "\\N":
        return None
    for escaped, meant in (("\\t", "\t"), ("\\n", "\n"), ("\\r", "\r"), ("\\\\", "\\")):
        value = value.replace(escaped, meant)
    return value.removeprefix("\\x")  # bytes, in hex


def _sqlite(order):
    tables = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql LIKE '%WITHOUT ROWID' FROM sqlite_master WHERE type = 'table'")
        for name, unplaced in cursor.fetchall():
            if not name.startswith(SKIPPED):
                cursor.execute(f'SELECT * FROM "{name}" ORDER BY {"1" if unplaced else order}')
                columns = [column[0] for column in cursor.description]
                tables[name] = Table(columns, [[_told(value) for value in row] for row in cursor.fetchall()])
    return tables


def _told(value):
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return None if value is None else str(value)


def looked_at():
    """The same with SQL access: PostgreSQL's ``ctid`` and ``xmin`` beside each row, SQLite's ``rowid``."""
    if connection.vendor != "postgresql":
        return _sqlite("rowid")
    tables = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT ctid::text, xmin::text, * FROM "{name}" ORDER BY ctid')
            columns = [column[0] for column in cursor.description]
            rows = [[_told(value) for value in row] for row in cursor.fetchall()]
            for row in rows:
                page, item = row[0].strip("()").split(",")
                row[0] = str(int(page) * 1000 + int(item))
            tables[name] = Table(columns, rows)
    return tables
