"""``manage.py appoint moderator``: a one-time code that a member enters on the desk."""

import secrets
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from forum.members.models import Appointment, Role
from forum.members.words import word_list


class Command(BaseCommand):
    help = "Print a one-time code for a role; it is entered on the desk within seven days."

    def add_arguments(self, parser):
        parser.add_argument("role", choices=Role.values)

    def handle(self, role, **options):
        code = "-".join(secrets.choice(word_list()) for _ in range(5))
        ends_on = timezone.localdate() + timedelta(days=7)
        Appointment.objects.create(digest=Appointment.digest_of(code), role=role, ends_on=ends_on)
        self.stdout.write(code)
