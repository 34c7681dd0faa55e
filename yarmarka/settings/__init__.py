"""Django's settings: one module for every kind of run; the environment says which."""

from typing import Any, Final

from csp.constants import NONE, SELF

from yarmarka.settings import environment as env

ROOT = env.ROOT
DATA_DIR = env.data_dir()
MODE: Final = env.text("YARMARKA_MODE", "demo")  # demo | production | test
IS_PRODUCTION: Final = MODE == "production"
IS_DEMO: Final = MODE == "demo"

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY") or ("" if IS_PRODUCTION else "not-a-secret-outside-production")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "" if IS_PRODUCTION else "127.0.0.1,localhost,[::1],testserver")
#: who runs the shops, as feeds name the firm behind them
OPERATOR_NAME: Final = env.text("OPERATOR_NAME", "Yarmarka")
#: where the operator has its seat: one of the ties by which a regime of restrictions may apply
OPERATOR_COUNTRY: Final = env.text("OPERATOR_COUNTRY", "RU")
#: the same of carriers and acquirers, each as `code:country`; of one that is not named only the code ties
CARRIER_COUNTRIES: Final = env.pairs(
    "CARRIER_COUNTRIES", "russian_post:RU,cdek:RU,cainiao:CN,4px:CN,yunexpress:CN"
)
ACQUIRER_COUNTRIES: Final = env.pairs(
    "ACQUIRER_COUNTRIES", f"yookassa:RU,stripe:US,sandbox:{OPERATOR_COUNTRY}"
)
SITE_URL: Final = env.text("SITE_URL", f"http://127.0.0.1:{env.number('PORT', 8000)}")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", SITE_URL)

INSTALLED_APPS = [
    "yarmarka.kernel",
    "yarmarka.domain.accounts",
    "yarmarka.domain.sellers",
    "yarmarka.domain.catalogue",
    "yarmarka.domain.inventory",
    "yarmarka.domain.pricing",
    "yarmarka.domain.orders",
    "yarmarka.domain.payments",
    "yarmarka.domain.ledger",
    "yarmarka.domain.payouts",
    "yarmarka.domain.reconciliation",
    "yarmarka.domain.shipping",
    "yarmarka.domain.pictures",
    "yarmarka.domain.reviews",
    "yarmarka.domain.wishes",
    "yarmarka.domain.discovery",
    "yarmarka.domain.intake",
    "yarmarka.domain.storefronts",
    "yarmarka.domain.synonyms",
    "yarmarka.domain.audit",
    "yarmarka.domain.governance",
    "yarmarka.domain.compliance",
    "yarmarka.domain.customs",
    "yarmarka.domain.screening",
    "yarmarka.domain.documents",
    "yarmarka.domain.conversations",
    "yarmarka.domain.moderation",
    "yarmarka.domain.matching",
    "yarmarka.domain.protection",
    "yarmarka.presentation",
    "yarmarka.web.shared",
    "yarmarka.web.me",
    "yarmarka.web.console",
    "yarmarka.web.shop",
    "yarmarka.web.seller",
    "yarmarka.web.staff",
    "yarmarka.jobs",
    "yarmarka.api",
    "unfold.apps.BasicAppConfig",
    "yarmarka.web.staff.admin_config.ReadOnlyAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "django_htmx",
    "ninja",
]

MIDDLEWARE = [
    "yarmarka.kernel.telemetry.RequestLog",
    "yarmarka.web.shared.health.HealthProbes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yarmarka.web.shared.pictures.ServePictures",
    "csp.middleware.CSPMiddleware",
    "yarmarka.web.shared.maintenance.Maintenance",
    "yarmarka.web.shared.storefronts.FindStorefront",
    "yarmarka.web.shared.admin_csp.AdminPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "yarmarka.web.shared.readers.KnowReader",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "yarmarka.web.shop.layout.TellLayout",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "yarmarka.web.me.seen.NoteSeen",
    "yarmarka.web.me.second_factor.AskStaffForSecondFactor",
    "yarmarka.web.shared.problems.ShowProblems",
]

ROOT_URLCONF = "yarmarka.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yarmarka.web.shared.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "yarmarka.presentation.templatetags.words",
                "yarmarka.web.shared.templatetags.parts",
                "yarmarka.web.shared.templatetags.pictures",
            ],
        },
    },
]

DATABASES: dict[str, dict[str, Any]] = {"default": env.database(env.database_url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "django_cache"}}

