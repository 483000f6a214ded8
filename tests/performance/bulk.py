"""How long `make_bulk_record` took for the record that the other parts are measured on."""

from tests.performance import records
from tests.performance.setting import Setting


def measure(setting: Setting) -> dict[str, float]:
    """Seconds, and those of processor time, as noted when the record was made in one run; {} where it was not."""
    return records.how_made(setting.database, setting.size)
