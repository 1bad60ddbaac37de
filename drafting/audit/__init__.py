"""Who did what and when: logins, drafts, exports, findings let stand, users and settings.

trail.py    the record and the table
command.py  ``python -m drafting audit``
"""
