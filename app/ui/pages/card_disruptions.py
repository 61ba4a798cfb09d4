"""The disruptions of a threat."""

from __future__ import annotations

from typing import ClassVar

from app.ui.pages.card_part import CardPart


class DisruptionsPart(CardPart):
    """The disruptions of a threat."""

    title: ClassVar[str] = "Disruptions"
