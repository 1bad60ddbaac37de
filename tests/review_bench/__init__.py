"""The planted-defect bench of the review: what the checks find, and what they cry wolf over."""
