"""What the site goes through in real life: killed processes, a database that is away or full, restarts under load.

These start processes of their own, on 127.0.0.1 and bounded, and take minutes: `make faults` runs them, `make full`
their long forms. They are no part of `make test`.
"""
