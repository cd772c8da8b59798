"""Addresses of the library and the desk."""

from django.urls import path

from stories.views import desk, reading

app_name = "stories"
urlpatterns = [
    path("", reading.home, name="home"),
    path("stories/", reading.library, name="library"),
    path("stories/<slug:ref>/", reading.story, name="story"),
    path("stories/<slug:ref>/from/<int:number>/", reading.story, name="branch"),
    path("stories/<slug:ref>/reply/", desk.reply, name="reply"),
    path("stories/<slug:ref>/reply/<int:to>/", desk.reply, name="reply_to"),
    path("tell/", desk.tell, name="tell"),
    path("desk/", desk.desk, name="desk"),
    path("desk/draft/<uuid:pk>/", desk.draft, name="draft"),
    path("desk/draft/<uuid:pk>/check/", desk.check, name="check"),
    path("desk/draft/<uuid:pk>/delete/", desk.delete_draft, name="delete_draft"),
    path("desk/text/<slug:ref>/", desk.text, name="text"),
    path("desk/text/<slug:ref>/edit/", desk.edit, name="edit"),
    path("desk/text/<slug:ref>/update/", desk.update, name="update"),
    path("desk/text/<slug:ref>/take-back/", desk.take_back, name="take_back"),
]
