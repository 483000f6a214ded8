"""The entry point of gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.performance.others.wagtailsite.settings"
application = get_wsgi_application()
