"""The nominals of a threat, their orders and releases."""

from __future__ import annotations

from typing import ClassVar

from app.ui.pages.card_part import CardPart


class NominalsPart(CardPart):
    """The nominals of a threat, their orders and releases."""

    title: ClassVar[str] = "Nominals"
