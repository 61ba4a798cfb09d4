"""Fourfold: the record and the monthly tasking pack of a serious and organised crime coordinator."""

VERSION = "1.0.0"
