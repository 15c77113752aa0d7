"""The public bodies of three invented counties, from the county government down to the village."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Ints, Texts, filled, stream, texts, words
from graphinv.demo.keys import credit_codes

DIVISIONS = np.array([330199, 330198, 330197], dtype=np.int64)
"""Division codes that are not allotted to any county."""

COUNTIES = ("青梧县", "白棠县", "鹭溪县")
_SHARES = (0.6, 0.25, 0.15)

_BUREAUS = [
    line.split()
    for line in """
民政局 CIVIL
教育局 EDU
卫生健康局 HEALTH
农业农村局 AGRI
住房和城乡建设局 BUILD
交通运输局 TRAFFIC
水利局 WATER
财政局 FIN
自然资源局 LAND
人力资源和社会保障局 LABOUR
生态环境局 ENV
文化和旅游局 CULTURE
应急管理局 EMERG
医疗保障局 MEDINS
市场监督管理局 MARKET
综合行政执法局 ENFORCE
林业局 FOREST
审计局 AUD
统计局 STAT
退役军人事务局 VETERAN
残疾人联合会 CIVIL
机关事务中心 FIN
""".strip().splitlines()
]
_TOWNS = "荷汀 柏溪 石渡 桐岭 雁湾 松坞 芦塘 云墩 梅浦 竹川 杏林 桂圩 枫桥头 莲峰".split()
_VILLAGE_HEAD = "东西南北上下前后大小新老".strip()
_VILLAGE_TAIL = "塘 坞 岭 湾 桥 庄 埠 垄 坪 畈 洲 渡".split()
# What is founded next in a county: a few bureaus, a town with its villages, a school, a hospital.
_PATTERN = "bureau bureau bureau bureau town village bureau school village bureau hospital village town village".split()

_LEVELS = {"government": "县", "bureau": "县", "town": "乡镇", "village": "村", "school": "乡镇", "hospital": "县"}
_KINDS = {
    "government": "政府部门",
    "bureau": "政府部门",
    "town": "政府部门",
    "village": "村(居)委会",
    "school": "学校",
    "hospital": "医院",
}


@dataclass(frozen=True)
class Bodies:
    """Columns over all units; `parent` is the index of the unit above, -1 at the top."""

    key: Texts
    name: Texts
    role: Texts
    county: Ints
    parent: Ints
    line: Texts
    credit_code: Texts

    def __len__(self) -> int:
        return len(self.key)


@dataclass
class _Draft:
    """Units under construction, in the order in which they are founded."""

    names: list[str]
    roles: list[str]
    counties: list[int]
    parents: list[int]
    lines: list[str]

    def add(self, name: str, role: str, county: int, parent: int, line: str) -> int:
        self.names.append(name)
        self.roles.append(role)
        self.counties.append(county)
        self.parents.append(parent)
        self.lines.append(line)
        return len(self.names) - 1


def found_bodies(seed: int, size: int) -> Bodies:
    """About `size` units in three counties; the first of each county is its government."""
    draft = _Draft([], [], [], [], [])
    for county, share in enumerate(_SHARES):
        _found_county(draft, county, max(4, round(size * share)))
    count = len(draft.names)
    county_of = np.array(draft.counties, dtype=np.int64)
    roles = texts(draft.roles)
    official = np.isin(roles, ["government", "bureau", "town"])
    codes = np.where(
        official,
        credit_codes(np.arange(count), DIVISIONS[county_of], "11", seed),
        credit_codes(np.arange(count), DIVISIONS[county_of], "12", seed),
    )
    keys = texts([f"U{division}-{n:04d}" for n, division in enumerate(DIVISIONS[county_of])])
    return Bodies(
        keys, texts(draft.names), roles, county_of, np.array(draft.parents, dtype=np.int64), texts(draft.lines), codes
    )


def _found_county(draft: _Draft, county: int, size: int) -> None:
    name = COUNTIES[county]
    top = draft.add(f"{name}人民政府", "government", county, -1, "")
    made = dict.fromkeys(_PATTERN, 0)
    above = {"school": top, "hospital": top, "village": top}
    for step in range(size - 1):
        role = _PATTERN[step % len(_PATTERN)]
        number = made[role]
        made[role] += 1
        if role == "bureau" and number < len(_BUREAUS):
            title, line = _BUREAUS[number]
            unit = draft.add(name + title, role, county, top, line)
            if line == "EDU":
                above["school"] = unit
            elif line == "HEALTH":
                above["hospital"] = unit
        elif role == "town":
            above["village"] = draft.add(f"{name}{_town(number)}", role, county, top, "")
        else:
            _found_small(draft, "village" if role == "bureau" else role, number, above, county)


def _town(number: int) -> str:
    return f"{_TOWNS[number % len(_TOWNS)]}{'镇' if number < len(_TOWNS) else '乡'}"


def _found_small(draft: _Draft, role: str, number: int, above: dict[str, int], county: int) -> None:
    """A village, a school or a hospital under the unit that runs it."""
    parent = above[role]
    if role == "village":
        head, tail = _VILLAGE_HEAD[number % 12], _VILLAGE_TAIL[number // 12 % 12]
        above_name = draft.names[parent].removeprefix(COUNTIES[county])
        draft.add(f"{COUNTIES[county]}{above_name}{head}{tail}村村民委员会", role, county, parent, "")
    elif role == "school":
        draft.add(f"{COUNTIES[county]}第{number + 1}实验学校", role, county, parent, "EDU")
    else:
        draft.add(f"{COUNTIES[county]}第{number + 1}人民医院", role, county, parent, "HEALTH")


def unit_rows(bodies: Bodies, seed: int) -> pd.DataFrame:
    """The rows of table units."""
    rng = stream(seed, "units")
    parents = np.where(bodies.parent >= 0, bodies.key[bodies.parent], "")
    return pd.DataFrame(
        {
            "unit_id": bodies.key,
            "uscc": bodies.credit_code,
            "name": bodies.name,
            "kind": words(bodies.role, _KINDS),
            "level": words(bodies.role, _LEVELS),
            "region_code": DIVISIONS[bodies.county].astype(str).astype(object),
            "parent_id": parents,
            "line_codes": bodies.line,
            "since": (rng.integers(1990, 2008, len(bodies)) * 10_000 + 101),
            "until": np.zeros(len(bodies), dtype=np.int64),
            "part": filled("", len(bodies)),
        }
    )
