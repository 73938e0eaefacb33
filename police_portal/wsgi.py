"""The WSGI application. It refuses to start on unsafe settings."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "police_portal.settings")
handler = get_wsgi_application()

from foundation.scale.cache import engine  # noqa: E402  # needs the settings that were just set up
from police_portal import heartbeats  # noqa: E402  # the same
from police_portal.checks import refuse_foreign_files, refuse_unsafe_start  # noqa: E402  # needs the settings that were just set up
from police_portal.database.web_process import bound_waits  # noqa: E402  # needs the settings that were just set up
from police_portal.exporter import measuring  # noqa: E402  # the same

bound_waits()
refuse_unsafe_start()
refuse_foreign_files()
connections.close_all()  # each thread opens its own
measuring.begin()
engine.fault()  # connects to the shared cache, before a request has to wait for it
application = heartbeats.beating(handler, settings.WEB_THREADS)  # it can serve from here on
