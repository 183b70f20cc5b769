"""Checks an export against the shapes, then the shapes against an export that was broken on purpose.

Fails if the export does not conform, if a shape selects nothing (then it proves nothing), or if one of the breaks
is not reported where it was made.
"""

import hashlib
import pathlib
import sys
import time

import pyshacl
from rdflib import DCTERMS, RDF, RDFS, SH, SKOS, Dataset, Graph, Literal, Namespace, URIRef

SAYSO = Namespace("https://w3id.org/sayso/ns#")
PROV = Namespace("http://www.w3.org/ns/prov#")


def main(shapes_file, graph_file, texts_folder):
    shapes = Graph().parse(shapes_file, format="turtle")
    graph = union_of_graphs(graph_file)
    without_file = add_texts(graph, texts_folder) if texts_folder else []
    print(f"{len(graph)} triples")

    faults = [f"no file has the characters of {text}" for text in without_file]
    for shape, count in selections(shapes, graph):
        print(f"  {count:6} nodes for {shape}")
        if count == 0:
            faults.append(f"{shape} selects nothing")
    faults += [f"{message} ({focus} {value or ''})" for focus, value, message in validate(graph, shapes)]

    if not faults:
        breaks = broken(graph, has_texts=bool(texts_folder))
        reported = validate(graph, shapes)
        for name, focus, value, message in breaks:
            is_seen = any(
                (focus, message) == (found[0], found[2]) and value in (None, found[1]) for found in reported
            )
            print(f"  {'reported' if is_seen else 'MISSED'}: {name}")
            if not is_seen:
                faults.append(f"not reported: {name} ({focus} {value or ''})")

    tell(faults)
    return 1 if faults else 0


def tell(faults):
    """Prints faults, of each kind the first three."""
    kinds = {}
    for fault in sorted(faults):
        kinds.setdefault(fault.partition(" (")[0], []).append(fault)
    for same in kinds.values():
        for fault in same[:3]:
            print(f"fault: {fault}", file=sys.stderr)
        if len(same) > 3:
            print(f"  and {len(same) - 3} more of these", file=sys.stderr)


def union_of_graphs(graph_file):
    dataset = Dataset()
    dataset.parse(graph_file, format="nquads" if graph_file.endswith(".nq") else "trig")
    graph = Graph()
    for subject, predicate, object_, _ in dataset.quads():
        graph.add((subject, predicate, object_))
    return graph


def add_texts(graph, folder):
    """Adds the characters of each text as rdf:value, and returns the texts that no file has."""
    contents = {}
    for file in sorted(pathlib.Path(folder).rglob("*.txt")):
        content = file.read_bytes().removeprefix(b"\xef\xbb\xbf")
        contents[hashlib.sha256(content).hexdigest()] = content.decode("utf-8")
    missing = []
    for text, digits in sorted(graph.subject_objects(SAYSO.sha256)):
        if str(digits) in contents:
            graph.add((text, RDF.value, Literal(contents[str(digits)])))
        else:
            missing.append(text)
    return missing


def selections(shapes, graph):
    """Returns each shape that has a target, with how many nodes it selects."""
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
    with_target = {shape for target in targets for shape in shapes.subjects(target)}
    for shape in sorted(with_target):
        selected = set(shapes.objects(shape, SH.targetNode))
        for class_ in shapes.objects(shape, SH.targetClass):
            for subclass in graph.transitive_subjects(RDFS.subClassOf, class_):
                selected.update(graph.subjects(RDF.type, subclass))
        for predicate in shapes.objects(shape, SH.targetSubjectsOf):
            selected.update(graph.subjects(predicate))
        for predicate in shapes.objects(shape, SH.targetObjectsOf):
            selected.update(graph.objects(None, predicate))
        yield shape, len(selected)


def validate(graph, shapes):
    """Returns the focus node, value and message of every result."""
    start = time.monotonic()
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    print(f"validated in {time.monotonic() - start:.1f} s")
    return [
        (results.value(result, SH.focusNode), results.value(result, SH.value), str(message))
        for result in results.subjects(RDF.type, SH.ValidationResult)
        for message in results.objects(result, SH.resultMessage)
    ]


def broken(graph, has_texts):
    """Breaks a graph in many ways, each at nodes of its own, and returns what must be reported for each."""
    breaks = Breaks(graph)
    break_statements(breaks)
    break_spans(breaks, has_texts)
    break_direct_triples(breaks)
    break_identity(breaks)
    break_reports(breaks)
    return breaks.made


class Breaks:
    """A graph that is being broken, and what was done to it."""

    def __init__(self, graph):
        self.graph = graph
        self.used = set()
        self.made = []

    def take(self, nodes, is_fit=lambda node: True):
        """Returns the first node that no other break has touched."""
        node = next(node for node in sorted(nodes) if node not in self.used and is_fit(node))
        self.used.add(node)
        return node

    def take_one(self, class_, is_fit=lambda node: True):
        return self.take(self.graph.subjects(RDF.type, class_), is_fit)

    def drop(self, node, predicate, name, message):
        self.graph.remove((node, predicate, None))
        self.expect(name, node, message)

    def expect(self, name, focus, message, value=None):
        self.made.append((name, focus, value, message))


