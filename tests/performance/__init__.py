"""Measured, never asserted: `make bench` prints how long things take and whether that reaches the goal."""
