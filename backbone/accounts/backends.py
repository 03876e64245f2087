"""Who a pair of address and password is."""

from allauth.account.auth_backends import AuthenticationBackend

from .models import Person


class AddressBackend(AuthenticationBackend):
    """Knows a person by the sign-in address of the row alone: an address that was corrected opens nothing."""

    def _authenticate_by_email(self, email, password):
        return self._check_password(Person.objects.with_address(email), password)
