"""The site's settings without the memory for pages: every request is a miss."""

from forum.settings import *  # noqa: F403
from forum.settings import CACHES

CACHES = CACHES | {"pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
