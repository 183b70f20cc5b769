"""Compares what sayso measures with what others do.

    measures.py generate ROWS.csv              write coded rows of forty who speak, in three camps
    measures.py compare STEM                   compare the measures of one graph
    measures.py origins EDGES.csv TABLE.csv    compare independent origins, what rests on what, and cycles
    measures.py dynamic MONTHS.gexf FILE…      compare a graph over time with its parts
    measures.py backbone ROWS.csv TABLE.csv    compare losses of concepts with those of numpy
    measures.py sets ROWS.csv TABLE.csv SIZE   compare a backbone of a size with all sets of that size
    measures.py communities STEM               compare the communities of all methods with those of networkx and igraph
    measures.py linkage STEM LINKAGE           compare heights of a hierarchy with those of scipy
    measures.py phases STEM TABLE.csv HOW      compare how far months are from one another with numpy
"""

import csv
import itertools
import pathlib
import random
import sys
import xml.etree.ElementTree
from fractions import Fraction

import igraph
import networkx
import numpy
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform

DIGITS = 1e-6


def generate(path):
    drawn = random.Random(4)
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "who", "what", "qualifier", "document", "time"])
        for number in range(600):
            who, what = min(drawn.randrange(40), drawn.randrange(40)), drawn.randrange(12)
            agrees = (who % 3 + what) % 2 if drawn.random() < 0.85 else drawn.randrange(2)
            day = number // 25
            time = f"2023-{day // 8 + 1:02}-{day % 8 * 3 + 1:02}"
            rows.writerow([number, f"speaker {who}", f"concept {what}", agrees, f"document {number // 10}", time])


def compare(stem):
    name = pathlib.Path(stem).name
    nodes, edges = table(f"{stem}.nodes.csv"), table(f"{stem}.csv")
    directed = edges[0]["Type"] == "Directed"
    graph = networkx.DiGraph() if directed else networkx.Graph()
    graph.add_nodes_from(node["Id"] for node in nodes)
    signed = networkx.Graph()
    for edge in edges:
        source, target, weight = edge["Source"], edge["Target"], abs(float(edge["Weight"]))
        if source == target or weight == 0:
            continue
        add(graph, source, target, weight)
        add(signed, source, target, -weight if edge["Sign"] == "-1" else weight)
    # With fractions, ways that are equally long are so for networkx, too.
    for _, _, data in graph.edges(data=True):
        data["length"] = 1 / Fraction(data["weight"]).limit_denominator(1_000_000)

    expected = {
        "betweenness": networkx.betweenness_centrality(graph, weight="length"),
        "closeness": networkx.closeness_centrality(graph, distance="length"),
        "page_rank": networkx.pagerank(graph, weight="weight", tol=1e-14, max_iter=10000),
    }
    if directed:
        expected |= {"in_degree": dict(graph.in_degree()), "out_degree": dict(graph.out_degree())}
        expected |= {"in_strength": dict(graph.in_degree(weight="weight")), "out_strength": dict(graph.out_degree(weight="weight"))}
    else:
        expected |= {"degree": dict(graph.degree()), "strength": dict(graph.degree(weight="weight"))}
        if networkx.is_connected(graph):
            expected["eigenvector"] = networkx.eigenvector_centrality_numpy(graph, weight="weight")
    for measure, values in expected.items():
        for node in nodes:
            near(f"{measure} of {node['Label']}", float(node[measure]), float(values[node["Id"]]))

    summary = {row["Figure"]: float(row["Value"]) for row in table(f"{stem}.summary.csv")}
    undirected = networkx.Graph()
    undirected.add_nodes_from(graph)
    for source, target, data in graph.edges(data=True):
        add(undirected, source, target, data["weight"])
    components = list(networkx.connected_components(undirected))
    near("density", summary["density"], networkx.density(graph))
    near("components", summary["components"], len(components))
    near("largest component", summary["largest_component"], max(map(len, components)))
    groups = {}
    for node in nodes:
        groups.setdefault(node["community"], set()).add(node["Id"])
    modularity = networkx.community.modularity(undirected, groups.values())
    near("modularity", summary["modularity"], modularity)
    best = best_of_others(undirected)
    if modularity < best - 0.005:
        fail(f"modularity is {modularity}, others reach {best}")
    inside = sum(data["weight"] for a, b, data in graph.edges(data=True) if any(a in group and b in group for group in groups.values()))
    whole = sum(data["weight"] for *_, data in graph.edges(data=True))
    near("E-I index", summary["ei_community"], (whole - 2 * inside) / whole)
    balance(summary, signed)
    clusters(stem, undirected, nodes)
    disparity(graph, directed, edges)
    between(graph, edges)
    at_nodes(nodes, signed, graph)

    other = networkx.read_graphml(f"{stem}.graphml", force_multigraph=True)
    near("GraphML: PageRank", sum(data["page_rank"] for _, data in other.nodes(data=True)), 1)
    other = networkx.read_gexf(f"{stem}.gexf", version="1.3")
    near("GEXF: PageRank", sum(data["page_rank"] for _, data in other.nodes(data=True)), 1)
    print(f"{name}: {len(nodes)} nodes, {len(edges)} edges; {', '.join(expected)} and the figures of the whole are those of others; "
          f"modularity {modularity:.4f}, that of others {best:.4f}")


