"""Addresses of the moderators' desk."""

from django.urls import path

from moderation import views, views_open, views_practice

app_name = "moderation"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("not-today/", views.stay_away, name="stay_away"),
    path("screen-held/", views.screen_held, name="screen_held"),
    path("pause/", views.pause, name="pause"),
    path("house/", views_open.house, name="house"),
    path("practice/", views_practice.practice, name="practice"),
    path("practice/<int:number>/", views_practice.practice_item, name="practice_item"),
    path("<uuid:pk>/", views.review, name="review"),
    path("talk/<slug:ref>/", views.talk, name="talk"),
    path("<uuid:pk>/take/", views.take, name="take"),
    path("<uuid:pk>/hand-on/", views.hand_on, name="hand_on"),
]
