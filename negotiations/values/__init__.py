"""Small value types that the desk and the public side share. No models, no queries."""
