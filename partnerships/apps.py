from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from backbone.accounts import duties
        from partnerships import permissions, roles

        duties.answer(
            standing=permissions.standing_of,
            has_administrator=roles.has_administrator,
            make_administrator=roles.make_administrator,
            demo_people=roles.demo_people,
        )
