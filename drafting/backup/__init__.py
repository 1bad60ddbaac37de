"""``python -m drafting backup`` and ``restore``: all that cannot be made again, in one file.

rows.py       tables as lines of JSON, read at one moment, written back in one transaction
archive.py    the file: its manifest, its sums, and whether it is whole
making.py     from databases and data folder to a file
restoring.py  from a file to an empty folder or database
command.py    the commands
"""