def add(graph, source, target, weight):
    if graph.has_edge(source, target):
        graph[source][target]["weight"] += weight
    else:
        graph.add_edge(source, target, weight=weight)


def best_of_others(graph):
    """Returns the best modularity that Louvain and Leiden of igraph find."""
    places = {node: place for place, node in enumerate(graph)}
    links = [(places[a], places[b]) for a, b in graph.edges()]
    weights = [data["weight"] for *_, data in graph.edges(data=True)]
    other = igraph.Graph(len(places), links)
    random.seed(4)
    found = [other.community_multilevel(weights=weights).modularity]
    for _ in range(5):
        leiden = other.community_leiden("modularity", weights=weights, n_iterations=-1)
        found.append(other.modularity(leiden.membership, weights=weights))
    return max(found)


def balance(summary, signed):
    signed.remove_edges_from([(a, b) for a, b, data in signed.edges(data=True) if data["weight"] == 0])
    products = [
        signed[a][b]["weight"] * signed[b][c]["weight"] * signed[a][c]["weight"] > 0
        for a, b, c in itertools.combinations(signed, 3)
        if signed.has_edge(a, b) and signed.has_edge(b, c) and signed.has_edge(a, c)
    ]
    near("triangles", summary["triangles"], len(products))
    if products:
        near("balance", summary["balance"], sum(products) / len(products))


def between(graph, edges):
    expected = networkx.edge_betweenness_centrality(graph, weight="length")
    for edge in edges:
        if edge["betweenness"]:
            ends = edge["Source"], edge["Target"]
            near("betweenness of an edge", float(edge["betweenness"]), expected[ends] if ends in expected else expected[ends[::-1]])


def at_nodes(nodes, signed, graph):
    """E-I indices and balances of nodes, where they have some."""
    groups = {node["Id"]: node["community"] for node in nodes}
    signs = {weight > 0 for *_, weight in signed.edges(data="weight")}
    for node in nodes:
        own = node["Id"]
        links = [*graph.in_edges(own, data="weight"), *graph.out_edges(own, data="weight")] if graph.is_directed() else graph.edges(own, data="weight")
        external = sum(weight for a, b, weight in links if groups[a] != groups[b])
        whole = sum(weight for *_, weight in links)
        if whole:
            near("E-I index of a node", float(node["ei_community"]), (2 * external - whole) / whole)
        others = list(signed[own])
        products = [signed[own][a]["weight"] * signed[a][b]["weight"] * signed[own][b]["weight"] > 0 for a, b in itertools.combinations(others, 2) if signed.has_edge(a, b)]
        if products and len(signs) == 2:
            near("balance of a node", float(node["balance"]), sum(products) / len(products))


