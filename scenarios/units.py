"""The units of the model and of the plan, defined once, with their words in both languages.

A unit expression is a product or quotient of unit names, such as `yi_CNY/year`, `1/year` or
`wan_CNY*person`; `1` stands alone for a ratio. Nothing is converted here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

UNITS: Mapping[str, tuple[str, str]] = {
    "1": ("比例", "ratio"),
    "percent": ("%", "%"),
    "percentage_point": ("个百分点", "percentage points"),
    "per_mille": ("‰", "per 1000"),
    "yi_CNY": ("亿元", "100 million CNY"),
    "wan_CNY": ("万元", "10 thousand CNY"),
    "CNY": ("元", "CNY"),
    "wan_USD": ("万美元", "10 thousand USD"),
    "wan_person": ("万人", "10 thousand persons"),
    "person": ("人", "person"),
    "thousand_person": ("千人", "thousand persons"),
    "hundred_thousand_person": ("10万人", "100 thousand persons"),
    "wan_person_time": ("万人次", "10 thousand participations"),
    "household": ("户", "households"),
    "year": ("年", "year"),
    "month": ("月", "month"),
    "day": ("天", "day"),
    "minute": ("分钟", "minutes"),
    "train": ("列", "train"),
    "patent": ("件", "patent"),
    "item": ("个", "items"),
    "firm": ("家", "firms"),
    "rack": ("机柜", "racks"),
    "route": ("条", "routes"),
    "bed": ("张", "beds"),
    "project": ("个项目", "projects"),
    "hectare": ("公顷", "hectares"),
    "mu": ("亩", "mu"),
    "wan_mu": ("万亩", "10 thousand mu"),
    "wan_square_metre": ("万平方米", "10 thousand square metres"),
    "square_kilometre": ("平方公里", "square kilometres"),
    "tonne": ("吨", "tonnes"),
    "wan_tonne": ("万吨", "10 thousand tonnes"),
    "tce": ("吨标准煤", "tonnes of coal equivalent"),
    "tonne_CO2": ("吨二氧化碳", "tonnes of CO2"),
    "kg_CO2": ("千克二氧化碳", "kg of CO2"),
    "kWh": ("千瓦时", "kWh"),
}
PER = ("每", "per")
_FACTOR = r"[A-Za-z_][A-Za-z_0-9]*|1"
_EXPRESSION = re.compile(rf"(?:{_FACTOR})(?:[*/](?:{_FACTOR}))*")


def unit_names(expression: str) -> tuple[str, ...]:
    """The unit names in `expression`, in order; empty where it is not an expression at all."""
    if not _EXPRESSION.fullmatch(expression):
        return ()
    return tuple(re.split(r"[*/]", expression))


def is_unit(expression: str) -> bool:
    """True when `expression` is built from known unit names only."""
    names = unit_names(expression)
    return bool(names) and all(name in UNITS for name in names)


def unit_words(expression: str, language: str) -> str:
    """The words for a unit expression: `yi_CNY/year` gives 亿元/年 or "100 million CNY/year"."""
    column = 0 if language == "zh" else 1
    parts = re.split(r"([*/])", expression)
    return "".join(UNITS[part][column] if part in UNITS else part for part in parts)
