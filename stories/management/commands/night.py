"""``manage.py night``: publish what is ready and expire what is old. Can be run again at any time."""

from datetime import timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from forum.members.models import Appointment, Draft
from moderation import gate

DRAFTS_LAST = timedelta(days=30)


class Command(BaseCommand):
    help = "Publish what is approved and past its hold, in random order; expire drafts and unused codes."

    def handle(self, **options):
        today = timezone.localdate()
        queued, held = gate.rescreen()
        published = gate.publish_ready()
        erased = gate.erase_overdue()
        drafts, _ = Draft.objects.filter(touched_on__lt=today - DRAFTS_LAST).delete()
        Appointment.objects.filter(ends_on__lt=today).delete()
        call_command("clearsessions")
        self.stdout.write(f"{queued} screened, {held} still held, {published} published")
        self.stdout.write(f"{erased} replies erased, {drafts} drafts expired")
