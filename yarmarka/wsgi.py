"""What the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yarmarka.settings")
_house = get_wsgi_application()

# What it imports asks for settings and models, which the line above makes ready.
from yarmarka.api.express import ExpressLane  # noqa: E402

application = ExpressLane(_house)
