"""Asking the API, as a stranger does."""

from typing import Any

from django.conf import settings


def ask(client, path: str, **query: Any) -> dict[str, Any]:
    """The answer at an address below /api/v1/."""
    response = client.get(f"/api/v1/{path}", query)
    assert response.status_code == 200, response.text
    return response.json()


def data(client, path: str, **query: Any) -> Any:
    return ask(client, path, **query)["data"]


def one(client, path: str, key: str, **query: Any) -> dict[str, Any]:
    """The item of a list with this key."""
    return next(item for item in data(client, path, **query) if item["key"] == key)


def pages(client, path: str, **query: Any):
    """Each page of a list in turn, by the address in `next`."""
    found = ask(client, path, **query)
    yield found
    while found["next"]:
        address = found["next"].removeprefix(settings.SITE_URL)
        response = client.get(address)
        assert response.status_code == 200, response.text
        found = response.json()
        yield found


def keys(client, path: str, **query: Any) -> list[str]:
    """The keys of a whole list."""
    return [item["key"] for page in pages(client, path, **query) for item in page["data"]]


def problem(client, path: str, status: int = 400, **query: Any) -> dict[str, Any]:
    """A refusal: always a problem, and the status that it says."""
    response = client.get(f"/api/v1/{path}", query)
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"].startswith("application/problem+json")
    found = response.json()
    assert found["status"] == status
    return found
