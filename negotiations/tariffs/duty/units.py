"""What specific duties are counted in: currencies (ISO 4217) and units, with the ways in which schedules write them."""

from negotiations.tariffs.duty.words import words

# Without ALL, the lek of Albania: after a number it would be taken from "15 all-in".
CURRENCIES = frozenset(
    """
    AED AFN AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND
    VUV WST XAF XCD XOF XPF YER ZAR ZMW
    """.split()
)
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}

# Ours, then what else it is called. Units that differ by country (ton, gallon) are taken only where they say which.
_CALLED = {
    "kg": "kilogram, kilograms, kilo, kilos",
    "kg net": "",
    "kg gross": "",
    "kg/net eda": "kg net eda, kg net drained weight, kg on drained weight",
    "kg of total sugars": "",
    "kg of dry matter": "kg dry matter",
    "clean kg": "kg clean",
    "g": "gram, grams",
    "tonne": "tonnes, t, metric ton, metric tons",
    "litre": "litres, liter, liters, l",
    "proof litre": "proof liter, pf. liter, pf. liters",
    "hl": "hectolitre, hectolitres, hectoliter, hectoliters",
    "% vol/hl": "% vol per hl",
    "barrel": "barrels, bbl",
    "m": "metre, metres, meter, meters",
    "m²": "m2, square metre, square metres, square meter, square meters",
    "m³": "m3, cubic metre, cubic metres, cubic meter, cubic meters",
    "p/st": "item, items, piece, pieces",
    "head": "",
    "pair": "pairs, pr., prs.",
    "dozen": "doz.",
    "dozen pairs": "doz. pairs, doz. pr., doz. prs.",
    "gross": "",
    "thousand": "",
    "MWh": "",
    "TJ": "",
}
EACH = "each"


def _as_read(name: str) -> tuple[str, ...]:
    return tuple(word.text for word in words(name)[:-1])


UNITS = {
    _as_read(name): unit
    for unit, others in _CALLED.items()
    for name in [unit, *filter(None, others.split(", "))]
}
LONGEST = max(map(len, UNITS))


def is_unit(text: str) -> bool:
    """Whether this is a unit in our spelling: kg, 100 kg, each."""
    many, space, unit = text.partition(" ")
    if space and is_many(many):
        return unit in _CALLED
    return text in _CALLED or text == EACH


def is_many(text: str) -> bool:
    """Whether units come in this many: 100 kg, 1000 p/st."""
    return text.isascii() and text.isdecimal() and not text.startswith("0") and text != "1" and len(text) < 7
