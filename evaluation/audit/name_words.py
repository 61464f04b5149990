"""What the Chinese name of an indicator says about its unit: a count, a share, a change, heads per heads."""

from __future__ import annotations

import re

COUNTS = ("人数", "天数", "户数", "数量", "数", "量")
INDEXES = ("指数", "倍数", "系数", "分数")
SHARES = ("率", "比重", "占比", "比例")
CHANGES = ("增长", "增幅", "增速", "提高", "提升", "节约", "降低", "减少", "下降", "翻番", "增加", "削减")
SIZES = ("规模", "效益", "成本", "数量", "总量", "产值", "收入", "产量")
NOT_PARTS = (
    "增长率",
    "增速",
    "增幅",
    "债务率",
    "负债率",
    "周转率",
    "利润率",
    "入园率",
    "入学率",
    "产销率",
    "回报率",
)
"""Names that end like a share of a whole and may pass 100 %."""
PER_MANY = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "10万": 100_000, "百万": 1_000_000}
_PER_HEADS = re.compile(
    r"每(百万|10万|十万|百|千|万)(名|个)?(人|老人|人口|居民|职工)|(百万|10万|十万|百|千|万)人口"
)
_BRACKETS = re.compile(r"[((][^))]*[))]$")


def is_count(name: str) -> bool:
    """Whether a name ends as the number of something."""
    bare = _BRACKETS.sub("", name)
    return bare.endswith(COUNTS) and not bare.endswith(INDEXES)


def is_share(name: str) -> bool:
    """Whether a name ends as a share or rate."""
    return _BRACKETS.sub("", name).endswith(SHARES)


def is_part_of_whole(name: str) -> bool:
    """Whether a name ends as a share that cannot pass the whole."""
    return is_share(name) and not _BRACKETS.sub("", name).endswith(NOT_PARTS)


def is_change(name: str) -> bool:
    """Whether a quantity in % is a change: its name says so, or names a size, which has no %."""
    bare = _BRACKETS.sub("", name)
    return not is_part_of_whole(bare) and (bare.endswith(SIZES) or any(word in bare for word in CHANGES))


def per_heads(name: str) -> int | None:
    """For how many persons a name counts: 1000 for a name that says per thousand persons."""
    found = _PER_HEADS.search(name)
    return PER_MANY[found[1] or found[4]] if found else None