def undirected_of(stem):
    graph = networkx.Graph()
    graph.add_nodes_from(node["Label"] for node in table(f"{stem}.nodes.csv"))
    for edge in table(f"{stem}.csv"):
        if edge["Source"] != edge["Target"]:
            add(graph, edge["SourceLabel"], edge["TargetLabel"], abs(float(edge["Weight"])))
    return graph


def all_communities(stem):
    graph = undirected_of(stem)
    methods = {}
    for row in table(f"{stem}.communities.csv"):
        methods.setdefault((row["Method"], float(row["Modularity"])), {}).setdefault(row["Community"], set()).add(row["Node"])
    reached = {}
    for (method, told), groups in methods.items():
        near(f"modularity of {method}", told, networkx.community.modularity(graph, groups.values()))
        reached[method] = told
    places = {node: place for place, node in enumerate(graph)}
    other = igraph.Graph(len(places), [(places[a], places[b]) for a, b in graph.edges()])
    weights = [weight for *_, weight in graph.edges(data="weight")]
    modularity = lambda found: other.modularity(found.membership, weights=weights)
    others = {
        "fast-greedy": modularity(other.community_fastgreedy(weights).as_clustering()),
        "leading-eigenvector": modularity(other.community_leading_eigenvector(weights=weights)),
    }
    for method, expected in others.items():
        if reached[method] < expected - 0.03:
            fail(f"{method} reaches {reached[method]}, that of igraph {expected}")
    if "edge-betweenness" in reached:
        for *_, data in graph.edges(data=True):
            data["length"] = 1 / Fraction(data["weight"]).limit_denominator(1_000_000)
        def heaviest(left):
            found = networkx.edge_betweenness_centrality(left, weight="length")
            return max(found, key=found.get)
        divisions = networkx.community.girvan_newman(graph, most_valuable_edge=heaviest)
        others["edge-betweenness"] = max(networkx.community.modularity(graph, division) for division in divisions)
        if reached["edge-betweenness"] < others["edge-betweenness"] - 0.03:
            fail(f"edge-betweenness reaches {reached['edge-betweenness']}, that of networkx {others['edge-betweenness']}")
    print(f"{pathlib.Path(stem).name}: " + ", ".join(f"{method} {value:.4f}" + (f" ({others[method]:.4f} elsewhere)" if method in others else "") for method, value in reached.items()))


def linkage(stem, method):
    graph = undirected_of(stem)
    weights = networkx.to_numpy_array(graph)
    distances = 1 - weights / weights.max()
    numpy.fill_diagonal(distances, 0)
    expected = sorted(hierarchy.linkage(squareform(distances, checks=False), method)[:, 2])
    found = sorted(float(row["Distance"]) for row in table(f"{stem}.{method}.csv"))
    near("number of heights", len(found), len(expected))
    # Heights of nearest members do not depend on the order in which ties are broken; of others the least does not.
    for left, right in list(zip(found, expected))[: None if method == "single" else 1]:
        near(f"heights of {method}", left, right)
    print(f"{pathlib.Path(stem).name}: {method} linkage has {len(found)} heights from {found[0]:.4f} to {found[-1]:.4f}, scipy's reach {expected[-1]:.4f}")


def phases(stem, changes, how):
    """Compares the change from month to month."""
    rows = table(changes)
    names = sorted({row["SourceLabel"] for path in pathlib.Path(stem).parent.glob("month-*.csv") for row in table(path)} |
                   {row["TargetLabel"] for path in pathlib.Path(stem).parent.glob("month-*.csv") for row in table(path)})
    matrices = {}
    for path in pathlib.Path(stem).parent.glob("month-*.csv"):
        matrix = numpy.zeros((len(names), len(names)))
        for row in table(path):
            one, other = names.index(row["SourceLabel"]), names.index(row["TargetLabel"])
            matrix[one, other] = matrix[other, one] = float(row["Weight"])
        matrices[path.stem.split("-", 2)[2]] = matrix
    scaled = lambda values: values / values.sum() if values.sum() > 0 else values
    def spectrum(matrix):
        values = numpy.sort(numpy.linalg.eigvalsh(numpy.diag(matrix.sum(axis=1)) - matrix))[::-1]
        return scaled(values)
    for before, row in zip(rows, rows[1:]):
        one, other = matrices[before["Window"]], matrices[row["Window"]]
        expected = abs(spectrum(one) - spectrum(other)).sum() if how == "spectra" else abs(scaled(one) - scaled(other)).sum()
        near(f"change to {row['Window']}", float(row["ChangeFromLast"]), expected)
    print(f"phases: changes of {how} between {len(rows)} months are those of numpy")


