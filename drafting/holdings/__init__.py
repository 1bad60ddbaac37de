"""All that a place holds, for whoever carries it: a place is a data folder, or a database with or without
the folder beside it.

places.py  a place read as it is at one moment, or an empty one filled: all of it or nothing
rows.py    tables as lines of JSON, counted and hashed, the same whatever database they come from
files.py   users and settings, which a folder without database keeps in files
"""
