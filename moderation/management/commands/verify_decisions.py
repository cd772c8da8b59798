"""``manage.py verify_decisions``: whether the chain of decisions is whole. Ends with 1 where it is not."""

from django.core.management.base import BaseCommand, CommandError

from forum import progress
from moderation import decisions


class Command(BaseCommand):
    help = "Walk the chain of decisions; name the first that does not fit, and end with 1."

    def handle(self, **options):
        try:
            count = decisions.verify(progress.shown(self, options["verbosity"]))
        except decisions.BrokenChain as broken:
            raise CommandError(f"The chain is broken: {broken}.") from None
        self.stdout.write(f"{count} decisions, and each fits.")
