"""Bodies of all levels and kinds, from many provinces: who is meant by the words of a duty list."""

from __future__ import annotations

import pytest

from kg.model import Place
from kg.names import Directory, load

COUNTY = Directory(
    load(),
    Place("浙江省", "湖州市", "德清县", "钟管镇"),
    ["德清县公安局", "县农业农村局", "县水利局", "县司法局（县普法办）"],
)
DISTRICT = Directory(
    load(), Place("四川省", "成都市", "武侯区", "浆洗街街道"), ["武侯区公安分局", "区卫生健康局"]
)
CITY = Directory(
    load(), Place("江苏省", "苏州市", "昆山市", "巴城镇"), ["昆山市公安局", "苏州市昆山生态环境局"]
)
BANNER = Directory(
    load(), Place("内蒙古自治区", "锡林郭勒盟", "阿巴嘎旗", "别力古台镇"), ["旗农牧和科技局"]
)
AUTONOMOUS = Directory(
    load(), Place("湖南省", "怀化市", "芷江侗族自治县", "碧涌镇"), ["芷江侗族自治县公安局"]
)


def named(directory: Directory, text: str) -> list[str]:
    return [
        entity.organization.name
        for entity in directory.find(text)
        if entity.organization.kind == "department"
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # the county's own, in every usual form
        ("由县公安局负责", ["德清县公安局"]), ("德清县公安局查处", ["德清县公安局"]), ("公安机关依法处理", ["德清县公安局"]),
        ("会同县农业农村局检查", ["德清县农业农村局"]), ("报县卫健局", ["德清县卫生健康委员会"]),
        ("报县人社局", ["德清县人力资源和社会保障局"]),
        ("报县发改局", ["德清县发展和改革委员会"]), ("报县纪委监委", ["德清县纪委监委"]), ("报县委组织部", ["德清县委组织部"]),
        ("报县委社工部", ["德清县委社会工作部"]), ("报县委政法委", ["德清县委政法委"]), ("报县政法委", ["德清县委政法委"]),
        ("报县残联", ["德清县残联"]), ("报县妇联", ["德清县妇联"]), ("报县总工会", ["德清县总工会"]), ("报县气象局", ["德清县气象局"]),
        ("报县税务局", ["德清县税务局"]), ("报县数据局", ["德清县数据局"]), ("报县行政审批局", ["德清县行政审批局"]),
        ("报县疾控中心", ["德清县疾控中心"]), ("报县人民法院", ["德清县人民法院"]), ("报县检察院", ["德清县人民检察院"]),
        # the league is no party committee
        ("报团县委", ["团县委"]), ("报共青团德清县委", ["共青团德清县委"]), ("报共青团县委", ["共青团县委"]), ("报县委", ["德清县委"]),
        # bodies that no file knows keep their own name
        ("报县综合行政执法大队", ["德清县综合行政执法大队"]), ("报县公路管理中心", ["德清县公路管理中心"]),
        ("报县殡葬管理所", ["德清县殡葬管理所"]),
        ("报县人民医院", ["德清县人民医院"]), ("报县妇幼保健院", ["德清县妇幼保健院"]), ("报县矛调中心", ["德清县矛调中心"]),
        # two fields, one word 部门
        ("民政、财政部门联合检查", ["德清县民政局", "德清县财政局"]), ("公安和消防救援部门检查", ["德清县公安局", "德清县消防救援局"]),
        ("公安、司法行政部门负责", ["德清县公安局", "德清县司法局"]), ("县级财政部门拨付", ["德清县财政局"]),
        # other places' bodies
        ("报上海市公安局", ["上海市公安局"]), ("报安吉县公安局", ["安吉县公安局"]), ("报桐乡市公安局", ["桐乡市公安局"]),
        ("函告江苏省苏州市吴江区教育局", ["吴江区教育局"]), ("报湖州市公安局", ["湖州市公安局"]), ("报市公安局", ["湖州市公安局"]),
        # field offices of the prefecture
        ("报市生态环境局德清分局", ["湖州市生态环境局德清分局"]), ("报湖州市生态环境局德清分局", ["湖州市生态环境局德清分局"]),
        ("报市公安局德清分局", ["湖州市公安局德清分局"]), ("报市自然资源和规划局德清分局", ["湖州市自然资源和规划局德清分局"]),
        # the province, the nation and bodies beside them
        ("报省公安厅", ["浙江省公安厅"]), ("报浙江省民政厅", ["浙江省民政厅"]), ("报省市场监督管理局", ["浙江省市场监督管理局"]),
        ("报国家统计局", ["国家统计局"]), ("报国家林草局", ["国家林草局"]), ("报国家统计局德清调查队", ["国家统计局德清调查队"]),
        ("报公安部", ["公安部"]), ("公安部门检查", ["德清县公安局"]), ("报财政部", ["财政部"]), ("报全国总工会", ["全国总工会"]),
        ("报兵团农业农村局", ["兵团农业农村局"]), ("报长江水利委员会", ["长江水利委员会"]), ("报太湖流域管理局", ["太湖流域管理局"]),
        # no body at all
        ("开展全县安全检查", []), ("做好县域经济工作", []), ("县级以上部门", []), ("本县公民", []), ("公安工作", []), ("教育引导群众", []),
    ],
)  # fmt: skip
def test_a_county_of_zhejiang(text: str, names: list[str]) -> None:
    assert named(COUNTY, text) == names


