"""Reads each DOCX of a folder in a process that may hold 700 MB, and prints how it was refused."""

import resource
import sys
from pathlib import Path

from drafting.word import read

BOUND = 700 * 1024 * 1024
read_before = read  # the libraries are loaded before the bound is set
resource.setrlimit(resource.RLIMIT_AS, (BOUND, BOUND))
for file in sorted(Path(sys.argv[1]).glob("*.docx"), key=lambda one: int(one.stem)):
    try:
        read(file)
        print("read")
    except Exception as error:
        print(type(error).__name__)
