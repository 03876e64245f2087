from django.apps import AppConfig


class AgreementPapersConfig(AppConfig):
    name = "partnerships.agreement_papers"
    label = "agreement_papers"
    default_auto_field = "django.db.models.BigAutoField"
