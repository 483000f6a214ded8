"""What a page's form would send, read from its HTML as a browser would."""

from selectolax.lexbor import LexborHTMLParser


def form_of(response, selector: str) -> dict[str, list[str]]:
    """The fields of the first form that a selector finds, without its buttons."""
    form = LexborHTMLParser(response.content.decode()).css_first(selector)
    found: dict[str, list[str]] = {}
    for node in form.css("input, textarea, select"):
        given, kind = node.attributes, node.attributes.get("type") or ""
        name = given.get("name")
        if not name or kind == "submit" or (kind in ("radio", "checkbox") and "checked" not in given):
            continue
        if node.tag == "select":
            values = [option.attributes.get("value") or "" for option in node.css("option[selected]")]
        else:
            bare = "on" if kind == "checkbox" else ""
            values = [node.text() if node.tag == "textarea" else given.get("value", bare) or ""]
        found.setdefault(name, []).extend(values)
    return found


def texts(response, selector: str) -> list[str]:
    """The texts of what a selector finds, with single spaces."""
    found = LexborHTMLParser(response.content.decode()).css(selector)
    return [" ".join(node.text().split()) for node in found]
