"""The arithmetic of tariffs: no Django, no tables, nothing of ours. Plain values in, plain values out."""
