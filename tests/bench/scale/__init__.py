"""How cost grows with what an office has: ``make bench-scale`` (a quarter of an hour)."""
