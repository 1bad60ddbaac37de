"""The Gradio page. Each tab parses what stands on the page, calls the domain and shows the answer.

page.py      puts the tabs together and ties them to one another
  kind_tab.py  facts_tab.py  outline_tab.py  draft_tab.py  check_tab.py  archive_tab.py  settings_tab.py
steps.py paper_steps.py revisions.py   what a person does: from facts to a job; with a draft that stands
following.py   a page subscribes to a job or to a revision on its way
service.py     what the tabs share: store, jobs, library, engine, folder for files
forms.py       rows and fields of the page <-> Brief and Outline        (no gradio in it)
merging.py settling.py   what a page has changed, put together with what others have
door.py visitor.py own.py   who is let in, and what they may see
answers.js     no answer to a click is forgotten
front_end.py   Gradio's scripts without work that changes nothing; what a browser may keep
carry.js       a page that lost its connection comes back
texts.py       a section as a person sees it <-> Markdown              (no gradio in it)
html.py        fragments of HTML; the one place where text is escaped  (no gradio in it)
telling.py     what goes wrong, as one Chinese sentence on the page
section_html.py difference.py   what stands under a section; old and new side by side
look.py        theme, style sheets (colours.css and phone.css among them), words of Gradio's own parts
words/         every text of the page in Chinese and English; sentences of the program in English
finish_tab.py finish_steps.py finish_html.py returned.py   the last room: pages, files, a reviewed copy
settings_tab.py settings_steps.py   what is set on the page, kept by drafting/preferences.py
server.py      listens, and stops cleanly

What stands on the page is the truth for facts, the store for everything else: a page that comes back
with ``?draft=ID`` finds its outline and its draft, the job that is writing it, or what broke off.
"""
