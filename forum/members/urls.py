"""Joining and settling here; of allauth's addresses only those that are used."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import include, path

from forum.members import views

ours = (
    [
        path("join/", views.join, name="join"),
        path("join/notes.txt", views.words_file, name="words_file"),
        path("desk/settle/", views.settle, name="settle"),
    ],
    "members",
)
urlpatterns = [
    path("", include(ours)),
    path("join/", views.join, name="account_signup"),  # allauth asks for this name
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/second/", factor.authenticate, name="mfa_authenticate"),
    path("sign-in/again/second/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("desk/second/", factor.index, name="mfa_index"),
    path("desk/second/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("desk/second/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("desk/second/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("desk/second/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("desk/second/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
