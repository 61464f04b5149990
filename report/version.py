"""The version of this program."""

from __future__ import annotations

TOOL = "planreach"
NOT_INSTALLED = "0.1.0"


def version() -> str:
    """The version that is installed, or that of the source beside us."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed(TOOL)
    except PackageNotFoundError:
        return NOT_INSTALLED
