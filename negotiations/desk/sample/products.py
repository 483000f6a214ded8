"""Short lists of product codes, each of one document. What a list leaves out, its name says."""

# Chapter 30: medicines put up in doses or not, as lines of eight digits, because other lines of the chapter stay taxed.
_MEDICINES = """
3003.10.00 3003.20.00 3003.39.10 3003.39.50 3003.41.00 3003.42.00 3003.49.00 3003.90.01
3004.10.10 3004.10.50 3004.20.00 3004.31.00 3004.32.00 3004.39.00 3004.41.00 3004.42.00 3004.49.00
3004.50.10 3004.50.20 3004.50.30 3004.50.40 3004.50.50 3004.60.00 3004.90.10 3004.90.92
"""
# Coal, crude oil, gas, copper that is not worked, sawn wood.
_WHOLE_HEADINGS = "2701 2709 2711 7402 7403 4407"
_SEMICONDUCTORS = """
8471 8473.30 8486 8517.13.00 8517.62.00 8523.51.00 8524 8528.52.00
8541.10.00 8541.21.00 8541.29.00 8541.30.00 8541.49.10 8541.49.70 8541.49.80 8541.49.95
8541.51.00 8541.59.00 8541.90.00 8542
"""
_CARS = """
8703.22.01 8703.23.01 8703.24.01 8703.31.01 8703.32.01 8703.33.01
8703.40.00 8703.50.00 8703.60.00 8703.70.00 8703.80.00 8703.90.01
"""
_LIGHT_TRUCKS = "8704.21.01 8704.31.01 8704.41.00 8704.51.00 8704.60.00"
# Provisions whose own words name motor vehicles; the others of the note are car parts by their use alone.
_CAR_PARTS = """
4011.10.10 4011.10.50 7009.10.00 8301.20.00 8302.30 8407.31.00 8407.32 8407.33 8407.34 8408.20.20 8415.20.00
8512.20.20 8512.20.40 8706.00.03 8706.00.05 8706.00.15 8706.00.25 8707 8708.10.30 8708.10.60 8708.21.00 8708.22
8708.29 8708.30 8708.40.11 8708.40.70 8708.40.75 8708.50 8708.70 8708.80 8708.91 8708.93.60 8708.93.75 8708.94
8708.95 8708.99.53 8708.99.55 8708.99.58 8708.99.68 9401.20.00
"""


def _list(slug: str, name: str, codes: str) -> dict[str, str]:
    return {
        "slug": slug,
        "name": name,
        "system": "hts",
        "nomenclature": "HTS 2025",
        "codes": "\n".join(codes.split()),
    }


LISTS = (
    _list(
        "annex-ii-part",
        "Annex II to Executive Order 14257: fuels, unworked copper, sawn wood and medicines (part)",
        f"{_WHOLE_HEADINGS} {_MEDICINES}",
    ),
    _list(
        "annex-ii-copper",
        "Annex II to Executive Order 14257: worked copper, exempt until the duty on copper of 1 August 2025",
        "7406 7407 7408 7409 7410 7411 7412 7413 7415 7418 7419",
    ),
    _list(
        "semiconductors-april-2025",
        "Semiconductors and electronics of the memorandum of 11 April 2025",
        _SEMICONDUCTORS,
    ),
    _list(
        "cars-and-light-trucks",
        "Cars and light trucks: note 33(b) to chapter 99 of the US tariff",
        _CARS + _LIGHT_TRUCKS,
    ),
    _list("passenger-cars", "Passenger cars: note 33(i) to chapter 99 of the US tariff", _CARS),
    _list(
        "car-parts-part",
        "Car parts: the provisions of note 33(g) to chapter 99 that name motor vehicles (part)",
        _CAR_PARTS,
    ),
)
