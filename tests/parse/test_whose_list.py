"""Which township a title names, in every province's words; and the department whose list it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.parse import Parsed, read_list
from kg.parse.place import place_in


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("湖北省咸宁市通山县九宫山自然保护区管理局林场履职事项清单",
         "湖北省/咸宁市/通山县/九宫山自然保护区管理局林场"),
        ("山东省临沂市兰山区经济开发区履职事项清单",
         "山东省/临沂市/兰山区/经济开发区"),
        ("兰陵县国营第一林场履职事项清单",
         "//兰陵县/国营第一林场"),
        ("海南省儋州市国营西联农场履职事项清单",
         "海南省//儋州市/国营西联农场"),
        ("新疆维吾尔自治区阿克苏地区温宿县克孜勒镇履职事项清单",
         "新疆维吾尔自治区/阿克苏地区/温宿县/克孜勒镇"),
        ("西藏自治区那曲市双湖县多玛乡履职事项清单",
         "西藏自治区/那曲市/双湖县/多玛乡"),
        ("四川省甘孜藏族自治州石渠县长沙贡玛乡履职事项清单",
         "四川省/甘孜藏族自治州/石渠县/长沙贡玛乡"),
        ("湖南省湘西土家族苗族自治州永顺县芙蓉镇履职事项清单",
         "湖南省/湘西土家族苗族自治州/永顺县/芙蓉镇"),
        ("上海市浦东新区陆家嘴街道履职事项清单",
         "上海市//浦东新区/陆家嘴街道"),
        ("天津市滨海新区新港街道履职事项清单",
         "天津市//滨海新区/新港街道"),
        ("重庆市石柱土家族自治县西沱镇履职事项清单",
         "重庆市//石柱土家族自治县/西沱镇"),
        ("安徽省合肥经济技术开发区莲花社区服务中心履职事项清单",
         "安徽省//合肥经济技术开发区/莲花社区服务中心"),
        ("河南省郑州市郑东新区龙湖办事处履职事项清单",
         "河南省/郑州市/郑东新区/龙湖办事处"),
        ("贵州省六盘水市六枝特区岩脚镇履职事项清单",
         "贵州省/六盘水市/六枝特区/岩脚镇"),
        ("湖北省神农架林区木鱼镇履职事项清单",
         "湖北省//神农架林区/木鱼镇"),
        ("青海省海西蒙古族藏族自治州格尔木市唐古拉山镇履职事项清单",
         "青海省/海西蒙古族藏族自治州/格尔木市/唐古拉山镇"),
        ("黑龙江省大兴安岭地区加格达奇区东山街道履职事项清单",
         "黑龙江省/大兴安岭地区/加格达奇区/东山街道"),
        ("中共平凉市崆峒区柳湖镇委员会履职事项清单",
         "/平凉市/崆峒区/柳湖镇"),
        ("安徽省黄山风景区管理委员会温泉管理区履职事项清单",
         "安徽省//黄山风景区/温泉管理区"),
        ("崆峒区柳湖镇人民政府关于印发履职事项清单的通知",
         "//崆峒区/柳湖镇"),
        ("新疆生产建设兵团第一师阿拉尔市十团履职事项清单",
         "新疆生产建设兵团//第一师阿拉尔市/十团"),
        ("内蒙古自治区兴安盟科尔沁右翼前旗乌兰毛都苏木履职事项清单",
         "内蒙古自治区/兴安盟/科尔沁右翼前旗/乌兰毛都苏木"),
        ("内蒙古鄂伦春自治旗大杨树镇基本履职事项清单（2025年版）",
         "内蒙古自治区//鄂伦春自治旗/大杨树镇"),
        ("青川县农业农村局配合乡镇履职事项清单",
         "//青川县/"),
        ("遂昌县公安局承接乡镇（街道）收回事项清单",
         "//遂昌县/"),
        ("遂昌县市场监督管理局履职事项清单",
         "///"),
        ("宿城经济开发区管委会履职事项清单",
         "///宿城经济开发区管委会"),
        ("江苏省宿迁市宿城区宿城经济开发区履职事项清单",
         "江苏省/宿迁市/宿城区/宿城经济开发区"),
        ("甘肃省嘉峪关市新城镇履职事项清单",
         "甘肃省//嘉峪关市/新城镇"),
        ("五里坨街道履职事项清单",
         "///五里坨街道"),
        ("河北省张家口市察北管理区沙沟镇履职事项清单",
         "河北省/张家口市/察北管理区/沙沟镇"),
        ("云南省普洱市宁洱哈尼族彝族自治县磨黑镇履职事项清单",
         "云南省/普洱市/宁洱哈尼族彝族自治县/磨黑镇"),
        ("武侯区浆洗街街道履职事项清单",
         "//武侯区/浆洗街街道"),
        ("陕西省西安市高陵区通远街道（终稿）",
         "陕西省/西安市/高陵区/通远街道"),
        ("北京市西城区什刹海街道办事处职责清单",
         "北京市//西城区/什刹海街道办事处"),
        ("城关镇履职清单",
         "///城关镇"),
    ],
)  # fmt: skip
def test_townships_of_every_kind(title: str, place: str) -> None:
    found = place_in(title, alone=True)
    assert f"{found.region}/{found.prefecture}/{found.county}/{found.township}" == place


def read(tmp_path: Path, text: str) -> Parsed:
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")
    return read_list(path)


COOPERATIVE = (
    "青川县农业农村局配合乡镇履职事项清单\n序号\t事项名称\t本部门职责\t关联乡镇\t乡镇职责\n"
    "1\t动物防疫\t1.制定计划；2.会同县林业局监测。\t全部乡镇\t上报疫情。\n"
)
RECALLED = (
    "附件2\n遂昌县公安局承接乡镇（街道）收回事项清单\n序号\t收回事项\t工作方式\n"
    "1\t居住证核发\t当日办结。\n"
)


def test_a_department_whose_list_it_is_is_declared(tmp_path: Path) -> None:
    parsed = read(tmp_path, COOPERATIVE)
    (duty,) = parsed.list.duties
    assert duty.departments == ("青川县农业农村局",)
    assert [s.named("performer") for s in duty.superior_steps] == [("青川县农业农村局",)] * 2
    assert duty.superior_steps[1].named("joined") == ("青川县林业和草原局",)
    assert (parsed.list.place.name, parsed.list.issuer) == ("青川县", "青川县农业农村局")
    span = duty.declared[0].span
    title = COOPERATIVE.splitlines()[span.line - 1]
    assert (span.column, title[span.start : span.end]) == ("list_title", "青川县农业农村局")
    assert "unknown-place" not in [oddity.code for oddity in parsed.oddities]


def test_a_department_that_takes_duties_back(tmp_path: Path) -> None:
    parsed = read(tmp_path, RECALLED)
    (duty,) = parsed.list.duties
    assert [(m.role, m.name) for m in duty.declared] == [("receiving", "遂昌县公安局")]
    assert parsed.list.place.county == "遂昌县"


def test_a_township_is_no_department(tmp_path: Path) -> None:
    text = COOPERATIVE.replace("青川县农业农村局配合乡镇", "青川县乔庄镇配合").replace(
        "本部门", "县级部门"
    )
    parsed = read(tmp_path, text)
    assert parsed.list.duties[0].departments == ()
    assert parsed.list.issuer == parsed.list.place.name == "青川县乔庄镇"


def test_a_caption_above_the_title_is_not_of_the_place(tmp_path: Path) -> None:
    text = (
        "配合履职事项清单\n四川省甘孜州康定市炉城街道配合履职事项清单\n说明\n"
        + COOPERATIVE.split("\n", 1)[1]
    )
    place = read(tmp_path, text).list.place
    assert (place.region, place.county, place.township) == ("四川省", "康定市", "炉城街道")
