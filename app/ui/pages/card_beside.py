"""What stands beside a threat: gaps, learning, documents, links, transfers."""

from __future__ import annotations

from typing import ClassVar

from app.ui.pages.card_part import CardPart


class BesidePart(CardPart):
    """What stands beside a threat: gaps, learning, documents, links, transfers."""

    title: ClassVar[str] = "Beside"
