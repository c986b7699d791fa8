"""Both languages are whole, and every text that people see goes through the translation."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as Xml
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import ui
from ui.i18n.__main__ import QM, TS
from ui.i18n.language import CHINESE, ENGLISH, Language

UI = Path(ui.__file__).parent
MODULES = sorted(UI.rglob("*.py"))
CHINESE_LETTER = re.compile("[\u4e00-\u9fff]")
PLACES = re.compile(r"\{\w*\}")
# Shown in its own language on every screen, or no words at all.
AS_IT_IS = {"English", "中文", "Packline"}
# What puts a text before people's eyes: its first text argument is checked.
SHOWS = {
    *("setText", "setTitle", "setToolTip", "setPlaceholderText", "setWindowTitle"),
    *("setAccessibleName", "set_name", "set_value", "set_why", "set_words", "set_columns"),
    *("say", "cover", "text_label", "Column", "drawText", "show_quiet", "TouchKey"),
}


def messages() -> Iterator[tuple[str, str, Xml.Element]]:
    for context in Xml.parse(TS).iter("context"):
        for message in context.iter("message"):
            source = message.findtext("source") or ""
            translation = message.find("translation")
            assert translation is not None
            yield context.findtext("name") or "", source, translation


def test_every_text_has_its_chinese() -> None:
    unfinished = [
        f"{context}: {source}"
        for context, source, translation in messages()
        if translation.get("type") or not (translation.text or "").strip()
    ]
    assert not unfinished, "fill them in: see ui/i18n/__init__.py"


def test_a_translation_has_the_same_places() -> None:
    differ = [
        source
        for _, source, translation in messages()
        if sorted(PLACES.findall(source)) != sorted(PLACES.findall(translation.text or ""))
    ]
    assert not differ


def test_no_source_is_chinese_already() -> None:
    assert not [source for _, source, _ in messages() if CHINESE_LETTER.search(source)]


def test_the_compiled_file_is_what_the_texts_make(tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    program = Path(sys.executable).with_name("pyside6-lrelease")
    done = subprocess.run([program, TS, "-qm", made], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert made.read_bytes() == QM.read_bytes(), "run python -m ui.i18n"


# ---------------------------------------------------------------- what is in the source


def translated(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each (context, text) that the source has translated, as pyside6-lupdate reads it."""
    for kind in [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]:
        for call in calls(kind):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "tr":
                yield kind.name, literal(call.args[0])
    for call in calls(tree):
        name = ast.unparse(call.func)
        if name.endswith("translate") and len(call.args) >= 2:
            yield literal(call.args[0]), literal(call.args[1])


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def literal(node: ast.expr) -> str:
    assert isinstance(node, ast.Constant), f"no literal: {ast.unparse(node)}"
    assert isinstance(node.value, str)
    return node.value


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def test_every_translated_text_of_the_source_is_in_the_file() -> None:
    known = {(context, source) for context, source, _ in messages()}
    said = {one for file in MODULES if file.parent.name != "i18n" or file.stem == "words" for one in
            translated(parsed(file))}  # fmt: skip
    assert said - known == set(), "run python -m ui.i18n"


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(UI)))
def test_no_words_are_shown_that_nobody_could_translate(file: Path) -> None:
    """A literal of letters, handed straight to what shows it."""
    bare = []
    for call in calls(parsed(file)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
        if name in SHOWS:
            keywords = [one.value for one in call.keywords if one.arg in ("text", "title", "empty")]
            texts = keywords if name == "text_label" else [*call.args, *keywords]
            bare += [f"line {call.lineno}: {one}" for text in texts for one in words_in(text)]
    assert not bare


def words_in(node: ast.expr) -> Iterator[str]:
    """Words of a literal, also inside what is put together of several or chosen among them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if re.search("[A-Za-z\u4e00-\u9fff]{2}", node.value) and node.value not in AS_IT_IS:
            yield node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.Constant):
                yield from words_in(part)
    elif isinstance(node, ast.BinOp):
        yield from words_in(node.left)
        yield from words_in(node.right)
    elif isinstance(node, ast.IfExp):
        yield from words_in(node.body)
        yield from words_in(node.orelse)


def test_the_search_for_bare_words_finds_them() -> None:
    for text in ('"Start"', 'f"{count} more"', '"a" + "lot of"', '"ready" if on else ""'):
        assert list(words_in(ast.parse(text, mode="eval").body))
    for text in ('""', '"–"', 'f"{count}  {at}"', "tr('Start')"):
        assert not list(words_in(ast.parse(text, mode="eval").body))


# ---------------------------------------------------------------- the switch


class Listener(QWidget):
    told = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        self.told += event.type() == QEvent.Type.LanguageChange


@pytest.fixture
def language(qtbot: QtBot) -> Iterator[Language]:
    made = Language()
    yield made
    made.set(ENGLISH)


def test_the_language_is_switched_while_the_screen_runs(qtbot: QtBot, language: Language) -> None:
    listener, changes = Listener(), []
    qtbot.addWidget(listener)
    listener.show()
    language.changed.connect(lambda: changes.append(language.name))
    for name, word in ((CHINESE, "运行"), (ENGLISH, "Execute"), (CHINESE, "运行")):
        language.set(name)
        language.set(name)  # once more changes nothing
        QCoreApplication.sendPostedEvents()
        assert QCoreApplication.translate("Words", "Execute") == word
        assert language.is_chinese == (name == CHINESE)
    assert changes == [CHINESE, ENGLISH, CHINESE]
    assert listener.told == 3


def test_a_screen_begins_in_the_language_that_it_is_given(qtbot: QtBot) -> None:
    language = Language(CHINESE)
    try:
        assert QCoreApplication.translate("Words", "Execute") == "运行"
    finally:
        language.set(ENGLISH)


def test_a_missing_translation_is_said_with_the_remedy(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("ui.i18n.language.QM", tmp_path / "none.qm")
    language = Language()
    with pytest.raises(RuntimeError, match=r"run python -m ui\.i18n"):
        language.set(CHINESE)
    assert language.name == ENGLISH
