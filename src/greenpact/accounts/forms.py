"""The forms of signing in, in our words: labels instead of placeholders, the same terms everywhere."""

from collections.abc import Callable
from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
AGAIN = _("New password once more")
#: AUTH_PASSWORD_VALIDATORS in one sentence.
PASSWORD_RULE = _(
    "At least 12 characters. Not your name, not your address, and no password that many people use."
)
CODE_ATTRS = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "class": "kern-form-input__input--short",
}


class Plain:
    """Gives the library's fields our labels and takes its placeholders away, which vanish while one types."""

    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]  # of the form mixed in
        for name, field in fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)


class SignIn(Plain, account.LoginForm):  # type: ignore[misc]  # allauth is published without types
    labels = {"login": EMAIL, "password": PASSWORD}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"


class Reauthenticate(Plain, account.ReauthenticateForm):  # type: ignore[misc]  # allauth is published without types
    labels = {"password": PASSWORD}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].help_text = ""


class _NewPassword(Plain):
    """Says what a password must be like, and that both must be the same."""

    labels = {"oldpassword": _("Present password"), "password1": NEW_PASSWORD, "password2": AGAIN}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]  # of the form mixed in
        fields["password1"].help_text = PASSWORD_RULE
        if "oldpassword" in fields:
            fields["oldpassword"].help_text = ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}  # type: ignore[arg-type]  # the form mixed in
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ."))  # type: ignore[attr-defined]  # likewise
        return cleaned


class ChangePassword(_NewPassword, account.ChangePasswordForm):  # type: ignore[misc]  # allauth is published without types
    pass


class SetPassword(_NewPassword, account.SetPasswordForm):  # type: ignore[misc]  # allauth is published without types
    pass


class NewPasswordByLink(_NewPassword, account.ResetPasswordKeyForm):  # type: ignore[misc]  # as above
    pass


class ForgottenPassword(Plain, account.ResetPasswordForm):  # type: ignore[misc]  # allauth is published without types
    labels = {"email": EMAIL}


class _Code(Plain):
    labels = {"code": _("Code")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: forms.Field = self.fields["code"]  # type: ignore[attr-defined]  # of the form mixed in
        field.widget.attrs.update(CODE_ATTRS)


class SecondFactor(_Code, mfa.AuthenticateForm):  # type: ignore[misc]  # allauth is published without types
    labels = {"code": _("Code from your app, or a recovery code")}


class SecondFactorAgain(_Code, mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth is published without types
    labels = SecondFactor.labels


class ActivateApp(_Code, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth is published without types
    labels = {"code": _("Code that the app shows now")}


class AddPasskey(Plain, webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth is published without types
    labels = {"name": _("Name"), "passwordless": _("Sign in with it alone, without a password")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].help_text = _(
            "So that you can tell your passkeys apart, such as “office laptop”."
        )
        self.fields["name"].max_length = 80
        self.fields["passwordless"].help_text = _(
            "The device then asks for a fingerprint, your face or a PIN."
        )
        self.fields["passwordless"].initial = True

    def clean(self) -> Any:
        return _understood(super().clean)


def _understood(clean: Callable[[], Any]) -> Any:
    """Read what a passkey has answered; an answer that lacks parts is refused like any other wrong one."""
    try:
        return clean()
    except (AttributeError, KeyError, TypeError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class SignInWithPasskey(webauthn.LoginWebAuthnForm):  # type: ignore[misc]  # allauth is published without types
    def clean_credential(self) -> Any:
        return _understood(super().clean_credential)


class PasskeyAsSecondFactor(webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]  # as above
    def clean_credential(self) -> Any:
        return _understood(super().clean_credential)


class PasskeyAgain(webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # as above
    def clean_credential(self) -> Any:
        return _understood(super().clean_credential)


class RenamePasskey(Plain, webauthn.EditWebAuthnForm):  # type: ignore[misc]  # allauth is published without types
    labels = {"name": _("Name")}


class ProfileForm(forms.Form):
    """What people keep of themselves."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Seen by the people who work with you here, never in public."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of mails to you"),
        choices=[("", _("as the page was when the mail was sent")), *settings.LANGUAGES],
        required=False,
    )
