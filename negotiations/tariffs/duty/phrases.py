"""The words in which schedules, orders and editors write duties; a word stands here in lower case, a sign by itself."""

type Phrases = tuple[tuple[str, ...], ...]


def _ways(*texts: str) -> Phrases:
    """Longer ones first, so that "or less" is not taken for "or"."""
    return tuple(sorted((tuple(text.split()) for text in texts), key=len, reverse=True))


FREE = _ways("free", "duty free", "duty - free", "free of duty")
NO_CHANGE = _ways("no change", "no additional duty")
APPLICABLE = _ways(
    "the duty provided in the applicable subheading",
    "the duty provided for in the applicable subheading",
    "the rate of duty provided in the applicable subheading",
    "the rate of duty provided for in the applicable subheading",
    "the applicable duty",
    "the base duty",
    "the mfn duty",
)
ADDITIONAL = _ways(
    *(
        f"{article}additional {valorem}{duty}"
        for article in ("", "an ")
        for valorem in ("", "ad valorem ")
        for duty in ("", "duty of", "duties of", "rate of", "rate of duty of", "tariff of")
    )
)
ADDITIONALLY = _ways("additional", "additional duty", "additional tariff", "additional duties")
NAMES_OF_A_DUTY = _ways("duty", "tariff", "rate of duty")
PERCENT = _ways("%", "percent", "per cent", "pct")
AD_VALOREM = _ways("ad valorem", "ad val")
CENTS = _ways("¢", "cent", "cents")
PLUS = _ways("+", "plus")
MINUS = _ways("-", "minus")
AT_MOST = _ways("max", "maximum", "a maximum of", "at most", "not more than", "no more than")
LEAD = _ways(
    ",", "but", ", but", "and", ", and", "with", "with a", ", with a", "subject to a", ", subject to a"
)
MINIMUM = _ways("min", "minimum", "minimum of", "not less than", "no less than", "nor less than", "at least")
MAXIMUM = _ways("max", "maximum", "maximum of", "not more than", "no more than", "nor more than", "at most")
OR = _ways("or")
HIGHER = _ways(
    *(
        f"{comma}whichever is {the}{word}"
        for comma in (", ", "")
        for the in ("the ", "")
        for word in ("higher", "greater")
    )
)
LOWER = _ways(
    *(
        f"{comma}whichever is {the}{word}"
        for comma in (", ", "")
        for the in ("the ", "")
        for word in ("lower", "less")
    )
)
ALL_IN = _ways("all - in", "all in", "all - inclusive", "all inclusive")
FLOOR = _ways("floor")
CEILING = _ways("ceiling", "cap")
MFN_INCLUDED = _ways(
    "( mfn included )",
    "( mfn duty included )",
    "( including mfn )",
    "( base duty included )",
    ", mfn included",
    ", including mfn",
    ", base duty included",
    "mfn included",
    "including mfn",
    "inclusive of mfn",
)
IN_QUOTA = _ways("in quota", "in - quota", "within quota", "within the quota", "inside quota")
OUT_OF_QUOTA = _ways(
    "out of quota",
    "out - of - quota",
    "over - quota",
    *(f"{where} {the}quota" for where in ("outside", "beyond", "over", "above") for the in ("", "the ")),
)
BETWEEN = _ways(",", ";", "/", "and", ", and", "; and")
