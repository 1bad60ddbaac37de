"""Whether all that the program leans on is there: one file for each thing that is looked at.

command.py   python -m drafting doctor
records.py   what is found, and what to do about it
home.py      the data folder and its disk      database.py  drafts and versions
clock.py     this machine's clock              vectors.py   the Chroma server
samples.py   the sample library                model.py     the model server
office.py    LibreOffice                       fonts.py     fonts of the layouts
"""

from drafting.doctor.command import doctor

__all__ = ["doctor"]
