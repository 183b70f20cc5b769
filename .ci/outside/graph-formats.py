"""Compares the exports of one graph with each other, as the programs of others read them.

Fails if GraphML, GEXF, JSON and CSV do not have the same nodes and the same edges with the same weights and evidence.
"""

import csv
import json
import pathlib
import struct
import sys
import xml.etree.ElementTree

import igraph
import networkx


def main(stem):
    name = pathlib.Path(stem).name
    edges = table(f"{stem}.csv")
    nodes = table(f"{stem}.nodes.csv")
    expected = sorted((edge["SourceLabel"], edge["TargetLabel"], edge["Qualifier"], int(edge["Weight"]), edge["Evidence"]) for edge in edges)
    labels = sorted(node["Label"] for node in nodes)
    if not expected:
        fail(f"{name} has no edge: comparing nothing proves nothing")

    graphml = networkx.read_graphml(f"{stem}.graphml", force_multigraph=True)
    same("GraphML, networkx: nodes", sorted(clean(node["label"]) for _, node in graphml.nodes(data=True)), clean(labels))
    same("GraphML, networkx: edges", edges_of(graphml), clean(expected))

    gexf = networkx.read_gexf(f"{stem}.gexf", version="1.3")
    same("GEXF: nodes", sorted(clean(node["label"]) for _, node in gexf.nodes(data=True)), clean(labels))
    same("GEXF: edges", edges_of(gexf), clean(expected))

    with open(f"{stem}.json", encoding="utf-8") as file:
        link = networkx.node_link_graph(json.load(file), edges="edges")
    same("JSON: nodes", sorted(node["label"] for _, node in link.nodes(data=True)), labels)
    same("JSON: edges", edges_of(link), expected)

    other = igraph.Graph.Read_GraphML(f"{stem}.graphml")
    same("GraphML, igraph: nodes", other.vcount(), len(nodes))
    same("GraphML, igraph: edges", other.ecount(), len(edges))
    same("GraphML, igraph: weights", sum(other.es["weight"]), sum(edge[3] for edge in expected))
    same("GraphML, igraph: signs", sum(other.es["sign"]), sum(int(edge["Sign"]) for edge in edges))

    svg = xml.etree.ElementTree.parse(f"{stem}.svg")
    groups = [group for group in svg.iter("{http://www.w3.org/2000/svg}g") if group.get("class") == "edge"]
    same("SVG: evidence", sorted(group.get("data-evidence") for group in groups), sorted(edge[4] for edge in expected))

    png = pathlib.Path(f"{stem}.png").read_bytes()
    width, height = struct.unpack(">II", png[16:24])
    if png[:8] != b"\x89PNG\r\n\x1a\n" or not (100 < width < 8001 and 100 < height < 8001):
        fail("PNG: no picture")
    print(f"{name}: {len(nodes)} nodes, {len(edges)} edges, the same in GraphML, GEXF, JSON, CSV and SVG; PNG of {width} x {height}")


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edges_of(graph):
    """Returns the edges of a graph as they stand in the table."""
    label = {node: data["label"] for node, data in graph.nodes(data=True)}
    found = []
    for source, target, edge in graph.edges(data=True):
        evidence = edge["evidence"]
        evidence = evidence if isinstance(evidence, str) else " ".join(evidence)
        found.append((clean(label[source]), clean(label[target]), edge.get("qualifier", ""), int(edge["weight"]), evidence))
    return sorted(found)


def clean(value):
    """Leaves white space out of account at the ends, where readers of XML trim it."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (list, tuple)):
        return type(value)(clean(part) for part in value)
    return value


def same(what, found, expected):
    if found != expected:
        fail(f"{what} differ:\n  found    {found}\n  expected {expected}")


def fail(message):
    sys.exit(f"error: {message}")


if __name__ == "__main__":
    main(sys.argv[1])
