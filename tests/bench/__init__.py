"""``python -m tests.bench``: how long things take here, as a table and in ``bench.json``.

Each module measures one room; adding a figure is adding a function to its ``figures``.
"""
