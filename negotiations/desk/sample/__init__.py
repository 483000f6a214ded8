"""The sample record as plain data, and its loader: the talks between the United States and Japan from April to
September 2025, the United States tariffs of that year on Japan, China, Canada, Mexico, the United Kingdom and the
European Union, and what China and Canada answered."""
