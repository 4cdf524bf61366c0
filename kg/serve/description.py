"""What the endpoint says of itself: a SPARQL 1.1 service description, in Turtle."""

from __future__ import annotations

from typing import Final

from kg.serve import media

MEDIA: Final = "text/turtle; charset=utf-8"
_FORMATS: Final = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV", "turtle": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
}  # fmt: skip
"""Short names of formats → their names in http://www.w3.org/ns/formats/."""


def describe(url: str) -> bytes:
    """Return the description of the service at an address."""
    names = (_FORMATS[short] for short in (*media.TABLES.values(), *media.GRAPHS.values()))
    formats = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in names)
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .

[] a sd:Service ;
    sd:endpoint <{url}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat {formats} .
""".encode()
