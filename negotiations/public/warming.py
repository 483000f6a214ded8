"""What every page is made of, loaded beside what is answered already when a process starts."""

from django.db import DatabaseError, connections

from negotiations.public import agenda, tariff_book


def warm() -> None:
    """Load the present; where the database is away, the first readers after it is back do."""
    try:
        agenda.learn()
        tariff_book.page(None)
    except DatabaseError:
        pass
    finally:
        connections.close_all()
