"""What must be said once, when the site starts."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from forum.prose import plain


def _teach(connection, **_kwargs):
    """The trigger that feeds SQLite's search needs the words of a page without its tags."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("fallible_plain", 1, plain, deterministic=True)


class StoriesConfig(AppConfig):
    name = "stories"

    def ready(self):
        connection_created.connect(_teach, dispatch_uid="fallible_plain")
