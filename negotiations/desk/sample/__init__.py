"""The sample record: the talks between the United States and Japan from April to September 2025, as plain data, and its
loader."""
