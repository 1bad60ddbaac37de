"""Parts of the model engine; its public face is :mod:`drafting.engines.model`.

prompting.py   Task -> the two messages of a section, all with one long common beginning
line.py        one line as a model writes it -> official text and fact marks
reader.py      a stream of chunks -> text to show now, and finished paragraphs
assembling.py  paragraphs -> a Section whose sentences know their facts
writing.py     the order of work: headed sections side by side, then opening and closing
background.py  runs that on a loop in a thread, so that a plain iterator can be returned
"""
