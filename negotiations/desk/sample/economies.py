"""Countries, and the European Union with its members and the days on which they joined."""

from typing import Any

# Code, address, name, name in Japanese, and the day of accession to what is the European Union today.
_MEMBERS = (
    ("AT", "austria", "Austria", "オーストリア", "1995-01-01"),
    ("BE", "belgium", "Belgium", "ベルギー", "1958-01-01"),
    ("BG", "bulgaria", "Bulgaria", "ブルガリア", "2007-01-01"),
    ("CY", "cyprus", "Cyprus", "キプロス", "2004-05-01"),
    ("CZ", "czechia", "Czechia", "チェコ", "2004-05-01"),
    ("DE", "germany", "Germany", "ドイツ", "1958-01-01"),
    ("DK", "denmark", "Denmark", "デンマーク", "1973-01-01"),
    ("EE", "estonia", "Estonia", "エストニア", "2004-05-01"),
    ("ES", "spain", "Spain", "スペイン", "1986-01-01"),
    ("FI", "finland", "Finland", "フィンランド", "1995-01-01"),
    ("FR", "france", "France", "フランス", "1958-01-01"),
    ("GR", "greece", "Greece", "ギリシャ", "1981-01-01"),
    ("HR", "croatia", "Croatia", "クロアチア", "2013-07-01"),
    ("HU", "hungary", "Hungary", "ハンガリー", "2004-05-01"),
    ("IE", "ireland", "Ireland", "アイルランド", "1973-01-01"),
    ("IT", "italy", "Italy", "イタリア", "1958-01-01"),
    ("LT", "lithuania", "Lithuania", "リトアニア", "2004-05-01"),
    ("LU", "luxembourg", "Luxembourg", "ルクセンブルク", "1958-01-01"),
    ("LV", "latvia", "Latvia", "ラトビア", "2004-05-01"),
    ("MT", "malta", "Malta", "マルタ", "2004-05-01"),
    ("NL", "netherlands", "Netherlands", "オランダ", "1958-01-01"),
    ("PL", "poland", "Poland", "ポーランド", "2004-05-01"),
    ("PT", "portugal", "Portugal", "ポルトガル", "1986-01-01"),
    ("RO", "romania", "Romania", "ルーマニア", "2007-01-01"),
    ("SE", "sweden", "Sweden", "スウェーデン", "1995-01-01"),
    ("SI", "slovenia", "Slovenia", "スロベニア", "2004-05-01"),
    ("SK", "slovakia", "Slovakia", "スロバキア", "2004-05-01"),
)


def _country(code: str, slug: str, name: str, name_ja: str) -> dict[str, Any]:
    return {"slug": slug, "code": code, "name": name, "name_ja": name_ja}


COUNTRIES = (
    _country("JP", "japan", "Japan", "日本"),
    _country("US", "united-states", "United States", "アメリカ合衆国"),
    _country("CA", "canada", "Canada", "カナダ"),
    _country("CN", "china", "China", "中国"),
    _country("GB", "united-kingdom", "United Kingdom", "イギリス"),
    _country("MX", "mexico", "Mexico", "メキシコ"),
    _country("RU", "russia", "Russia", "ロシア"),
    *(_country(*member[:4]) for member in _MEMBERS),
)

_UNION = {
    **_country("EU", "european-union", "European Union", "欧州連合"),
    "economy_kind": "union",
    "memberships": [
        *({"member": code, "since": since} for code, _, _, _, since in _MEMBERS),
        {"member": "GB", "since": "1973-01-01", "until": "2020-02-01"},
    ],
}

ECONOMIES = (*COUNTRIES, _UNION)
