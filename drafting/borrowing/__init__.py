"""What a draft shares with the samples it was written after.

samples.py  the texts and their index;  runs.py  long runs in common
set_phrases.txt  what everybody writes, and is borrowed from nobody
"""

from drafting.borrowing.samples import NO_SAMPLES, Samples, SampleText, samples_of

__all__ = ["NO_SAMPLES", "SampleText", "Samples", "samples_of"]
