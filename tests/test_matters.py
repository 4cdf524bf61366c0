"""The thesaurus is sound, knows the matters of townships anywhere, and reads the longest word."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.matters import MATTER, Thesaurus, thesaurus
from kg.parse import read_list
from kg.rdf.iris import scheme

ELSEWHERE = (
    ("对天然气用户无正当理由拒绝入户安全检查的行政处罚", "gas"),
    ("对随意倾倒、抛撒、堆放或者焚烧生活垃圾的行为进行处罚", "household-waste"),
    ("对占用、堵塞、封闭疏散通道、安全出口、消防车通道的处罚", "fire-safety"),
    ("对在禁渔区、禁渔期垂钓的处罚", "fishery"),
    ("海上渔船进出港报告", "fishery"),
    ("沿海防台风工作", "flood-drought"),
    ("乡镇渡口安全管理", "water-transport"),
    ("松材线虫病防治", "forest-pests"),
    ("红火蚁防控", "crop-pests"),
    ("水库移民后期扶持资金发放", "resettlement-migrants"),
    ("农村部分计划生育家庭奖励扶助对象资格确认", "family-planning"),
    ("经济困难的高龄失能老年人养老服务补贴申请初审", "elderly-care"),
    ("孤儿、事实无人抚养儿童基本生活费初审", "orphan-support"),
    ("小区业主委员会成立、换届备案", "owners-associations"),
    ("对违反规定饲养烈性犬的处罚", "dog-keeping"),
    ("流动摊贩和占道经营治理", "street-vendors"),
    ("共享单车停放秩序管理", "shared-bikes"),
    ("既有住宅加装电梯", "old-communities"),
    ("征收集体土地补偿安置", "land-expropriation"),
    ("农村产权流转交易", "collective-assets"),
    ("小型水库安全管护", "water-projects"),
    ("黑臭水体治理", "water-pollution"),
    ("草畜平衡监督", "grassland"),
    ("边境护边员管理", "border-defence"),
    ("铁路沿线环境安全治理", "railway-protection"),
    ("社区矫正对象管理", "community-correction"),
    ("严重精神障碍患者服务管理", "special-groups"),
    ("信访积案化解", "petitions"),
    ("征兵和民兵整组", "national-defence"),
    ("烈士纪念设施保护", "veterans"),
    ("农家书屋管理", "reading"),
    ("病媒生物防制", "patriotic-health"),
    ("校外托管机构监管", "off-campus-training"),
    ("食品小作坊登记", "small-food-vendors"),
    ("成品油市场整治", "commerce"),
    ("地质灾害群测群防", "geological-disaster"),
    ("易地扶贫搬迁后续扶持", "resettlement-migrants"),
    ("脱贫人口小额信贷", "rural-finance"),
    ("林木采伐许可", "tree-felling"),
    ("矿山生态修复", "mining"),
    ("散乱污企业整治", "environmental-protection"),
    ("农民工欠薪处理", "labour-relations"),
)


@pytest.fixture(scope="module")
def known() -> Thesaurus:
    return thesaurus()


def test_every_concept_has_both_labels_and_a_field(known: Thesaurus) -> None:
    for iri, matter in known.matters.items():
        assert re.fullmatch(re.escape(MATTER) + "[a-z]+(-[a-z]+)*", iri)
        assert re.search("[一-鿿]", matter.zh), iri
        assert re.search("[a-z]", matter.en), iri
        assert known.matters[known.field(iri)].is_field


def test_there_are_more_matters_than_one_list_needs(known: Thesaurus) -> None:
    assert sum(not matter.is_field for matter in known.matters.values()) > 300


def test_no_two_concepts_share_a_label_or_a_word(known: Thesaurus) -> None:
    for labels in ([m.zh for m in known.matters.values()], [m.en for m in known.matters.values()]):
        assert [label for label, count in Counter(labels).items() if count > 1] == []
    words = Counter(
        word for matter in known.matters.values() if not matter.is_field for word in matter.words
    )
    assert [word for word, count in words.items() if count > 1] == []


def test_related_is_said_both_ways_and_never_of_a_part(known: Thesaurus) -> None:
    for iri, matter in known.matters.items():
        for other in matter.related:
            assert iri in known.matters[other].related
            assert other not in known.path(iri)


def test_no_place_is_named(known: Thesaurus, real_list: Path) -> None:
    place = read_list(real_list).list.place
    text = " ".join(word for matter in known.matters.values() for word in matter.words)
    for name in (
        place.county,
        place.township,
        place.county[:-1],
        place.township[:-1],
        place.prefecture,
    ):
        assert name not in text


def test_the_longest_word_wins_and_words_do_not_overlap(known: Thesaurus) -> None:
    assert [found.word for found in known.matters_of("困难残疾人生活补贴")] == [
        "困难残疾人生活补贴"
    ]
    for found in known.matters_of("医疗救助与临时救助、消防"):
        assert "医疗救助与临时救助、消防"[found.start : found.end] == found.word


def test_a_field_is_never_recognised(known: Thesaurus) -> None:
    assert known.matters_of("城乡建设、综合政务、乡村振兴、自然资源") == ()


@pytest.mark.parametrize(
    "text",
    ["开展服务工作", "深入学习贯彻", "具体检查", "平台风险", "收集市场信息", "各地类似情况", ""],
)
def test_a_word_across_two_others_is_no_matter(known: Thesaurus, text: str) -> None:
    assert known.matters_of(text) == ()


@pytest.mark.parametrize(("title", "slug"), ELSEWHERE)
def test_matters_of_other_townships_are_known(known: Thesaurus, title: str, slug: str) -> None:
    assert MATTER + slug in {found.matter for found in known.matters_of(title)}


def test_every_duty_of_the_real_list_is_about_something(known: Thesaurus, real_list: Path) -> None:
    for duty in read_list(real_list).list.duties:
        assert any(
            known.matters_of(text) for text in (duty.title, *(step.text for step in duty.steps))
        ), duty.label


def test_a_file_that_is_no_thesaurus_is_an_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("matter:fire a", encoding="utf-8")
    with pytest.raises(ReadError, match="Turtle"):
        thesaurus(broken)
    with pytest.raises(ReadError):
        thesaurus(tmp_path / "missing.ttl")


def test_a_dangling_concept_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "matters.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f"<{MATTER}fire> skos:prefLabel '消防'@zh ; skos:broader <{MATTER}none> ; skos:inScheme <{scheme('matter')}> .",
        encoding="utf-8",
    )
    with pytest.raises(ReadError, match="not a concept"):
        thesaurus(path)
