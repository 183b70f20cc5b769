"""Compares the exports of one graph with each other, as the programs of others read them.

    graph-formats.py STEM              compare the files of one graph
    graph-formats.py rows ROWS.csv     write coded rows with names that try to break out of every format
    graph-formats.py schema FILE.gexf  hold a file against the schema of GEXF 1.3
    graph-formats.py dynamic FILE.gexf hold the nodes of a graph over time against the tables month-… beside it

Fails if GraphML, GEXF, JSON and CSV do not have the same nodes and the same edges with the same weights and evidence, or Pajek, DL and
the matrix not the same names, as far as those formats can hold them, and weights.
"""

import collections
import csv
import html
import json
import pathlib
import re
import struct
import sys
import tempfile
import xml.etree.ElementTree

import igraph
import lxml.etree
import networkx
import pygraphviz

# Whoever reads tables of names must be ready for long ones.
csv.field_size_limit(10_000_000)
STRANGE = ["Ада \"the\" Дуарте", "مجلس الأمن", "🏳️‍🌈 漢字 😀", "it's; a, b\\", "Ж" * 5000 + "ش" * 5000, "<b>&\nline", "legend", "graph", "cluster legend", "node", "strict"]


def main(stem):
    name = pathlib.Path(stem).name
    edges = table(f"{stem}.csv")
    nodes = table(f"{stem}.nodes.csv")
    expected = sorted((edge["SourceLabel"], edge["TargetLabel"], edge["Qualifier"], float(edge["Weight"]), edge["Evidence"]) for edge in edges)
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
    for format in (cytoscape, visone, pajek, dl, matrix, dot):
        format(stem, nodes, edges, expected)
    schema(f"{stem}.gexf")
    print(f"{name}: {len(nodes)} nodes, {len(edges)} edges, the same in GraphML, visone, GEXF, JSON, Cytoscape, CSV, matrix, Pajek, DL, DOT and SVG; PNG of {width} x {height}")


def cytoscape(stem, nodes, _, expected):
    with open(f"{stem}.cyjs", encoding="utf-8") as file:
        graph = networkx.cytoscape_graph(json.load(file), name="name", ident="id")
    for _, node in graph.nodes(data=True):
        node["label"] = node["name"]
    same("Cytoscape: nodes", sorted(node["label"] for _, node in graph.nodes(data=True)), sorted(node["Label"] for node in nodes))
    # Without directions, networkx gives the ends in the order of the nodes.
    same("Cytoscape: edges", edges_of(graph), expected)


def visone(stem, nodes, edges, expected):
    graph = networkx.read_graphml(f"{stem}.visone.graphml", force_multigraph=True)
    same("visone: edges", edges_of(graph), clean(expected))
    same("visone, igraph: edges", igraph.Graph.Read_GraphML(f"{stem}.visone.graphml").ecount(), len(edges))
    drawn = lxml.etree.parse(f"{stem}.visone.graphml")
    looks = {"y": "http://www.yworks.com/xml/graphml", "visone": "http://visone.info/xmlns"}
    same("visone: nodes drawn", len(drawn.findall(".//visone:shapeNode/y:ShapeNode/y:Geometry", looks)), len(nodes))
    same("visone: edges drawn", len(drawn.findall(".//visone:polyLineEdge/y:PolyLineEdge/y:LineStyle", looks)), len(edges))


def signed(edge):
    weight = float(edge["Weight"])
    return -abs(weight) if edge["Sign"] == "-1" else weight


def pajek(stem, nodes, edges, _):
    """The format has no way to write quotation marks, backslashes and line ends in names."""
    name = lambda label: "".join(" " if ord(letter) < 32 or 127 <= ord(letter) < 160 else letter for letter in label.replace('"', "'").replace("\\", "/"))
    labels = {node["Id"]: name(node["Label"]) for node in nodes}
    expected = sorted((labels[edge["Source"]], labels[edge["Target"]], signed(edge)) for edge in edges)
    head = pathlib.Path(f"{stem}.net").read_text(encoding="utf-8").split("\n", 1)[0].split()
    graph = igraph.Graph.Read_Pajek(f"{stem}.net")
    names = graph.vs["id" if "id" in graph.vs.attributes() else "name"]
    found = sorted((names[edge.source], names[edge.target], edge["weight"]) for edge in graph.es)
    undirected = not graph.is_directed()
    same("Pajek, igraph", ends(found, undirected), ends(expected, undirected))
    # networkx reads networks of one mode only.
    if len(head) == 2:
        graph = networkx.read_pajek(f"{stem}.net")
        found = sorted((source, target, edge["weight"]) for source, target, edge in graph.edges(data=True))
        same("Pajek, networkx", ends(found, undirected), ends(expected, undirected))


def ends(edges, undirected):
    return sorted((*sorted(edge[:2]), edge[2]) for edge in edges) if undirected else edges


