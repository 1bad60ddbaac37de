"""Everything from one database to another, proved by counts and hashes.

places.py    a data folder or a database URL, opened to be read or filled
carrying.py  the rows, table by table, and what proves that they are the same
command.py   ``python -m drafting move``
"""
