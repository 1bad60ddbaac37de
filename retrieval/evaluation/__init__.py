"""How well the library finds what a writer looks for: ``python -m retrieval.evaluation``.

    queries.yaml   queries as a writer types them, over the program's own samples
    hard.yaml      the same passages, asked for with hardly a word of theirs
    unseen.yaml    eight more documents (unseen/), written to measure only; unseen_hard.yaml
    questions.py   reads them;  metrics.py  nDCG@10, R@1, R@5
    running.py     asks a library every question by words, by meaning and by both
    report.py      tables to read and numbers to keep

Documents are held out, not queries: of the two samples of each kind the first tunes, the second
tests, so that no weight is chosen on a document it is measured on.
"""
