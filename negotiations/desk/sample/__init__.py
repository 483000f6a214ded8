"""The sample record: the talks between the United States and Japan in April 2025, as plain data, and its loader."""
