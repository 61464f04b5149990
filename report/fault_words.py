"""Faults of inputs in words: where, what, what is known, hint; all of them, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from report.wording import Words
from scenarios.errors import Fault

HINT_OWN = frozenset({"not-utf8", "stale-posterior"})


def told_faults(faults: Sequence[Fault], words: Words) -> str:
    """All faults of an `InputError`, with their number where there is more than one."""
    lines = [told_fault(fault, words) for fault in faults]
    if len(lines) > 1:
        lines.insert(0, words("error.faults", count=len(lines)))
    return "\n".join(lines)


def told_fault(fault: Fault, words: Words) -> str:
    """One fault; its code alone where there are no words for it."""
    lines = [f"{fault.where}: {fault_sentence(fault, words)}"]
    known = str(fault.fields.get("known", ""))
    if known:
        more = int(fault.fields.get("more", 0) or 0)
        rest = words("fault-line.more", count=more) if more else ""
        lines.append("  " + words("fault-line.known", known=known) + rest)
    hint = str(fault.fields.get("hint", ""))
    if hint and fault.code not in HINT_OWN:
        lines.append("  " + words("fault-line.hint", hint=hint))
    return "\n".join(lines)


def fault_sentence(fault: Fault, words: Words) -> str:
    """What is wrong, in one sentence without the place."""
    pattern = words.get(f"fault.{fault.code}")
    if not pattern:
        return str(fault)
    fields = dict(fault.fields)
    try:
        sentence = pattern.format_map(fields)
    except KeyError:
        return str(fault)
    extra = words.get(f"fault.{fault.code}-hint")
    return sentence + (extra.format_map(fields) if extra and fields.get("hint") else "")
