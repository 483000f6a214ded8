"""How machines are told that their question cannot be answered: application/problem+json (RFC 9457)."""

from http import HTTPStatus

from django.http import JsonResponse

MEDIA_TYPE = "application/problem+json; charset=utf-8"


def problem(errors: dict[str, str] | str, status: int = 400) -> JsonResponse:
    """A refusal: what to write for each parameter that is missing or wrong, or one sentence about the whole."""
    about = errors if isinstance(errors, dict) else {}
    details = [{"parameter": name, "detail": text} for name, text in about.items()]
    said = errors if isinstance(errors, str) else " ".join(f"{name}: {text}" for name, text in about.items())
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": said}
    response = JsonResponse(
        body | ({"errors": details} if details else {}),
        status=status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
