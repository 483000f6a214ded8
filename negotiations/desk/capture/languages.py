"""Which language words are in, as far as their script tells."""

import re

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f]")
_MOST = 20_000  # characters that are looked at
# Languages whose script is the same, by the language that a script means where nothing else is known.
_SAME_SCRIPT = {"ar": ("ar", "fa", "ur", "ps", "ug", "sd", "ckb"), "zh": ("zh", "ja", "yue"), "ja": ("ja",)}


def guessed(text: str, otherwise: str = "") -> str:
    """The language tag of a text: what its script says, else `otherwise`, the language of what stands around it.

    Kana make it Japanese, Hangul Korean, Arabic letters Arabic; Han alone is Chinese, but on a Japanese page Japanese.
    """
    by_script = _of_script(text[:_MOST])
    return otherwise if by_script in ("", *_fits(otherwise)) else by_script


def _fits(language: str) -> list[str]:
    """The scripts' languages that a known language agrees with."""
    primary = language.partition("-")[0].lower()
    return [script for script, same in _SAME_SCRIPT.items() if primary in same]


def _of_script(text: str) -> str:
    kana, han, hangul, arabic = (len(script.findall(text)) for script in (_KANA, _HAN, _HANGUL, _ARABIC))
    others = sum(c.isalpha() for c in text) - kana - han - hangul - arabic
    # Letters of an alphabet make a word where one or two of the others do.
    weights = {"east": 3 * (kana + han), "ko": 3 * hangul, "ar": arabic, "": others}
    most = max(weights, key=lambda script: weights[script])
    if not weights[most]:
        return ""
    if most == "east":
        return "ja" if 30 * kana > han else "zh"  # a single "no" is fashion in Chinese names
    return most
