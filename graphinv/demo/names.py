"""Invented names of people, firms and places: common words in common order; no real person or body is meant."""

import numpy as np

from graphinv.demo.arrays import Flags, Ints, Rng, Texts, between, chance, texts

SURNAMES = texts(
    list("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢")
)
_WEIGHTS = 1.0 / (np.arange(len(SURNAMES)) + 5.0)
_WEIGHTS /= _WEIGHTS.sum()

_MALE = texts(list("伟强磊军洋勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林建国志文海东泽瑞晨安松柏川岩峰岳"))
_FEMALE = texts(list("娜静敏丽艳娟霞秀芳燕玲桂英梅兰莉萍红玉洁琳雪慧婷欣怡佳颖倩薇悦岚云月荷菊竹青蓉蕾芸岑舒宁妍"))

# (surname, given name, male): names that very many people bear, so that a name alone never tells who is meant.
_COMMON = (("王", "伟", True), ("李", "娜", False), ("张", "磊", True), ("刘", "静", False), ("陈", "杰", True))
_COMMON_SHARE = 0.11


def draw_surnames(rng: Rng, shape: int | tuple[int, ...]) -> Ints:
    """Places in SURNAMES, the common ones often."""
    return np.asarray(rng.choice(len(SURNAMES), shape, p=_WEIGHTS))


def full_names(rng: Rng, surname: Ints, male: Flags) -> Texts:
    """Full names of one or two given characters; some are shared by very many people."""
    count = len(surname)
    first = between(rng, 0, len(_MALE) - 1, count)
    second = between(rng, 0, len(_FEMALE) - 1, count)
    short = chance(rng, 0.15, count)
    given = np.where(male, _MALE[first], _FEMALE[first % len(_FEMALE)])
    last = np.where(male, _MALE[second % len(_MALE)], _FEMALE[second])
    given = np.where(short, given, given + last)
    usual = chance(rng, _COMMON_SHARE, count)
    for family_name, name, is_male in _COMMON:
        bears = usual & (SURNAMES[surname] == family_name) & (male == is_male)
        given = np.where(bears, name, given)
    return np.asarray(SURNAMES[surname] + given)


_BRAND = texts(list("澜棠梧鹭岚汀苇杉榆禾沐朔霁昕晗曜璟珩琮砚屿溯汐泓洵澄潼榕楠桦枫柚棣蘅芷荻菱莘菖葭"))
_TRADES = (
    ("物资贸易", "办公设备", "农资供应", "医疗器材", "食品配送"),
    ("建筑工程", "市政园林", "水利工程", "装饰工程", "道路养护"),
    ("信息技术", "物业服务", "环境检测", "印务", "规划设计"),
)
INDUSTRIES = texts(["F5179", "F5147", "F5167", "F5154", "F5129", "E4710", "E4819", "E4822", "E5011", "E4812"])
INDUSTRIES = np.concatenate([INDUSTRIES, texts(["I6510", "K7020", "M7461", "C2319", "M7485"])])
"""GB/T 4754 codes in the order of the trades: goods, works, services."""

_FORMS = {"sole": "经营部", "coop": "专业合作社", "listed": "股份有限公司", "fund": "投资合伙企业(有限合伙)"}


def trade_of(rng: Rng, category: Ints) -> Ints:
    """A place in INDUSTRIES for each firm of category 0 goods, 1 works, 2 services."""
    return category * 5 + between(rng, 0, 4, len(category))


def firm_names(index: Ints, town: Texts, trade: Ints, kind: Texts) -> Texts:
    """Names such as 青梧澜汀建筑工程有限公司; the two-character brand is not repeated within a trade for long."""
    size = len(_BRAND)
    pair = (index * 7919) % (size * size)
    trades = texts([word for group in _TRADES for word in group])
    form = np.full(len(index), "有限公司", dtype=object)
    for word, ending in _FORMS.items():
        form[kind == word] = ending
    return np.asarray(town + _BRAND[pair // size] + _BRAND[pair % size] + trades[trade] + form)


PROJECTS = (
    ("办公用品采购", "医用耗材采购", "学生营养餐食材采购", "防汛物资采购", "信息终端采购"),
    ("道路改造工程", "校舍修缮工程", "水渠整治工程", "卫生院扩建工程", "绿化提升工程"),
    ("物业管理服务", "信息系统运维服务", "规划编制服务", "环境监测服务", "印刷服务"),
)
