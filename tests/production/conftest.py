"""One stack for all tests of the folder; each test finds it whole and leaves it whole."""

import pytest

from tests.production import stack as production


@pytest.fixture(scope="session")
def running_stack():
    if missing := production.what_is_missing():
        pytest.skip(f"the production shape needs {missing}")
    with production.running(sample=False) as found:
        found.press.fill()
        yield found


@pytest.fixture
def stack(running_stack):
    """The stack, all of it up; what a test stopped is started again behind it."""
    yield running_stack
    running_stack.heal()


@pytest.fixture(autouse=True)
def fresh_memory():
    """Nothing of the record is held in this process: the one of tests/conftest.py would ask for a database."""
