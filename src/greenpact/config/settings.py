"""Django's settings. Whatever an operator decides comes through `environment`; the rest is the same everywhere."""

from pathlib import Path
from typing import Any

import structlog
from csp.constants import NONE, SELF

from greenpact import __version__
from greenpact.config import environment

ENVIRONMENT = environment.read()

HOME = ENVIRONMENT.home
PACKAGE = Path(__file__).resolve().parents[1]
ASSETS = HOME / "assets"
#: The contexts of linked data that credentials are written in; put together at set-up.
CONTEXTS = ASSETS / "contexts"
#: The keys with which cities sign credentials, a folder for each; and what a web server can give out by itself.
LABEL_KEYS = HOME / "keys" / "labels"
PUBLIC_FILES = HOME / "public"
SELECTIVE_CREDENTIALS = ENVIRONMENT.selective_credentials
#: Hosts of the own network that may be called; `outgoing.client.Caller` takes them.
OUTGOING_HOSTS = ENVIRONMENT.outgoing_hosts
RELEASE = __version__

DEBUG = ENVIRONMENT.debug
IS_DEMO = ENVIRONMENT.is_demo
SECRET_KEY = ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = ENVIRONMENT.former_secret_keys
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
#: Where links in mails lead, since who sends them has no request to tell from.
ORIGIN = ENVIRONMENT.origin

# Signing: the cities' seals, and the trust services whose certificates count.
# A demo makes a key for trial of its own, whose certificate says so.
SEAL_KEY = ENVIRONMENT.seals.key or (str(HOME / "demo-seals" / "{city}.p12") if IS_DEMO else "")
SEAL_PASSWORD = ENVIRONMENT.seals.password or ("trial" if IS_DEMO else "")
TIMESTAMP_URL = ENVIRONMENT.seals.timestamp_url
TRUST_ANCHORS = ENVIRONMENT.seals.trust_anchors
DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    # Our own come before django.forms and allauth, whose templates and words they replace.
    "greenpact.ui",
    "greenpact.accounts",
    "greenpact.journal",
    "greenpact.files",
    "greenpact.cities",
    "greenpact.parties",
    "greenpact.ideas",
    "greenpact.deals",
    "greenpact.measures",
    "greenpact.sensors",
    "greenpact.labels",
    "greenpact.reports",
    "greenpact.notices",
    "greenpact.following",
    "greenpact.reactions",
    "greenpact.portal",
    "greenpact.workspace",
    "greenpact.api",
    "django.forms",
    "django_htmx",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
]

MIDDLEWARE = [
    # Headers for every answer, files included.
    "django.middleware.security.SecurityMiddleware",
    "greenpact.config.headers.PermissionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "greenpact.ui.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "greenpact.workspace.expiry.TypingMiddleware",
    "greenpact.workspace.waiting.TurnMiddleware",
]

ROOT_URLCONF = "greenpact.config.urls"
WSGI_APPLICATION = "greenpact.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "greenpact.ui.masthead.platform",
            ],
        },
    }
]
FORM_RENDERER = "greenpact.ui.forms.KernForms"

# Languages: the interface speaks these; content may be in any of ui.wording.CONTENT_LANGUAGES.
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LANGUAGE_CODE = "en"
LANGUAGE_COOKIE_NAME = "lang"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
# Made of npm packages at set-up by `manage look`: one style sheet, the fonts, what maps need.
STATICFILES_DIRS = [("look", ASSETS / "look")] if (ASSETS / "look").is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "uploads"
#: Imprint, privacy notice and accessibility statement of whoever runs the installation, as `imprint.de.md` and so on.
LEGAL_TEXTS = HOME / "legal"

#: What each web process may spend on kept pages; 0 keeps none.
KEPT_PAGES_BYTES = ENVIRONMENT.kept_megabytes * 1024 * 1024

# Signing in
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/workspace/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# Bounds on what a request may bring
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
MOST_UPLOAD_BYTES = 20_000_000  # of all files of a request, where its view says nothing else
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "greenpact.files.uploading.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Nothing comes from, or goes to, another site; nothing inline is run.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = ENVIRONMENT.behind_https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.behind_https else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.behind_https else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.behind_https
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SILENCED_SYSTEM_CHECKS = ["auth.E003", "auth.W004"]

DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

# Mail; without a server it is written to files, so that a trial loses none.
EMAIL_BACKEND = ENVIRONMENT.mail.backend
EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.mail.host, ENVIRONMENT.mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.user, ENVIRONMENT.mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = ENVIRONMENT.mail.starttls, ENVIRONMENT.mail.tls
EMAIL_FILE_PATH = str(HOME / "mails")
EMAIL_TIMEOUT = 10

# Rate limits and the steps of SAML count across all processes: in the database, whose table a migration makes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # so many that nobody can push a limit out by reaching others
    }
}

# Signing in by password, second factor and passkey. Accounts are made by invitation.
ACCOUNT_ADAPTER = "greenpact.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever invites vouches for the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.behind_https else "http"
ACCOUNT_FORMS = {
    "login": "greenpact.accounts.forms.SignIn",
    "reauthenticate": "greenpact.accounts.forms.Reauthenticate",
    "change_password": "greenpact.accounts.forms.ChangePassword",
    "set_password": "greenpact.accounts.forms.SetPassword",
    "reset_password": "greenpact.accounts.forms.ForgottenPassword",
    "reset_password_from_key": "greenpact.accounts.forms.NewPasswordByLink",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.behind_https else 0
CSRF_FAILURE_VIEW = "greenpact.workspace.expiry.token_failed"

MFA_ADAPTER = "greenpact.accounts.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Greenpact"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.behind_https
MFA_FORMS = {
    "authenticate": "greenpact.accounts.forms.SecondFactor",
    "reauthenticate": "greenpact.accounts.forms.SecondFactorAgain",
    "activate_totp": "greenpact.accounts.forms.ActivateApp",
    "add_webauthn": "greenpact.accounts.forms.AddPasskey",
    "edit_webauthn": "greenpact.accounts.forms.RenamePasskey",
    "login_webauthn": "greenpact.accounts.forms.SignInWithPasskey",
    "authenticate_webauthn": "greenpact.accounts.forms.PasskeyAsSecondFactor",
    "reauthenticate_webauthn": "greenpact.accounts.forms.PasskeyAgain",
}

# Signing in elsewhere: into the account that has the address which the other side has verified, never into a new one.
SOCIALACCOUNT_ADAPTER = "greenpact.accounts.adapters.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads to another site is stopped by form-action
SOCIALACCOUNT_PROVIDERS = ENVIRONMENT.other_sign_ins

# One line for each event, with its facts as key and value.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "event": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.LogfmtRenderer(
                key_order=["timestamp", "level", "logger", "event"]
            ),
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "event"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Both would write into the log who signed; what is wrong with a signature is told to whoever sent it.
        "pyhanko": {"level": "CRITICAL"},
        "pyhanko_certvalidator": {"level": "CRITICAL"},
    },
}
