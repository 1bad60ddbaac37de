"""How cost grows with what an office has: ``make bench-scale`` (tens of minutes)."""
