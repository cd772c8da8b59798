"""What must be said once, when the site starts."""

from django.apps import AppConfig, apps

from forum.members.sealed import SealedJSON


class MembersConfig(AppConfig):
    name = "forum.members"

    def ready(self):
        """allauth has no setting for how a passkey is stored: its column becomes a sealed one here."""
        apps.get_model("mfa", "Authenticator")._meta.get_field("data").__class__ = SealedJSON
