"""Who may use a desk that listens to others: names, roles and hashed passwords in a file.

users.py     the records and the file
sessions.py  a signed cookie in place of a password, until it expires
attempts.py  waiting longer after every wrong password, over all processes
command.py   ``python -m drafting user add | list | remove``
"""

from drafting.users.users import Role, User, Users, open_users, single_user

__all__ = ["Role", "User", "Users", "open_users", "single_user"]
