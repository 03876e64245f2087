from django.apps import AppConfig


class InvitingConfig(AppConfig):
    name = "partnerships.inviting"
    label = "inviting"
    default_auto_field = "django.db.models.BigAutoField"
