"""The addresses of signing in, all under `/accounts/`: what we offer of the library's, and nothing else of it."""

from allauth.account import views
from allauth.socialaccount import views as social
from allauth.urls import build_provider_urlpatterns
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from greenpact.accounts.views import finish_saml, profile

#: The page of a demo says who can sign in there.
sign_in = views.LoginView.as_view(extra_context={"is_demo": settings.IS_DEMO})

urlpatterns: list[URLPattern | URLResolver] = [
    path("", profile, name="account"),
    path("login/", sign_in, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("closed/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("again/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", views.password_change, name="account_change_password"),
    path("password/first/", views.password_set, name="account_set_password"),
    path("password/forgotten/", views.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "password/new/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]{1,20})-(?P<key>[^/]{1,100})/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("second/", include("allauth.mfa.urls")),
    path("other/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("other/error/", social.login_error, name="socialaccount_login_error"),
    path("other/signup/", social.signup, name="socialaccount_signup"),
    path("saml/<str:organization_slug>/acs/finish/", finish_saml),
    *build_provider_urlpatterns(),
]
