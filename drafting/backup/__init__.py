"""``python -m drafting backup`` and ``restore``: all that cannot be made again, in one file.

archive.py    the file: its manifest, its sums, and whether it is whole
making.py     from a place to a file; see ``drafting/holdings``
restoring.py  from a file to an empty place
command.py    the commands
"""
