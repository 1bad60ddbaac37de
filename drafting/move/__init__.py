"""Everything from one database to another, proved by counts and hashes.

carrying.py  table by table from a place to another; see ``drafting/holdings``
command.py   ``python -m drafting move``
"""
