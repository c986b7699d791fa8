"""The way to every page: big tiles, and the cleaning lock."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QSizePolicy

from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.screens.page import Host, Page
from ui.theme.metrics import BIG_CAP_MM, EDGE_MM
from ui.widgets.key import TouchKey

COLUMNS = 4


class MenuPage(Page):
    name = "menu"
    in_menu = False

    def __init__(
        self, feel: Feel, language: Language, station: Station, host: Host, pages: list[Page]
    ) -> None:
        super().__init__(feel, language, station, host)
        self._pages = [page for page in pages if page.in_menu]
        self._tiles = [self._tile(page) for page in self._pages]
        grid = QGridLayout(self)
        grid.setSpacing(feel.px(EDGE_MM))
        for number, tile in enumerate(self._tiles):
            grid.addWidget(tile, *divmod(number, COLUMNS))

    def _tile(self, page: Page) -> TouchKey:
        tile = TouchKey(self.feel, cap_mm=BIG_CAP_MM)
        tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        tile.chosen.connect(partial(self.host.go, page.name))
        return tile

    def title(self) -> str:
        return self.tr("Menu")

    def retranslate(self) -> None:
        for page, tile in zip(self._pages, self._tiles, strict=True):
            tile.setText(page.title())
