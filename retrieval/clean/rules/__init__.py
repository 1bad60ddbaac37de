"""The cleaning rules. Each module registers one function: text -> edits."""