def break_statements(breaks):
    graph = breaks.graph
    for predicate, name, message in [
        (SAYSO.confidence, "a confidence dropped", "A finding has one confidence from 0 to 1."),
        (SAYSO.rule, "a rule dropped", "A finding names its rule."),
        (SAYSO.sourceKind, "a source kind dropped", "A statement has one source kind of the four."),
        (SAYSO.contentSpan, "a content span dropped", "A statement has a content span."),
    ]:
        breaks.drop(breaks.take_one(SAYSO.Statement), predicate, name, message)
    statement = breaks.take_one(
        SAYSO.Statement, lambda node: (node, SAYSO.sourceKind, SAYSO.NamedSource) in graph
    )
    message = "A statement has a source, or says that nobody is named."
    breaks.drop(statement, SAYSO.source, "the source of a named source dropped", message)
    document = breaks.take_one(SAYSO.Document)
    message = "A document's graph has one run."
    breaks.drop(document, PROV.wasGeneratedBy, "the run of a document dropped", message)


def break_spans(breaks, has_texts):
    def change(name, message, words):
        span = breaks.take_one(SAYSO.Span)
        breaks.graph.set((span, SAYSO.exact, Literal(words(str(breaks.graph.value(span, SAYSO.exact))))))
        breaks.expect(name, URIRef(str(span).partition("#")[0]), message, span)

    change(
        "a character added to the words of a span",
        "The position, the words and the name of a span agree, and it lies in its text.",
        lambda words: words + "!",
    )
    if has_texts:
        change(
            "a character changed in the words of a span",
            "The words of a span are the characters at its position.",
            lambda words: ("y" if words[0] == "x" else "x") + words[1:],
        )


def break_direct_triples(breaks):
    graph = breaks.graph

    def is_silent(agent):
        nodes = graph.subjects(SAYSO.agent, agent)
        return all((node, RDF.type, SAYSO.Join) in graph for node in nodes)

    agent = breaks.take_one(SAYSO.Agent, is_silent)
    claim = breaks.take_one(SAYSO.Claim)
    other = breaks.take_one(SAYSO.Agent)
    for name, object_, does, shown_by in [
        ("says", claim, "says a claim", "a statement or own words"),
        ("recommendsTo", other, "recommends to another", "a recommendation"),
        ("endorses", other, "endorses another", "an endorsement"),
        ("criticises", other, "criticises another", "a criticism"),
    ]:
        reportedly = f"reportedly{name[0].upper()}{name[1:]}"
        graph.add((agent, SAYSO[name], object_))
        graph.add((agent, SAYSO[reportedly], object_))
        message = f"An agent {does} where {shown_by} of depth 0 or 1 shows it."
        breaks.expect(f"{name} without a node", agent, message, object_)
        message = f"An agent reportedly {does} where {shown_by} of depth 2 or more shows it."
        breaks.expect(f"{reportedly} without a node", agent, message, object_)

    agent = breaks.take(graph.subjects(SAYSO.says))
    claim = breaks.take(graph.objects(agent, SAYSO.says))
    for node in list(graph.subjects(SAYSO.claim, claim)):
        graph.add((node, SAYSO.negated, Literal(True)))
    message = "An agent says a claim where a statement or own words of depth 0 or 1 shows it."
    breaks.expect("all that shows a direct triple negated", agent, message, claim)


def break_identity(breaks):
    graph = breaks.graph
    entity = breaks.take_one(SAYSO.Entity)
    agent = breaks.take_one(SAYSO.Agent, lambda agent: (entity, SAYSO.sameAgent, agent) not in graph)
    graph.add((entity, SAYSO.sameAgent, agent))
    breaks.expect("an entity given a second agent", entity, "An entity belongs to one agent.")
    agent = breaks.take_one(SAYSO.Agent)
    graph.add((agent, SKOS.prefLabel, Literal("another name")))
    breaks.expect("an agent given a second label", agent, "An agent has one preferred label.")
    correction = breaks.take_one(SAYSO.Correction)
    breaks.drop(correction, DCTERMS.creator, "the author of a correction dropped", "A correction has its author.")
    join = breaks.take_one(SAYSO.Join)
    breaks.drop(join, SAYSO.reason, "the reason of a join dropped", "A join or refusal has its reason.")


def break_reports(breaks):
    graph = breaks.graph
    first, second = breaks.take_one(SAYSO.Statement), breaks.take_one(SAYSO.Statement)
    graph.set((first, SAYSO.reportedBy, second))
    graph.set((second, SAYSO.reportedBy, first))
    message = "reportedBy leads to one document, without a cycle."
    breaks.expect("a cycle of reportedBy", first, message)
    statement = breaks.take_one(
        SAYSO.Statement,
        lambda node: (graph.value(node, SAYSO.reportedBy), RDF.type, SAYSO.Document) in graph,
    )
    graph.set((statement, SAYSO.depth, Literal(2)))
    message = "What the document itself reports has depth 0 or 1."
    breaks.expect("a wrong depth", graph.value(statement, SAYSO.reportedBy), message, statement)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
