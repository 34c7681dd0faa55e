"""What the web server loads: the express lane on its event loop, and behind it the house, in threads."""

import os
from concurrent.futures import ThreadPoolExecutor

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yarmarka.settings")
_house = get_wsgi_application()

# What it imports asks for settings and models, which the line above makes ready.
from django.conf import settings  # noqa: E402

from yarmarka.api.express import ExpressLane  # noqa: E402
from yarmarka.flows.gather_orders import app_orders_alone, app_orders_gathered  # noqa: E402
from yarmarka.kernel.threaded import Threaded  # noqa: E402

_threads = ThreadPoolExecutor(settings.WEB_THREADS, thread_name_prefix="house")
application = ExpressLane(
    Threaded(_house, threads=_threads),
    place=app_orders_gathered(hands=ThreadPoolExecutor(1, thread_name_prefix="orders"))
    if settings.GATHER_ORDERS
    else app_orders_alone(threads=_threads),
)
