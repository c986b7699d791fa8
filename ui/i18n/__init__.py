"""Words in both languages: Qt Linguist's files, and the switch between them.

English stands in the code by `self.tr("…")`; Chinese in `packline_zh.ts`. After a change of texts
run `python -m ui.i18n` (it calls pyside6-lupdate and pyside6-lrelease), fill in what is unfinished,
and run it again. A test fails for a text without its Chinese.
"""
