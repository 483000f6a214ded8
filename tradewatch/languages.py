"""The language of a page, taken from its address: /ja/timeline/ is /timeline/ in Japanese.

Django's own LocaleMiddleware would also look at a cookie and at what the browser prefers; then the same address would
mean different pages to different readers, and nothing between them and us could keep a copy.
"""

from django.conf import settings
from django.utils import translation


class LanguageOfAddress:
    """Answers each request in the language that its address names, in English where it names none."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
