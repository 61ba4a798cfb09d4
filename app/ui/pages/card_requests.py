"""The requests for regional support of a threat."""

from __future__ import annotations

from typing import ClassVar

from app.ui.pages.card_part import CardPart


class RequestsPart(CardPart):
    """The requests for regional support of a threat."""

    title: ClassVar[str] = "Requests"