# People and signing in -------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "tests.hashing.QuickArgon2" if MODE == "test" else "django.contrib.auth.hashers.Argon2PasswordHasher"
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "shop:home"
ACCOUNT_ADAPTER = "yarmarka.web.shared.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "yarmarka.web.shared.accounts.SignInForm",
    "signup": "yarmarka.web.shared.accounts.SignUpForm",
    "request_login_code": "yarmarka.web.shared.accounts.AskForCodeForm",
    "confirm_login_code": "yarmarka.web.shared.accounts.LoginCodeForm",
    "confirm_email_verification_code": "yarmarka.web.shared.accounts.EmailCodeForm",
    "verify_phone": "yarmarka.web.shared.accounts.PhoneCodeForm",
    "change_phone": "yarmarka.web.shared.accounts.ChangePhoneForm",
    "add_email": "yarmarka.web.shared.accounts.ChangeEmailForm",
    "reauthenticate": "yarmarka.web.shared.accounts.ReauthenticateForm",
    "set_password": "yarmarka.web.shared.accounts.SetPasswordForm",
    "reset_password": "yarmarka.web.shared.accounts.ResetPasswordForm",
    "reset_password_from_key": "yarmarka.web.shared.accounts.NewPasswordForm",
    "change_password": "yarmarka.web.shared.accounts.ChangePasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
#: who sends short messages; without one nobody is offered to sign in by telephone
SMS_SENDER: Final = env.text(
    "SMS_SENDER", "" if IS_PRODUCTION else "yarmarka.connectors.sms.folder.FolderSender"
)
SMS_DIR: Final = DATA_DIR / "sms"
ACCOUNT_LOGIN_METHODS = {"email", "phone"} if SMS_SENDER else {"email"}
# By telephone one signs up on a page of its own, without e-mail and password.
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*"] if SMS_SENDER else ["email*", "password1*"]
# Whoever signs up with an address that is known here sees the same page as anybody: a code was sent. What the letter
# says differs, and only its owner reads it.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 600
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Throttles count by address: behind a TLS proxy the true one is in X-Forwarded-For, and only the last
# entries, those that our own proxies wrote, can be believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 1 if IS_PRODUCTION else 0)
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "request_login_code": "20/m/ip,3/m/key",
    "verify_phone": "1/30s/key,10/m/ip",
    "change_phone": "3/m/user",
    "reauthenticate": "10/m/user",
}

# Passkeys, authenticator apps, recovery codes
MFA_ADAPTER = "yarmarka.web.shared.second_factors.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_TOLERANCE = 1
# Browsers allow passkeys on http://localhost; anywhere else they ask for HTTPS themselves.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
MFA_FORMS = {
    "authenticate": "yarmarka.web.shared.second_factors.AuthenticateForm",
    "reauthenticate": "yarmarka.web.shared.second_factors.ReauthenticateForm",
    "activate_totp": "yarmarka.web.shared.second_factors.ActivateTotpForm",
    "add_webauthn": "yarmarka.web.shared.second_factors.AddPasskeyForm",
    "signup_webauthn": "yarmarka.web.shared.second_factors.SignUpPasskeyForm",
    "edit_webauthn": "yarmarka.web.shared.second_factors.NamePasskeyForm",
}
#: whether staff pages open only to a second factor; a demo does not ask for one, and says so
STAFF_SECOND_FACTOR: Final = env.flag("STAFF_SECOND_FACTOR", default=IS_PRODUCTION)

