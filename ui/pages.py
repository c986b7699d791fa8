"""Which pages there are, in the order of the menu; the first is shown at the start."""

from __future__ import annotations

from ui.screens.alarms import AlarmsPage
from ui.screens.devices import DevicesPage
from ui.screens.orders import OrdersPage
from ui.screens.page import Page
from ui.screens.reports import ReportsPage
from ui.screens.rework import ReworkPage
from ui.screens.run import RunPage
from ui.screens.settings import SettingsPage
from ui.screens.uploads import UploadsPage
from ui.screens.users import UsersPage

PAGES: tuple[type[Page], ...] = (
    RunPage,
    OrdersPage,
    ReworkPage,
    AlarmsPage,
    DevicesPage,
    ReportsPage,
    UploadsPage,
    UsersPage,
    SettingsPage,
)
