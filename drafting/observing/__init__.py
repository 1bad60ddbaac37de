"""What an operator sees of the program, and nothing of what it writes.

context.py   whose request and which draft the running code is about
logs.py      log lines: which fields, and what never gets into one
metrics.py   numbers for Prometheus
spending.py  who is told of tokens as they are spent
warned.py    warnings of libraries that are not for people
"""
