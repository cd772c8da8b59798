"""``manage.py night``: publish what is ready, expire what is old, rewrite the tables. Can be run again at any time."""

from datetime import timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from forum import progress, rewriting
from forum.members.models import Appointment, Draft
from forum.models import Tally
from forum.nights import COUNTED, NIGHT
from moderation import answering, decisions, nights, rescreening, talking
from moderation.states import Standing
from stories import asking, hosting, search, too, visits
from stories.models import Pressed, Story, StoryTopic

DRAFTS_LAST = timedelta(days=30)
TALLIES_LAST = timedelta(days=365)


class Command(BaseCommand):
    help = "Publish what is approved and past its hold, in random order; expire what is old; rewrite the tables."

    def handle(self, **options):
        self.tell = progress.shown(self, options["verbosity"])
        with rewriting.alone() as alone:
            if not alone:
                self.stdout.write("Another night is at work. Nothing is left to do here.")
                return
            Tally.objects.add(NIGHT)
            self._publish()
            self._expire()
            self._rewrite()

    def _say(self, name, number):
        """Count it for the owner's page, and say it here."""
        if number:
            Tally.objects.add(f"night {name}", number)
        self.stdout.write(f"{COUNTED[name]}: {number}")

    def _publish(self):
        _queued, held = rescreening.held(tell=self.tell)
        self._say("held", held)
        self._say("leases", nights.end_leases())
        appeared = nights.publish_ready(self.tell)
        quiet, gone = nights.settle_quiet()
        self._say("published", appeared + quiet)
        self._say("doors", asking.open_doors())
        self._say("quiet", gone)
        too.move_words()

    def _expire(self):
        today = timezone.localdate()
        self._say("replies", nights.erase_overdue())
        returned, declined = nights.erase_unpublished()
        self._say("returned", returned)
        self._say("declined", declined)
        self._say("messages", talking.erase_closed())
        self._say("answers", answering.erase_overdue())
        self._say("drafts", Draft.objects.filter(touched_on__lt=today - DRAFTS_LAST).delete()[0])
        self._say("bookmarks", visits.expire())
        self._say("codes", Appointment.objects.filter(ends_on__lt=today).delete()[0])
        self._say("decisions", decisions.forget_old())
        Tally.objects.filter(day__lt=today - TALLIES_LAST).delete()
        hosting.forget()
        call_command("clearsessions")
        _blank_what_was_chosen()

    def _rewrite(self):
        boxes, shut = rewriting.rewrap_boxes(self.tell)
        self.stdout.write(f"Boxes sealed anew: {boxes}; that the pepper does not open: {shut}")
        search.rewrite()
        done, left = rewriting.rewrite_tables(self.tell)
        Tally.objects.filter(
            day=timezone.localdate(), name__in=("night tables", "night left")
        ).delete()  # the last word
        self._say("tables", done)
        self._say("left", left)


def _blank_what_was_chosen():
    """The gate takes back words; what was chosen about a story that it took back goes here."""
    gone = Story.objects.filter(standing__in=(Standing.WITHDRAWN, Standing.RETRACTED))
    blank = {"setting": "", "second_event": "", "recency": "", "disguise": "", "wishes": [], "door": "closed"}
    blank |= {"opens_on": None, "too": None}
    gone.exclude(**blank).update(**blank)
    StoryTopic.objects.filter(content_object__in=gone.values("pk")).delete()
    Pressed.objects.filter(story__in=gone.values("pk")).delete()
