"""Inviting somebody: an account without a password, and a link with which its owner sets one, once."""

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from greenpact.accounts.models import Account


@transaction.atomic
def invite(email: str, *, name: str = "", language: str = "") -> Account:
    """Make an account that nobody can sign in to yet. Whoever invites vouches for the address."""
    account = Account.objects.create_user(email, None, name=name, language=language)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


def awaits_its_owner(account: Account) -> bool:
    """Whether nobody has ever signed in to the account, nor can without a link."""
    return account.is_active and account.last_login is None and not account.has_usable_password()


def address_of_link(account: Account) -> str:
    """The path at which the owner sets a password: it works once, and for as long as PASSWORD_RESET_TIMEOUT says."""
    key = default_token_generator.make_token(account)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(account), key])
