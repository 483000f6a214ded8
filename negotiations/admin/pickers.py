"""Pickers that survive whatever a request claims was picked: Django's own fail on an id that is no number."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

_LONGEST_ID = 18  # digits that every database's integers hold


class _OnlyIds:
    def optgroups(self, name, value, attr=None):
        ids = [
            picked
            for picked in value
            if not picked or (str(picked).isdecimal() and len(str(picked)) <= _LONGEST_ID)
        ]
        return super().optgroups(name, ids, attr)


class PickOne(_OnlyIds, AutocompleteSelect):
    """One row, found by typing."""


class PickMany(_OnlyIds, AutocompleteSelectMultiple):
    """Several rows, found by typing."""