@pytest.mark.parametrize(
    ("directory", "text", "names"),
    [
        (DISTRICT, "由区公安分局负责", ["武侯区公安分局"]), (DISTRICT, "报区卫健局", ["武侯区卫生健康局"]),
        (DISTRICT, "报市公安局", ["成都市公安局"]), (DISTRICT, "报四川省司法厅", ["四川省司法厅"]),
        (DISTRICT, "报团区委", ["团区委"]), (DISTRICT, "报锦江区教育局", ["锦江区教育局"]),
        (DISTRICT, "报成都市规划和自然资源局武侯分局", ["成都市规划和自然资源局武侯分局"]),
        (CITY, "报市公安局", ["昆山市公安局"]), (CITY, "报苏州市公安局", ["苏州市公安局"]), (CITY, "报太仓市公安局", ["太仓市公安局"]),
        (CITY, "报省应急管理厅", ["江苏省应急管理厅"]), (CITY, "报团市委", ["团市委"]),
        (BANNER, "报旗农牧和科技局", ["阿巴嘎旗农牧和科技局"]), (BANNER, "报旗公安局", ["阿巴嘎旗公安局"]),
        (BANNER, "报盟生态环境局", ["锡林郭勒盟生态环境局"]), (BANNER, "报自治区公安厅", ["内蒙古公安厅"]),
        (AUTONOMOUS, "报县公安局", ["芷江侗族自治县公安局"]), (AUTONOMOUS, "会同县教育局检查", ["芷江侗族自治县教育局"]),
        (AUTONOMOUS, "报新晃侗族自治县公安局", ["新晃侗族自治县公安局"]),
    ],
)  # fmt: skip
def test_other_provinces(directory: Directory, text: str, names: list[str]) -> None:
    assert named(directory, text) == names


def test_a_body_that_no_column_names_is_called_as_the_text_calls_it() -> None:
    directory = Directory(load(), Place("北京市", "", "西城区", "金融街街道"), ["区生态环境局"])
    texts = ["联合区消防救援支队检查，消防救援机构处理", "报区水务局，水利部门", "报区人社局"]
    directory.learn(texts)
    assert named(directory, texts[0]) == ["西城区消防救援支队"] * 2
    assert named(directory, texts[1]) == ["西城区水务局"] * 2
    assert named(directory, texts[2]) == ["西城区人力资源和社会保障局"]


def test_finding_names_takes_time_in_step_with_the_text() -> None:
    from time import process_time

    def seconds(text: str) -> float:
        start = process_time()
        list(COUNTY.find(text))
        return process_time() - start

    unit = "县公安局、民政、财政部门，报上海市公安局，市县区省国家县市区，"
    seconds(unit)
    small, large = seconds(unit * 500), seconds(unit * 5000)
    assert large < 30 * max(small, 0.005)
