"""Words in both languages: Qt Linguist's files, and the switch between them.

English stands in the code by `self.tr("…")`; Chinese in `packline_zh.ts`. After a change of texts
run `python -m ui.i18n` (it calls pyside6-lupdate and pyside6-lrelease), fill in what is unfinished,
and run it again. A test fails for a text without its Chinese.

What the station says itself (refusals, details of alarms, words of devices) comes in English over
the door. The same command gathers it from the station's source into `station_zh.ts`, to be filled
in like the other; `said` puts it into Chinese.
"""