def clusters(stem, graph, nodes):
    order = [node["Id"] for node in nodes]
    weights = networkx.to_numpy_array(graph, nodelist=order)
    distances = 1 - weights / weights.max()
    numpy.fill_diagonal(distances, 0)
    expected = sorted(hierarchy.linkage(squareform(distances, checks=False), "average")[:, 2])
    found = sorted(float(row["Distance"]) for row in table(f"{stem}.clusters.csv"))
    # Where several pairs are equally near, the order of joining is a choice, and heights may differ.
    if len(set(numpy.round(squareform(distances, checks=False), 9))) == len(order) * (len(order) - 1) // 2:
        for left, right in zip(found, expected, strict=True):
            near("heights", left, right)
    near("number of heights", len(found), len(expected))
    near("lowest height", found[0], expected[0])


def disparity(graph, directed, edges):
    for edge in edges:
        source, target = edge["Source"], edge["Target"]
        if not edge["disparity"]:
            continue
        out = graph.out_degree if directed else graph.degree
        into = graph.in_degree if directed else graph.degree
        weight = graph[source][target]["weight"]
        seen = [
            1 if degree(node) < 2 else (1 - weight / degree(node, weight="weight")) ** (degree(node) - 1)
            for node, degree in ((source, out), (target, into))
        ]
        near("disparity", float(edge["disparity"]), min(seen))


def origins(edges, found):
    graph = networkx.DiGraph((edge["SourceLabel"], edge["TargetLabel"]) for edge in table(edges) if edge["Source"] != edge["Target"])
    circles = {node: circle for circle in networkx.strongly_connected_components(graph) if len(circle) > 1 for node in circle}
    ends = [node for node in graph if graph.out_degree(node) == 0]
    behind = object()
    graph.add_edges_from((node, behind) for node in ends)
    for row in table(found):
        node = row["Node"]
        if node not in graph:
            continue
        paths, rests_on = 0, ""
        if node not in ends and networkx.has_path(graph, node, behind):
            paths = len(list(networkx.node_disjoint_paths(graph, node, behind)))
            before = networkx.immediate_dominators(graph, node)[behind]
            rests_on = "" if before == node else before
        near(f"origins of {node}", int(row["Origins"]), paths)
        if row["RestsOn"] != rests_on or bool(row["Cycle"]) != (node in circles):
            fail(f"{node} rests on {row['RestsOn']!r} in cycle {row['Cycle']!r}, for others on {rests_on!r} in {circles.get(node)}")
    print(f"{pathlib.Path(edges).stem}: origins, what nodes rest on and cycles of {len(table(found))} nodes are those of networkx")


