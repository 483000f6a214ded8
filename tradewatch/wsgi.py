"""The entry point of web servers: `gunicorn tradewatch.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradewatch.settings")

try:
    application = get_wsgi_application()
except SystemExit:
    # The settings refused to start. Code 3 tells gunicorn so; after any other it starts new workers for ever.
    raise SystemExit(3) from None

from tradewatch import anchor

anchor.cast()
