"""Progress on standard error: a bar on a terminal, else a line a tenth; nothing in the first two seconds."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from report.streams import write

if TYPE_CHECKING:
    from report.session import Session

PATIENCE = 2.0
BAR = 30
TENTHS = 10
REFRESH = 0.1


class Progress:
    """Hears how many draws of a pass are done; several passes over the draws make up the whole.

    The count falls back when a new pass begins. Used as a context, it clears its bar at the end.
    """

    def __init__(self, session: Session, draws: int, passes: int, label: str = "progress.simulating") -> None:
        self.session, self.draws, self.whole = session, draws, draws * passes
        self.label = session.words(label)
        self.before, self.last, self.tenth = 0, 0, 0
        self.begun = time.monotonic()
        self.shown = 0.0
        self.bar = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar and self.shown and not self.session.quiet:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

    def __call__(self, done: int) -> None:
        """`done` draws of the present pass are finished."""
        if done <= self.last:
            self.before += self.draws
        self.last = done
        share = min(1.0, (self.before + done) / self.whole)
        elapsed = time.monotonic() - self.begun
        if self.session.quiet or elapsed < PATIENCE:
            return
        if self.bar:
            self._draw(share, elapsed)
        else:
            self._line(share)

    def _draw(self, share: float, elapsed: float) -> None:
        if elapsed - self.shown < REFRESH and share < 1:
            return
        self.shown = elapsed
        filled = round(BAR * share)
        left = self.session.words("progress.left", seconds=round(elapsed * (1 - share) / share))
        sys.stderr.write(f"\r{self.label} [{'#' * filled}{'.' * (BAR - filled)}] {share:4.0%} {left}\033[K")
        sys.stderr.flush()

    def _line(self, share: float) -> None:
        tenth = int(TENTHS * share)
        if tenth > self.tenth:
            self.tenth = tenth
            percent = 100 * tenth // TENTHS
            write(sys.stderr, self.session.words("progress.line", label=self.label, percent=percent))
