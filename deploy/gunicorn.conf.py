"""gunicorn behind nginx: ``python -m gunicorn --config deploy/gunicorn.conf.py``, started in the checkout."""

wsgi_app = "forum.wsgi"
bind = "unix:/run/fallible/web.sock"
workers = 2
worker_class = "sync"
preload_app = True
timeout = 30  # seconds; a sign-in may wait 10 for its turn, a screening takes 2 at most
control_socket_disable = True


def post_worker_init(worker):
    """Load the screening before the first text comes. The site's code is there by now, and not before."""
    from moderation.screener import screener  # noqa: PLC0415

    screener.start()


# gunicorn's own messages hold addresses and paths: they go through the same formatter as ours (docs/decisions/0007).
accesslog = None
loglevel = "error"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "forum.logs.QuietFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": [], "level": "ERROR"},
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
