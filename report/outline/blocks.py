"""What an outline is made of, in no format yet: every number is already text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from report.outline.drawing import BandChart

Kind = Literal["body", "note", "blank", "tight"]


@dataclass(frozen=True)
class Title:
    """The title of the document or of a part of it, centred."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a chapter."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph; a `blank` is one that people fill in, a `note` is small, `tight` text fits a brief."""

    text: str
    kind: Kind = "body"


@dataclass(frozen=True)
class Table:
    """A table; columns in `numeric` are flush right, `widths` are shares of the width of the page.

    `size` is that of the letters in points; None is the usual one.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()
    size: float | None = None


@dataclass(frozen=True)
class Chart:
    """A chart, the same in English for a font that lacks a letter, its caption and what it shows in words."""

    chart: BandChart
    english: BandChart
    caption: str
    alternative: str


@dataclass(frozen=True)
class Page:
    """A new page begins; a change of `landscape` begins a new section."""

    landscape: bool = False


Block: TypeAlias = Title | Heading | Text | Table | Chart | Page


@dataclass(frozen=True)
class Outline:
    """A whole document: what it is called, who it is about, and its blocks in their order."""

    title: str
    subject: str
    blocks: tuple[Block, ...]
