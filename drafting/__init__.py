"""From confirmed facts to a finished official document.

facts/       files and tables -> Brief and Fact records
kinds/       one TOML file per 文种: structure and phrasing
themes/      matters that facts speak of, with sentences that claim nothing
plan.py      Brief + Kind -> Outline: every fact owned by one section
engines/     Outline -> Sections, without a model (offline) or with one (model)
pipeline.py  plan, write, check; yields events as it goes
checks/      one file per check: Manuscript -> Findings
store/       drafts and their versions in SQL
word/        DOCX out and in
desk/        the Gradio page
"""

__version__ = "0.1.0"
