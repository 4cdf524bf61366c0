"""What every analysis keeps to, a new one too; and that other places' lists give the same."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

import kg
from kg import findings, plugins
from kg.model import Finding
from kg.network import Network
from kg.parse import read_list
from kg.rdf import iris
from tests.variants import VARIANTS

NAMES = plugins.names("kg.analyses")
ROOT = Path(kg.__file__).parents[1]

DIGEST = """
import hashlib, sys
from kg import export, findings, plugins
from kg.network import Network
from kg.parse import read_list
duties = read_list(sys.argv[1]).list
network = Network.of(duties)
out = {name: findings.analyse(network, name).to_json() for name in plugins.names("kg.analyses")}
out["findings"] = repr(findings.of_list(duties))
for name in export.NETWORKS:
    graph = export.graph(network, name)
    out["graphml " + name] = export.graphml(graph).decode()
    out["gexf " + name] = export.gexf(graph).decode()
import json
print(json.dumps({name: hashlib.sha256(text.encode()).hexdigest() for name, text in out.items()}))
"""


@pytest.mark.parametrize("name", NAMES)
def test_a_table_says_its_unit_and_its_rule(network: Network, name: str) -> None:
    table = findings.analyse(network, name)
    assert len(table)
    assert table.columns[-1].name == "evidence"
    assert all(table.column("evidence"))
    notes = "".join(table.notes)
    assert "单位" in notes
    assert "Unit" in notes
    assert all(column.zh or column.en for column in table.columns[:-1])


@pytest.mark.parametrize("name", NAMES)
def test_evidence_is_known_to_the_graph(network: Network, name: str) -> None:
    known = set(network.graph) | {
        iri for *_, e in network.graph.edges(data="evidence") for iri in e.split()
    }
    known |= {
        f"{e.names.findings}/{f.id}" for e in network.entries[:1] for f in findings.of_list(e.list)
    }
    for value in findings.analyse(network, name).column("evidence"):
        assert set(str(value).split()) <= known


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_list_gives_an_empty_table(name: str) -> None:
    assert not len(findings.analyse(Network([]), name))


@pytest.mark.parametrize("name", NAMES)
def test_the_menu_has_plain_words(name: str) -> None:
    zh, en = findings.title(name)
    assert zh
    assert en


def test_findings_have_names_of_their_own(network: Network) -> None:
    every = findings.of_list(network.lists[0])
    assert len({finding.id for finding in every}) == len(every)
    assert all(finding.rule_zh and finding.rule_en and finding.duties for finding in every)


@pytest.mark.slow
def test_the_same_under_three_hash_seeds(real_list: Path) -> None:
    outputs = []
    for seed in ("0", "1", "4711"):
        run = subprocess.run(
            [sys.executable, "-c", DIGEST, str(real_list)],
            capture_output=True, check=True, encoding="utf-8", cwd=ROOT, env={"PYTHONHASHSEED": seed, "PATH": ""},
        )  # fmt: skip
        outputs.append(json.loads(run.stdout))
    assert outputs[0] == outputs[1] == outputs[2]


@pytest.mark.parametrize("name", VARIANTS)
def test_another_place_has_the_same_gaps_and_loops(
    name: str, real_text: str, network: Network, tmp_path: Path
) -> None:
    other = Network.of(read_list(VARIANTS[name].write(tmp_path / "list", real_text)).list)
    for kind in ("gaps", "handover"):
        module = plugins.load("kg.analyses", kind)
        assert keys(module.findings(other)) == keys(module.findings(network))


def keys(found: Iterable[Finding]) -> Counter[tuple[str, int, tuple[str, ...]]]:
    """Return how often each kind and grade was found of the same duties, whatever their list is called."""
    return Counter((f.kind, f.grade, tuple(map(iris.key, f.duties))) for f in found)
