"""A record that is as hard to carry as it gets: every kind, odd texts, every precision, corrections, a withdrawal."""

from tests import make

ODD = 'a; b, "c" <b>&amp;</b> ]]> \\n \u2028 =1+1 日本語 \N{PARTY POPPER}\nline two'


def make_record() -> int:
    """Publish it; returns how many entries readers see."""
    for maker in make.MAKERS.values():
        make.publish(maker(summary=ODD, topics=[make.make_topic("Rice & beef")]))
    for when, zone in [
        ("2025-04-16T14:30", "Asia/Tokyo"),
        ("2025-11-02T01:30", "America/New_York"),
        ("2025-07-01T09:00/2025-07-01T10:15", "Europe/Brussels"),
        ("2025-06-05/2025-06-06", "Asia/Tokyo"),
        ("2025-04-16T14:30", "UTC"),
        ("2025-05~", "Asia/Tokyo"),
    ]:
        make.publish(make.make_round(when=when, zone=zone, headline=f"Talks, {when}; {ODD.splitlines()[0]}"))
    make.publish(make.make_round(status="postponed"))
    corrected = make.make_quote(text="extremely regrettable")
    make.publish(corrected)
    make.publish(make.edit(corrected, text="regrettable"), change="correction", note="One word too many.")
    make.publish(
        make.make_measure_change(effective_from="2025-04-05T00:01", effective_until="2025-07-09T00:01")
    )
    gone = make.make_round(headline="Never held")
    make.publish(gone)
    make.withdraw(gone, note="It was not so.")
    return len(make.MAKERS) + 9
