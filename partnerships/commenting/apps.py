from django.apps import AppConfig


class CommentingConfig(AppConfig):
    name = "partnerships.commenting"
    label = "commenting"
    default_auto_field = "django.db.models.BigAutoField"
