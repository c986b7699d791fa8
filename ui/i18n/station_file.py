"""The Chinese of the station's sentences as a file of Qt Linguist, `station_zh.ts`.

Linguist opens and edits it. It isn't compiled: a `.qm` can be asked for one text, and what matches
a sentence against templates must see them all.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from ui.i18n.sentences import own_chinese, sentences

FILE = Path(__file__).with_name("station_zh.ts")
CONTEXT = "Station"
PLACE = re.compile(r"\{(\d+)\}")


def read() -> dict[str, str]:
    """The Chinese of each sentence that has one."""
    found = {}
    for message in ElementTree.parse(FILE).iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") is None and translation.text:
            found[message.findtext("source", "")] = translation.text
    return found


def gather() -> None:
    """Bring the file up to date with the station's source: what is new stands there unfinished,
    what nobody says any more is gone, and what has its Chinese in the source has that one."""
    known = (read() if FILE.exists() else {}) | own_chinese()
    write({text: known.get(text, "") for text in sentences()})


def write(chinese_of: dict[str, str]) -> None:
    """ "" = not translated yet."""
    root = ElementTree.Element("TS", version="2.1", language="zh_CN", sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for english, chinese in chinese_of.items():
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = english
        translation = ElementTree.SubElement(message, "translation")
        translation.text = chinese
        if not chinese:
            translation.set("type", "unfinished")
    ElementTree.indent(root, "    ")
    text = ElementTree.tostring(root, "unicode")
    FILE.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8")