# Languages, money and time ----------------------------------------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English"), ("zh", "中文")]
LOCALE_PATHS = [ROOT / "yarmarka/presentation/papers/locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_CURRENCY: Final = "RUB"
CURRENCIES: Final = ("RUB", "CNY", "USD", "EUR", "GBP")

# Files -------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
# Tests take the files where they lie: nothing was collected.
STATIC_ROOT = "" if MODE == "test" else env.text("STATIC_ROOT", str(ROOT / "staticfiles"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODE == "test"
#: copies of people's data that wait for their owners
COPIES_DIR: Final = DATA_DIR / "copies"
#: feeds of our own goods, which the worker writes and the web server hands out
FEEDS_OUT_DIR: Final = DATA_DIR / "feeds-out"
MEDIA_ROOT = str(DATA_DIR / "media")
#: where pictures lie, and where browsers get them: here, or at another address that serves the same folder
PICTURE_DIR: Final = env.text("PICTURE_DIR", str(DATA_DIR / "pictures"))
PICTURE_URL: Final = env.text("PICTURE_URL", "/pictures/")
PICTURE_MAX_BYTES: Final = 15_000_000
#: pictures of price lists: so many fetched or waiting to be developed at once, so many asked of one host
PICTURES_AT_ONCE: Final = env.number("PICTURES_AT_ONCE", 16)
PICTURES_PER_HOST: Final = env.number("PICTURES_PER_HOST", 4)
#: by each process; a picture takes a second or two of a processor
PICTURES_DEVELOPED_AT_ONCE: Final = env.number("PICTURES_DEVELOPED_AT_ONCE", 2)
#: of one form with several pictures
PICTURES_MAX_BYTES: Final = 60_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FEED_UPLOAD_MAX_BYTES: Final = 200_000_000
MONEY_FILE_MAX_BYTES: Final = 50_000_000
FILE_UPLOAD_HANDLERS = [
    "yarmarka.web.console.uploads.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Mail ----------------------------------------------------------------------------------------------
MAIL_DIR: Final = DATA_DIR / "mail"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if IS_PRODUCTION
    else "yarmarka.connectors.mail.folder.FolderBackend"
)
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Yarmarka <no-reply@yarmarka.example>")
#: where people answer; help and rules name it
SUPPORT_EMAIL: Final = env.text("SUPPORT_EMAIL", "help@yarmarka.example")
EMAIL_HOST = env.text("SMTP_HOST", "localhost")
EMAIL_PORT = env.number("SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("SMTP_TLS", default=False)

# The outside world ---------------------------------------------------------------------------------
ACQUIRER_URL: Final = env.text("ACQUIRER_URL", "http://127.0.0.1:8801")
ACQUIRER_SHOP_ID: Final = env.text("ACQUIRER_SHOP_ID", "yarmarka")
ACQUIRER_SECRET: Final = env.text("ACQUIRER_SECRET", "" if IS_PRODUCTION else "sandbox-acquirer-secret")
# Real acquirers: one without keys is not configured, and the sandbox stands in for it.
#: the acquirers whose money is set aside first and taken once the goods are sure, in two steps
CAPTURE_LATER: Final = env.words("CAPTURE_LATER")
# who pays the sellers that a provider pays
PAYOUT_PROVIDER: Final = env.text("PAYOUT_PROVIDER", "sandbox")
YOOKASSA_URL: Final = env.text("YOOKASSA_URL", "https://api.yookassa.ru")
YOOKASSA_SHOP_ID: Final = env.text("YOOKASSA_SHOP_ID")
YOOKASSA_SECRET: Final = env.text("YOOKASSA_SECRET")
YOOKASSA_PAYOUT_ID: Final = env.text("YOOKASSA_PAYOUT_ID")
YOOKASSA_PAYOUT_SECRET: Final = env.text("YOOKASSA_PAYOUT_SECRET")
YOOKASSA_NETWORKS: Final = env.words(
    "YOOKASSA_NETWORKS"
)  # whose webhooks are heard; empty: the published ones
STRIPE_URL: Final = env.text("STRIPE_URL", "https://api.stripe.com")
STRIPE_SECRET_KEY: Final = env.text("STRIPE_SECRET_KEY")
STRIPE_WEBHOOK_SECRET: Final = env.text("STRIPE_WEBHOOK_SECRET")
#: where a shopper may be sent on to pay: browsers check the redirect that answers a form
PAYMENT_PAGES: Final = env.words(
    "PAYMENT_PAGES",
    ",".join(
        page
        for page, is_configured in (
            ("https://yoomoney.ru", YOOKASSA_SHOP_ID),
            ("https://checkout.stripe.com", STRIPE_SECRET_KEY),
        )
        if is_configured
    ),
)
#: whose money payouts by a bank's file are, and from which accounts: `RUB=BIK/account,EUR=IBAN/BIC`
PAYOUT_DEBTOR_NAME: Final = env.text("PAYOUT_DEBTOR_NAME", "" if IS_PRODUCTION else "Ярмарка")
PAYOUT_BANK_ACCOUNTS: Final = env.words(
    "PAYOUT_BANK_ACCOUNTS",
    "" if IS_PRODUCTION else "RUB=044525225/40702810400000000225,EUR=DE89370400440532013000/COBADEFFXXX",
)
CARRIER_URL: Final = env.text("CARRIER_URL", "http://127.0.0.1:8802")
CARRIER_SECRET: Final = env.text("CARRIER_SECRET", "" if IS_PRODUCTION else "simulated-carrier-secret")
#: a carrier whose account is empty is not spoken to
RUSSIAN_POST_TRACKING_URL: Final = env.text("RUSSIAN_POST_TRACKING_URL", "https://tracking.russianpost.ru")
RUSSIAN_POST_OTPRAVKA_URL: Final = env.text("RUSSIAN_POST_OTPRAVKA_URL", "https://otpravka-api.pochta.ru")
RUSSIAN_POST_LOGIN: Final = env.text("RUSSIAN_POST_LOGIN", "")
RUSSIAN_POST_PASSWORD: Final = env.text("RUSSIAN_POST_PASSWORD", "")
RUSSIAN_POST_TOKEN: Final = env.text("RUSSIAN_POST_TOKEN", "")
#: the office where parcels are posted whose sender has no postal code
RUSSIAN_POST_INDEX: Final = env.text("RUSSIAN_POST_INDEX", "")
CDEK_URL: Final = env.text("CDEK_URL", "https://api.cdek.ru")
CDEK_ACCOUNT: Final = env.text("CDEK_ACCOUNT", "")
CDEK_PASSWORD: Final = env.text("CDEK_PASSWORD", "")
#: CDEK signs nothing: it is given `…/webhooks/carrier/cdek?token=<this>` as our address
CDEK_WEBHOOK_SECRET: Final = env.text("CDEK_WEBHOOK_SECRET", "")
AGGREGATOR_URL: Final = env.text("AGGREGATOR_URL", "https://api.17track.net")
AGGREGATOR_KEY: Final = env.text("AGGREGATOR_KEY", "")

# How long things last --------------------------------------------------------------------------------
UNPAID_ORDER_MINUTES: Final = env.fraction("UNPAID_ORDER_MINUTES", 30)
#: orders that come at the same moment are placed in one transaction; off, each is placed by itself
GATHER_ORDERS: Final = env.flag("GATHER_ORDERS", default=True)
#: rates and the tree of categories are asked for once in a few seconds by each process, not by each request
REMEMBERS: Final = MODE != "test"

#: where the search index lies; removed, it is built again, and searches go to PostgreSQL meanwhile
SEARCH_DIR: Final = env.text("SEARCH_DIR", str(DATA_DIR / "search"))
#: while this file is there the marketplace is closed for maintenance (`yarmarka maintenance on`)
MAINTENANCE_FILE: Final = DATA_DIR / "maintenance"
#: how many requests, beside apps' orders, each web process works on at once; each thread has a connection of its own
WEB_THREADS: Final = env.number("WEB_THREADS", 8)

# Security ----------------------------------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_PRODUCTION
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "yarmarka.web.shared.failures.csrf_failure"
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# A domain on the browsers' preload list can hardly be taken off again: that is its owner's decision, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([] if PICTURE_URL.startswith("/") else [PICTURE_URL])],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Paying begins with a form that redirects to the acquirer's own page.
        "form-action": [SELF, ACQUIRER_URL, *PAYMENT_PAGES],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING_CONFIG = None  # kernel.telemetry sets structured logs up
LOG_FORMAT: Final = env.text("LOG_FORMAT", "json" if IS_PRODUCTION else "console")
LOG_LEVEL: Final = env.text("LOG_LEVEL", "WARNING" if MODE == "test" else "INFO")

NINJA_PAGINATION_PER_PAGE = 24

UNFOLD = {
    "SITE_TITLE": "Yarmarka",
    "SITE_HEADER": "Yarmarka",
    "SITE_URL": "/",
    "SHOW_HISTORY": False,
    "SITE_ICON": lambda request: f"{STATIC_URL}shared/logo.svg",
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: f"{STATIC_URL}shared/logo.svg",
        }
    ],
    # Spruce, the shop's own colour, in the steps that the theme draws with.
    "COLORS": {
        "primary": {
            "50": "#EFF7F4",
            "100": "#E2F0EB",
            "200": "#C0DFD5",
            "300": "#8FC7B7",
            "400": "#4FA48E",
            "500": "#1E7A67",
            "600": "#0F5C4D",
            "700": "#0C4C40",
            "800": "#0A4338",
            "900": "#083029",
            "950": "#041B17",
        },
    },
}
