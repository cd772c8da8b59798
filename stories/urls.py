"""Addresses of the library and the desk."""

from django.urls import path

from moderation import views_open
from stories.views import after, checking, desk, feeds, flags, mine, preflight, reading, receipts, writing

app_name = "stories"
urlpatterns = [
    path("", reading.home, name="home"),
    path("stories/", reading.library, name="library"),
    path("kinds/", reading.kinds, name="kinds"),
    path("stories/<slug:ref>/", reading.story, name="story"),
    path("stories/<slug:ref>/from/<int:number>/", reading.story, name="branch"),
    path("stories/<slug:ref>/reply/", writing.reply, name="reply"),
    path("stories/<slug:ref>/reply/<int:to>/", writing.reply, name="reply_to"),
    path("stories/<slug:ref>/flag/", flags.flag, name="flag"),
    path("stories/<slug:ref>/flag/<int:number>/", flags.flag, name="flag_reply"),
    path("flagged/", flags.flagged, name="flagged"),
    path("moderation/flags/<slug:ref>/", flags.settle, name="settle_flags"),
    path("take-back/", receipts.take_back, name="take_back_by_receipt"),
    path("taken-back/", receipts.taken_back, name="taken_back"),
    path("before/", preflight.before, name="before"),
    path("tell/", writing.tell, name="tell"),
    path("desk/", desk.desk, name="desk"),
    path("desk/draft/<uuid:pk>/", writing.draft, name="draft"),
    path("desk/draft/<uuid:pk>/check/", checking.check, name="check"),
    path("desk/look/", checking.look, name="look"),
    path("desk/draft/<uuid:pk>/delete/", writing.delete_draft, name="delete_draft"),
    path("desk/draft/<uuid:pk>/account/", after.draft_account, name="draft_account"),
    path("desk/text/<slug:ref>/", desk.text, name="text"),
    path("desk/text/<slug:ref>/say/", desk.say, name="say"),
    path("desk/text/<slug:ref>/cancel/", desk.cancel, name="cancel"),
    path("desk/text/<slug:ref>/edit/", desk.edit, name="edit"),
    path("desk/text/<slug:ref>/agree/", desk.agree, name="agree"),
    path("desk/text/<slug:ref>/update/", writing.update, name="update"),
    path("desk/text/<slug:ref>/asking/", after.ask, name="ask"),
    path("desk/text/<slug:ref>/reminders/", after.reminders, name="reminders"),
    path("desk/text/<slug:ref>/account/", after.account, name="account"),
    path("desk/text/<slug:ref>/receipt/", desk.receipt, name="receipt"),
    path("desk/text/<slug:ref>/take-back/", desk.take_back, name="take_back"),
    path("desk/text/<slug:ref>/feed/", mine.feed, name="text_feed"),
    path("desk/held/", mine.show, name="held"),
    path("desk/export/", mine.export, name="export"),
    path("desk/leave/", mine.leave, name="leave"),
    path("left/", mine.left, name="left"),
    path("what-we-hold/", mine.columns, name="columns"),
    path("log/", views_open.log, name="log"),
    path("feed/", feeds.newest, name="newest_feed"),
    path("feed/voice/<str:token>/", feeds.voice, name="voice_feed"),
    path("stories/<slug:ref>/feed/", feeds.thread, name="thread_feed"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
]
