"""Every code a fault may carry, with the fields that come with it."""

from __future__ import annotations

from collections.abc import Mapping

CODES: Mapping[str, tuple[str, ...]] = {
    # reading
    "missing-file": ("found",),
    "not-a-file": ("found",),
    "cannot-read": ("reason",),
    "path-outside": ("found",),
    "empty-file": (),
    "file-too-large": ("found", "limit"),
    "not-utf8": ("line", "hint"),
    "not-text": ("line",),
    "bad-toml": ("reason",),
    "bad-csv": ("reason",),
    "missing-column": ("column", "known"),
    "unknown-column": ("found", "known", "more", "hint"),
    "cell-count": ("found", "expected"),
    # keys and values
    "unknown-key": ("found", "known", "more", "hint"),
    "missing-key": ("key",),
    "wrong-type": ("found", "expected"),
    "not-finite": ("found",),
    "not-in-vocabulary": ("found", "known", "more", "hint"),
    "out-of-bounds": ("found", "low", "high"),
    "unknown-unit": ("found", "known", "more", "hint"),
    "duplicate": ("found", "first"),
    "inconsistent": ("found", "expected"),
    "not-positive": ("found",),
    "too-few-observations": ("found", "limit"),
    "stale-posterior": ("found", "hint"),
    "unknown-observation": ("found", "known", "more", "hint"),
    "schema-version": ("found", "known"),
    # scenarios
    "unknown-scenario": ("found", "known", "more", "hint"),
    "unknown-lever": ("found", "known", "more", "hint"),
    "unknown-process": ("found", "known", "more", "hint"),
    "wrong-unit": ("found", "known"),
    "year-outside-plan": ("found", "low", "high"),
    "extends-circle": ("found",),
    "empty-path": (),
    # packs
    "unknown-plan": ("found", "known", "more", "hint"),
    "unknown-evidence": ("found", "known", "more", "hint"),
    "unknown-source": ("found", "known", "more", "hint"),
    "unknown-variable": ("found", "known", "more", "hint"),
    "unknown-parameter": ("found", "known", "more", "hint"),
    "unknown-target": ("found", "known", "more", "hint"),
    "unknown-line": ("found", "limit"),
    "unknown-file": ("found", "known", "more", "hint"),
    # coverage of the plan text
    "unknown-claim": ("found", "known", "more", "hint"),
    "wrong-claim": ("found", "claim"),
    "unclaimed": ("found", "line"),
    "unaccounted-number": ("found",),
    "missing-number": ("found",),
    "changed-line": ("found", "expected"),
    # observed figures
    "missing-unit": ("known",),
    "missing-basis": ("known",),
    "scale-slip": ("found", "expected"),
    "no-indicator": ("found",),
    "no-observations": (),
    # histories of regions
    "gap": ("found", "years"),
    "unit-slip": ("found", "limit"),
    "missing-region": ("found", "file"),
    "missing-series": ("found", "variable"),
    "too-short": ("found", "years", "least"),
    "ends-early": ("found", "last", "expected"),
    "wrong-origin": ("found", "expected"),
    "unknown-model": ("found", "known", "more", "hint"),
    # workbooks and new packs
    "bad-xlsx": ("reason",),
    "missing-sheet": ("sheet",),
    "unknown-sheet": ("found", "known", "more", "hint"),
    "unknown-row": ("found", "known", "more", "hint"),
    "folder-not-empty": ("found",),
    "missing-folder": ("found",),
    "cannot-write": ("reason",),
    # reports
    "no-report": ("found", "known"),
    "no-run-yet": (),
}
