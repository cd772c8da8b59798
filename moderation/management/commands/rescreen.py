"""``manage.py rescreen``: screen what is held, and anew what an older engine screened."""

from django.core.management.base import BaseCommand

from forum import progress
from moderation import rescreening
from moderation.screener import NoScreening


class Command(BaseCommand):
    help = (
        "Screen the texts that are held and queue them; screen anew what an older engine screened, and put what is "
        "newly found before a moderator. Ends with 1 while some are still held or the screening is out."
    )

    def handle(self, **options):
        tell = progress.shown(self, options["verbosity"])
        queued, held = rescreening.held(tell=tell)
        self.stdout.write(f"{queued} queued, {held} still held")
        try:
            screened, more = rescreening.anew(tell)
        except NoScreening:
            self.stderr.write("The screening gives no answer.")
            raise SystemExit(1) from None
        self.stdout.write(f"{screened} screened anew, more was found in {more}")
        if held:
            raise SystemExit(1)
