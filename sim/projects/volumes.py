"""What each stream is wished to start in an average year of 2016-2020, and how much of it is signed.

Attracted projects signed what the plan says; the part of it that is built (`conversion`) is not printed and
is drawn. They are signed ahead of the start, so that what was signed in 2016-2020 answers to what was wished
a lead later. Industry's investment is that of attracted projects; what they built beyond it is services.
Property is what the total leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.wished_path import LEAD, signing_pace
from sim.projects.setup import HISTORY, Facts, Setup, Stream

YEARS = HISTORY[1] - HISTORY[0] + 1


@dataclass(frozen=True)
class Volume:
    """A stream in an average year: wished volume, signed volume, and built over signed of one survivor."""

    wished: float
    signed: float
    scale: float


def volumes(setup: Setup, values: Mapping[str, float]) -> dict[str, Volume]:
    """The volumes of every stream with the numbers of one replication, 1e8 CNY/year."""
    pace = signing_pace(setup.wished, HISTORY, time_to_start(values))
    wished = _wished(setup.facts, values["conversion"] / pace)
    return {stream.name: _volume(stream, wished[stream.name], values) for stream in setup.streams}


def time_to_start(values: Mapping[str, float]) -> float:
    """Usual time from the signature to the start of construction, years."""
    return sum(values[name] for name in LEAD)


def kind_volumes(setup: Setup) -> dict[str, float]:
    """Wished volume by what it becomes, 1e8 CNY/year; the same in every replication."""
    facts = setup.facts
    industry = facts.invested_industry / YEARS
    infrastructure = facts.invested_infrastructure / YEARS
    return {
        "traditional": industry * (1 - facts.emerging_share),
        "emerging": industry * facts.emerging_share,
        "services": facts.invested / YEARS - industry - infrastructure,
        "infrastructure": infrastructure,
    }


def survival(values: Mapping[str, float], attracted: bool) -> float:
    """Part of the signed projects that come to construction when nothing keeps them waiting."""
    if not attracted:
        return 1 - values["other_withdrawal"]
    return (1 - values["reserve_withdrawal"]) * (1 - values["finance_withdrawal"])


def _wished(facts: Facts, built: float) -> dict[str, float]:
    """Wished volumes when `built` of the plan's signed volume is built in the end."""
    attracted_services = facts.attracted_signed * built - facts.invested_industry
    services = facts.invested - facts.invested_industry - facts.invested_infrastructure
    property_ = services - facts.invested_renewal - attracted_services
    if min(attracted_services, property_) < 0:
        raise ValueError(f"{built:.3g} built of what was signed leaves less than nothing for a stream")
    by_stream = {
        "attracted_traditional": facts.invested_industry * (1 - facts.emerging_share),
        "attracted_emerging": facts.invested_industry * facts.emerging_share,
        "attracted_services": attracted_services,
        "infrastructure": facts.invested_infrastructure,
        "renewal": facts.invested_renewal,
        "property": property_,
    }
    return {name: value / YEARS for name, value in by_stream.items()}


def _volume(stream: Stream, wished: float, values: Mapping[str, float]) -> Volume:
    alive = survival(values, stream.attracted)
    if not stream.attracted:
        return Volume(wished, wished / alive, 1.0)
    conversion = values["conversion"]
    return Volume(wished, wished / conversion, conversion / alive)
