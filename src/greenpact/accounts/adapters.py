"""What the sign-in library asks us: who may come in, in which words it answers, how it keeps secrets."""

import logging
from smtplib import SMTPException
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from greenpact.accounts.models import Account
from greenpact.accounts.sealing import seal, unseal

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is published without types
    """Accounts are made by invitation; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Please ask your programme office."),
        "email_password_mismatch": _(
            "E-mail address or password is not right. Please check both, or ask for a new password."
        ),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right, or it has been used already. Please enter another one."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link does not hold any more. Please ask for a new one."),
        "rate_limited": _("Too many attempts. Please wait a few minutes."),
        "too_many_login_attempts": _("Too many attempts. Please wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def reauthenticate(self, user: Account, password: str) -> bool:
        """By the account's own address; the library looks for one in its table, which need not have it."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Account,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """To the account's own address, and in its language."""
        super().send_notification_mail(
            template_prefix, user, {"user": user, **(context or {})}, email or user.email
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of whoever gets it; a mail server that is away is no reason to show nothing at all.

        Who is not signed in is not told: it would say that there is an account under this address.
        """
        user = context.get("user")
        language = user.language if isinstance(user, Account) else ""
        try:
            with translation.override(language or get_language()):
                super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            log.exception("A mail could not be sent.")
            if self.request.user.is_authenticated:
                messages.error(
                    self.request, _("The mail could not be sent just now. Please try again later.")
                )


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is published without types
    """Second factors: their secrets are sealed."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("Recovery codes need an authenticator app or a passkey first."),
        "incorrect_code": _("This code is not right, or it has been used already. Please enter another one."),
    }

    def build_totp_svg(self, url: str) -> str:
        """Draw the QR code on white, so that it can be scanned from a dark page, too."""
        drawing: str = qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")
        return drawing

    def generate_authenticator_name(self, user: Account, kind: str) -> str:
        """What a new passkey is called until its owner names it: “Passkey”, “Passkey 2”."""
        others = Authenticator.objects.filter(user=user, type=kind).count()
        return f"{gettext('Passkey')} {others + 1}" if others else gettext("Passkey")

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is published without types
    """Signing in by OpenID Connect or SAML: only into an account that exists under that verified address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse to connect a foreign identity to whoever is signed in: the address alone decides whose it is."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            messages.error(
                request, _("Identities are connected by their e-mail address, when you sign in with them.")
            )
            raise ImmediateHttpResponse(redirect("account"))
