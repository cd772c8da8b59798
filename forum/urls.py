"""Addresses. The packages above are named by strings: nothing here imports them."""

from django.urls import include, path

from forum import views

pages = (
    [
        path("pages/<slug:slug>/", views.page, name="page"),
        path("exit/", views.exit_page, name="exit"),
        path("health/", views.health, name="health"),
        path("style/", views.style, name="style"),
        path("owner/", views.owner, name="owner"),
        path("owner/<slug:slug>/", views.owner_page, name="owner_page"),
        path("owner/roles/<uuid:pk>/<slug:role>/", views.end_role, name="end_role"),
    ],
    "forum",
)
urlpatterns = [
    path("", include(pages)),
    path("", include("forum.members.urls")),
    path("moderation/", include("moderation.urls")),
    path("", include("stories.urls")),
]
handler400 = "forum.views.bad_request"
handler403 = "forum.views.forbidden"
handler500 = "forum.views.failed"
