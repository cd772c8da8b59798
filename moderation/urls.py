"""Addresses of the moderators' desk."""

from django.urls import path

from moderation import views

app_name = "moderation"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<uuid:pk>/", views.review, name="review"),
    path("<uuid:pk>/take/", views.take, name="take"),
    path("<uuid:pk>/hand-on/", views.hand_on, name="hand_on"),
]
