"""The pages for a server of your own: `gunicorn marsad.web.wsgi`, with DATABASE_URL and MARSAD_HOSTS set."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application

from marsad.settings import configure

configure(pages=True)

from marsad.web.opening import open_pages  # noqa: E402 - Django must be set up before its models load

open_pages()
application = get_wsgi_application()