def dynamic(path, parts):
    root = xml.etree.ElementTree.parse(path).getroot()
    space = {"g": "http://gexf.net/1.3"}
    graph = root.find("g:graph", space)
    if root.get("version") != "1.3" or graph.get("mode") != "dynamic" or graph.get("timeformat") != "date":
        fail("the file is no dynamic GEXF 1.3")
    labels = {node.get("id"): node.get("label") for node in graph.iter("{http://gexf.net/1.3}node")}
    found = {}
    for edge in graph.iter("{http://gexf.net/1.3}edge"):
        spells = {(spell.get("start"), spell.get("end")) for spell in edge.iter("{http://gexf.net/1.3}spell")}
        for value in edge.iter("{http://gexf.net/1.3}attvalue"):
            if value.get("for") == "edge_weight":
                time = (value.get("start"), value.get("end"))
                if time not in spells:
                    fail(f"a weight has a time without a spell: {time}")
                found.setdefault(time[0][:7], []).append((labels[edge.get("source")], labels[edge.get("target")], float(value.get("value"))))
    expected = {}
    for part in parts:
        month = pathlib.Path(part).stem.split("-", 2)[2]
        rows = [(row["SourceLabel"], row["TargetLabel"], float(row["Weight"])) for row in table(part)]
        if rows:
            expected[month] = rows
    if {month: sorted(rows) for month, rows in found.items()} != {month: sorted(rows) for month, rows in expected.items()}:
        fail("the dynamic GEXF and the numbered files differ")
    read = networkx.read_gexf(path, version="1.3")
    near("networkx reads nodes", read.number_of_nodes(), len(labels))
    print(f"over time: {len(expected)} months with {sum(map(len, expected.values()))} edges, the same in numbered files and in one GEXF 1.3")


def spectra(rows):
    """Returns what gives the spectrum of some concepts, and all concepts."""
    kept = [row for row in table(rows) if row["what"] in ("concept 1", "concept 2", "concept 3", "concept 4", "concept 5")]
    who = sorted({row["who"] for row in kept})

    def spectrum(concepts):
        weights = numpy.zeros((len(who), len(who)))
        for what in concepts:
            for level in "01":
                counts = numpy.zeros(len(who))
                for row in kept:
                    if row["what"] == what and row["qualifier"] == level:
                        counts[who.index(row["who"])] += 1
                weights += numpy.outer(counts, counts)
        numpy.fill_diagonal(weights, 0)
        values = numpy.sort(numpy.linalg.eigvalsh(numpy.diag(weights.sum(axis=1)) - weights))[::-1]
        return values / values.sum() if values.sum() > 0 else values

    return spectrum, {row["what"] for row in kept}


def backbone(rows, removals):
    spectrum, left = spectra(rows)
    whole = spectrum(left)
    for row in table(removals):
        losses = {what: abs(whole - spectrum(left - {what})).sum() for what in left}
        near("loss", float(row["Loss"]), min(losses.values()))
        left.remove(row["Concept"])
        near("loss of this concept", float(row["Loss"]), losses[row["Concept"]])
    print(f"backbone: losses of {len(table(removals))} concepts are those of numpy's eigenvalues")


def sets(rows, found, size, penalty):
    """A backbone of a size, or with a penalty, is the best of all sets."""
    spectrum, concepts = spectra(rows)
    whole = spectrum(concepts)
    sizes = [int(size)] if size != "any" else range(1, len(concepts))
    cost = lambda chosen: abs(whole - spectrum(chosen)).sum() * numpy.exp(-float(penalty) * (len(concepts) - len(chosen)) / len(concepts))
    best = min(cost(chosen) for count in sizes for chosen in itertools.combinations(sorted(concepts), count))
    rows = table(found)
    near("cost of the backbone", cost([row["Concept"] for row in rows if row["Backbone"] == "true"]), best)
    near("cost as told", float(rows[0]["Penalised"]), best)
    print(f"backbone of size {size}, penalty {penalty}: {sum(row['Backbone'] == 'true' for row in rows)} of {len(rows)} concepts, no set has less than {best:.6f}")


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def near(what, found, expected):
    if abs(found - expected) > DIGITS * max(1, abs(expected)):
        fail(f"{what} is {found}, for others it is {expected}")


def fail(message):
    sys.exit(f"error: {message}")


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    match command:
        case "generate":
            generate(*arguments)
        case "compare":
            compare(*arguments)
        case "origins":
            origins(*arguments)
        case "dynamic":
            dynamic(arguments[0], arguments[1:])
        case "backbone":
            backbone(*arguments)
        case "sets":
            sets(*arguments)
        case "communities":
            all_communities(*arguments)
        case "linkage":
            linkage(*arguments)
        case "phases":
            phases(*arguments)
