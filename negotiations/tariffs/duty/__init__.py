"""Duties as tariff schedules write them: read, checked, printed, and added up where adding is exact.

    duty = parse("The duty provided in the applicable subheading + 25%")   # DutyError says where and what instead
    str(duty)                                                              # one notation; parse(str(duty)) == duty
    amount(duty)                                                           # 25%, on top of the base duty

`understand` takes text of any origin and answers None where it is not sure: such a duty is kept as its text.
"""

from negotiations.tariffs.duty.amounts import Amount, Unknown, amount
from negotiations.tariffs.duty.forms import (
    AdValorem,
    AllIn,
    Applicable,
    Bounded,
    Duty,
    Free,
    Minus,
    Quota,
    Specific,
    Sum,
)
from negotiations.tariffs.duty.reading import parse, understand
from negotiations.tariffs.duty.words import DutyError

__all__ = [
    "AdValorem",
    "AllIn",
    "Amount",
    "Applicable",
    "Bounded",
    "Duty",
    "DutyError",
    "Free",
    "Minus",
    "Quota",
    "Specific",
    "Sum",
    "Unknown",
    "amount",
    "parse",
    "understand",
]
