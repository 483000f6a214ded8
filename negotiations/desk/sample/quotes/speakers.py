"""Who speaks, with the office held then, and how their words come to us."""

TALKS = {"negotiations": ["us-japan-2025"], "economies": ["JP", "US"]}
TRUMP = {
    **TALKS,
    "zone": "America/New_York",
    "speaker": "donald-trump",
    "office": "trump-president-2025",
    "text_language": "en",
}
AKAZAWA = {
    **TALKS,
    "speaker": "ryosei-akazawa",
    "office": "akazawa-economic-revitalization",
    "translation_language": "en",
    "translation_origin": "publisher",
}
ISHIBA = {
    **TALKS,
    "zone": "Asia/Tokyo",
    "speaker": "shigeru-ishiba",
    "office": "ishiba-prime-minister",
    "text_language": "ja",
    "translation_language": "en",
}
BY_NEWSPAPER = {"translation_origin": "publisher"}
BY_KANTEI = {"translation_origin": "official", "translated_by": "Prime Minister’s Office of Japan"}
POST = {"setting": "post", "medium": "Truth Social"}


def said_at(key: str) -> list[dict[str, str]]:
    """That the words belong to a meeting."""
    return [{"role": "said_at", "target": key}]


def responds_to(key: str) -> list[dict[str, str]]:
    """That the words answer something."""
    return [{"role": "responds_to", "target": key}]