def dl(stem, nodes, edges, _):
    """The format has no way to write quotation marks, apostrophes and line ends in names."""
    name = lambda label: "".join(" " if ord(letter) < 32 or 127 <= ord(letter) < 160 else letter for letter in label if letter not in "\"'")
    text = pathlib.Path(f"{stem}.dl").read_text(encoding="utf-8")
    head, rest = text.split("\n", 1)
    lists, data = rest.split("\ndata:\n")
    parts = re.split(r"^(?:row labels|col labels|labels):\n", lists, flags=re.MULTILINE)[1:]
    parts = [[line[1:-1] for line in part.rstrip("\n").split("\n")] for part in parts]
    rows, columns = parts[0], parts[-1]
    sizes = [int(number) for number in re.findall(r"n[rc]? = (\d+)", head)]
    same("DL: sizes", sizes, [len(part) for part in parts])
    cells = [[float(cell) for cell in line.split()] for line in data.rstrip("\n").split("\n")]
    directed = edges[0]["Type"] == "Directed"
    same("DL: cells", sums(rows, columns, cells), expected_sums(nodes, edges, name, len(parts) == 1 and not directed))
    if len(parts) == 1:
        # igraph knows matrices of 0 and 1 only, and no white space or quotation marks in names.
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "x.dl")
            body = "\n".join(" ".join("1" if cell else "0" for cell in line) for line in cells)
            labels = "\n".join(f"v{place}" for place in range(len(rows)))
            path.write_text(f"dl n={len(rows)}\nformat = fullmatrix\nlabels:\n{labels}\ndata:\n{body}\n", encoding="utf-8")
            graph = igraph.Graph.Read_DL(str(path), directed=True)
        same("DL, igraph: edges", graph.ecount(), sum(1 for line in cells for cell in line if cell))


def matrix(stem, nodes, edges, _):
    with open(f"{stem}.matrix.csv", encoding="utf-8", newline="") as file:
        head, *lines = list(csv.reader(file))
    rows, cells = [line[0] for line in lines], [[float(cell) for cell in line[1:]] for line in lines]
    directed = edges[0]["Type"] == "Directed"
    same("matrix", sums(rows, head[1:], cells), expected_sums(nodes, edges, str, rows == head[1:] and not directed))


def sums(rows, columns, cells):
    found = {(row, column): cell for row, line in zip(rows, cells, strict=True) for column, cell in zip(columns, line, strict=True)}
    return {pair: cell for pair, cell in found.items() if cell}


def expected_sums(nodes, edges, name, both):
    labels, taken = {}, set()
    for node in nodes:
        label = name(node["Label"]) if node["Label"].strip() else name(node["Id"])
        label = f"{label} ({name(node['Id'])})" if label in taken else label
        taken.add(label)
        labels[node["Id"]] = label
    found = collections.Counter()
    for edge in edges:
        source, target = labels[edge["Source"]], labels[edge["Target"]]
        found[source, target] += signed(edge)
        if both and source != target:
            found[target, source] += signed(edge)
    return {pair: cell for pair, cell in found.items() if cell}


def dot(stem, nodes, edges, _):
    graph = pygraphviz.AGraph(f"{stem}.dot")
    # The legend is a node, too.
    drawn = [node for node in graph.nodes() if node.attr["class"] != "legend"]
    same("DOT: edges", graph.number_of_edges(), len(edges))
    # In names, Graphviz leaves backslashes as they are written, doubled or before an n.
    written = lambda name: name.replace("\\", "\\\\").replace("\n", "\\n")
    same("DOT: identifiers", sorted(html.unescape(node) for node in drawn), sorted(written(node["Id"]) for node in nodes))


def schema(path):
    """Holds a file against what GEXF 1.3 allows."""
    rules = lxml.etree.XMLSchema(lxml.etree.parse(str(pathlib.Path(__file__).with_name("gexf.xsd"))))
    file = lxml.etree.parse(path, lxml.etree.XMLParser(huge_tree=True))
    if not rules.validate(file):
        fail(f"GEXF: {rules.error_log.last_error}")


def rows(path):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "who", "what", "qualifier", "document", "time", "text", "country"])
        for number, (who, what) in enumerate((who, what) for who in STRANGE for what in ["a \"dam\"", "🏔 плотина", "سد"]):
            country = ["Kenya", "Côte d'Ivoire", ""][len(who) % 3]
            writer.writerow([number, who, what, (number // 2) % 2, number % 4, f"2023-0{number % 3 + 1}-05", f"{who[:20]}: {what}", country])


def dynamic(path):
    """Holds the nodes of a graph over time, as networkx reads them, against the tables of nodes of each month."""
    read = networkx.read_gexf(path, version="1.3")
    found = {}
    for _, node in read.nodes(data=True):
        for name in ("country", "statements", "degree", "community"):
            # networkx gives a value with its times as a list of value, start and end.
            values = node.get(name, [])
            for value, start, _ in values:
                found[clean(node["label"]), name, start[:7]] = str(value)
    expected = {}
    months = sorted(pathlib.Path(path).parent.glob("month-*.csv"))
    for month in months:
        for row in table(month):
            for name in ("country", "statements", "degree", "community"):
                if row[name]:
                    expected[clean(row["Label"]), name, month.stem.split("-", 2)[2]] = row[name]
    if not expected:
        fail("no node of any month has an attribute")
    same("dynamic GEXF: attributes of nodes", found, expected)
    print(f"over time: {len(expected)} values of nodes in {len(months)} months are the same in tables and in one GEXF")


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
        found.append((clean(label[source]), clean(label[target]), edge.get("qualifier", ""), float(edge["weight"]), evidence))
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
    {"rows": rows, "schema": schema, "dynamic": dynamic}.get(sys.argv[1], main)(sys.argv[-1])
