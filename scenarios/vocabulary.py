"""The closed lists of words that plan files may use."""

from __future__ import annotations

from typing import Literal

PriceBasis = Literal["constant_2020", "current", "none"]
Nature = Literal["binding", "expected", "none"]
Mode = Literal["simulated", "derived", "tracked"]
Table = Literal["box1", "box2", "box15", "text"]
Stated = Literal["number", "words", "count", "direction", "outside"]
Direction = Literal["rise", "rise_greatly", "fall", "fall_greatly", "stable", "in_step"]
VisionDirection = Literal["rise", "fall"]
Bound = Literal["above", "at_least", "at_most", "below", "about"]
Reason = Literal[
    "heading", "date", "ordinal", "policy", "name", "definition", "listed", "count", "idiom", "open"
]
Relation = Literal[
    "at_least",
    "above",
    "at_most",
    "below",
    "equals",
    "between",
    "maintain",
    "sum_at_least",
    "ratio_to_base",
    "per_year_at_least",
    "external_benchmark",
]
Transform = Literal[
    "level",
    "growth_average",
    "growth_each_year",
    "share_difference",
    "sum",
    "maximum",
    "ratio_to_base",
    "average",
    "cut_percent",
    "growth_total",
]
GrowthBasis = Literal["compound", "simple", "points_per_year", "real_index", "unexplained", "none"]
GradingRule = Literal["linear", "compound", "ceiling", "sum", "none"]
Measure = Literal["flow", "stock", "ratio", "index"]

ObservationKind = Literal["level", "sum", "growth_average", "share", "above", "below", "ratio", "about"]
SdKind = Literal["relative", "absolute"]
ParameterStatus = Literal["prior", "judgement", "plan", "fitted", "definition", "switch"]
Distribution = Literal["fixed", "truncnorm", "triangular", "uniform", "lognormal", "derived"]
ProcessKind = Literal["ar1", "event", "history"]
EvidenceStatus = Literal["page", "page-qualitative", "plan", "derived", "judgement"]
SourceKind = Literal[
    "plan",
    "paper",
    "working_paper",
    "book",
    "statistics",
    "government",
    "company",
    "news",
    "web_page",
    "dataset",
    "convention",
    "judgement",
]
Access = Literal["original", "index", "mirror", "none"]
Trust = Literal["high", "medium", "low"]
DriverKind = Literal["level", "growth_percent"]

LeverKind = Literal["value", "date", "share"]
LeverPart = Literal["equations", "projects", "hub"]
GdpEnd = Literal["high", "low"]
Structure = Literal["core", "regional"]
