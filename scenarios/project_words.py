"""The words a planner may use in a list of projects: columns, sorts of projects, stages, units."""

from __future__ import annotations

from collections.abc import Mapping

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("名称", "项目名称", "name", "project"),
    "stream": ("类别", "行业", "项目类别", "stream", "sector"),
    "size": ("规模", "投资规模", "总投资", "size", "investment"),
    "unit": ("单位", "unit"),
    "earliest_start": ("最早开工", "最早开工时间", "earliest start", "earliest_start"),
    "stage": ("阶段", "stage"),
    "probability": ("概率", "probability"),
}
"""Column -> its headings."""
NEEDED = ("name", "stream", "earliest_start")
SORTS: Mapping[str, tuple[str, ...]] = {
    "attracted_traditional": ("招商传统产业", "传统产业", "传统工业", "traditional"),
    "attracted_emerging": ("招商新兴产业", "新兴产业", "战略性新兴产业", "emerging"),
    "attracted_services": ("招商服务业", "服务业", "现代服务业", "services"),
    "infrastructure": ("基础设施",),
    "renewal": ("老城区改造", "旧城改造", "棚户区改造", "old-town renewal"),
    "property": ("房地产", "房地产及其他", "real estate"),
}
"""Stream of the pipeline -> other words for it; the name of the stream itself is always one."""
STAGES: Mapping[str, tuple[str, ...]] = {
    "reserve": ("储备", "谋划", "前期", "签约", "signed"),
    "approval": ("审批", "报批", "审批中", "in approval"),
    "land": ("已审批", "已批复", "已核准", "已备案", "供地", "approved"),
    "finance": ("已供地", "融资", "资金筹措", "land granted"),
}
"""Stage a project stands in when the plan begins -> other words for it."""
SIZE_UNITS: Mapping[str, tuple[float, tuple[str, ...]]] = {
    "yi_CNY": (1.0, ("亿元", "亿", "100 million cny")),
    "wan_CNY": (1e-4, ("万元", "万", "10 thousand cny")),
    "CNY": (1e-8, ("元",)),
}
"""Unit -> how many yi_CNY it is, and other words for it."""
BLANK = ("", "-", "--", "–", "—", "——", "…", "……")


def meant(text: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """The key that a text means: itself or one of its words; capitals do not matter."""
    sought = text.strip().lower()
    return next((key for key, others in words.items() if sought in (key.lower(), *others)), None)
