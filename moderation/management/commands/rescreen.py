"""``manage.py rescreen``: screen what is held because the screening gave no answer."""

from django.core.management.base import BaseCommand

from moderation import gate


class Command(BaseCommand):
    help = "Screen the texts that are held and queue them. Ends with 1 while some are still held."

    def handle(self, **options):
        queued, held = gate.rescreen()
        self.stdout.write(f"{queued} queued, {held} still held")
        if held:
            raise SystemExit(1)
