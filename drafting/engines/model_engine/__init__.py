"""Parts of the model engine; its public face is :mod:`drafting.engines.model`. docs/chain.md draws
how they work together.

prompting.py      Task -> the messages of a section, all with one long common beginning
outlining.py      the outline call; outline_rules.py says what of its answer is taken
writing.py        the order of work: headed sections side by side, then opening and closing
composing.py      one section: written, checked, sent back, kept at its best
listening.py      an answer as it streams in, gone on with where it was cut off (joint.py)
line.py           one line as a model writes it -> official text and fact marks
reader.py         a stream of chunks -> text to show now, and finished paragraphs
assembling.py     paragraphs -> a Section whose sentences know their facts; marked.py goes back
judging.py        what is wrong with a section; lengths.py how long it is to be
smoothing.py      passes over the whole: what neighbours.py found said twice, and the length
commission.py     what all sections of a document are written with
background.py     runs coroutines on one loop in a thread, so that plain iterators can be returned
"""
