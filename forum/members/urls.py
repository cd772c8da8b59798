"""Joining and settling here; of allauth's addresses only those that are used."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path
from django.views.generic import RedirectView

from forum.members import views

ours = (
    [
        path("join/", views.join, name="join"),
        path("join/notes.txt", views.words_file, name="words_file"),
        path("sign-in/phrase/", views.recover, name="recover"),
        path("desk/settle/", views.settle, name="settle"),
        path("desk/settle/words/", views.new_words, name="new_words"),
        path("desk/settle/phrase/", views.phrase, name="phrase"),
        path("desk/settle/phrase/remove/", views.remove_phrase, name="remove_phrase"),
        path("desk/settle/elsewhere/", views.elsewhere, name="elsewhere"),
    ],
    "members",
)
urlpatterns = [
    path("", include(ours)),
    path("join/", views.join, name="account_signup"),  # allauth asks for this name
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("sign-in/passkey/", views.PasskeyFirst.as_view(), name="mfa_login_webauthn"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/second/", factor.authenticate, name="mfa_authenticate"),
    path("sign-in/again/second/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("desk/second/", factor.index, name="mfa_index"),
    path("desk/second/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("desk/second/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("desk/second/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("desk/second/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("desk/second/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("desk/second/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("desk/second/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("desk/second/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
