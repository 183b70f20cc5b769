"""Checks an export against the shapes, then the shapes against an export that was broken on purpose.

Fails if the export does not conform, if a shape selects nothing (then it proves nothing), or if one of the breaks
is not reported where it was made.
"""

import hashlib
import pathlib
import sys
import time

import pyshacl
from rdflib import RDF, RDFS, SH, Dataset, Graph, Literal, Namespace, URIRef

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

    for fault in faults:
        print(f"fault: {fault}", file=sys.stderr)
    return 1 if faults else 0


def union_of_graphs(graph_file):
    dataset = Dataset()
    dataset.parse(graph_file, format="trig")
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
    """Breaks the graph in many ways, each at nodes of its own, and returns what must be reported for each."""
    used = set()

    def take(nodes, is_fit=lambda node: True):
        """Returns the first node that no other break has touched."""
        node = next(node for node in sorted(nodes) if node not in used and is_fit(node))
        used.add(node)
        return node

    def instances(class_):
        return graph.subjects(RDF.type, class_)

    def evidence(agent, claim):
        return [node for node in graph.subjects(SAYSO.claim, claim) if (node, SAYSO.agent, agent) in graph]

    breaks = []

    statement = take(instances(SAYSO.Statement))
    graph.remove((statement, SAYSO.confidence, None))
    breaks.append(("a confidence dropped", statement, None, "A finding has one confidence from 0 to 1."))

    statement = take(instances(SAYSO.Statement))
    graph.remove((statement, SAYSO.sourceKind, None))
    breaks.append(("a source kind dropped", statement, None, "A statement has one source kind of the four."))

    statement = take(instances(SAYSO.Statement))
    graph.remove((statement, SAYSO.contentSpan, None))
    breaks.append(("a content span dropped", statement, None, "A statement has a content span."))

    statement = take(instances(SAYSO.Statement), lambda node: (node, SAYSO.sourceKind, SAYSO.NamedSource) in graph)
    graph.remove((statement, SAYSO.source, None))
    breaks.append(
        ("the source of a named source dropped", statement, None, "A statement has a source, or says that nobody is named.")
    )

    def text_of(span):
        return URIRef(str(span).partition("#")[0])

    span = take(instances(SAYSO.Span))
    exact = graph.value(span, SAYSO.exact)
    graph.set((span, SAYSO.exact, Literal(f"{exact}!")))
    message = "The position, the words and the name of a span agree, and it lies in its text."
    breaks.append(("a character added to the words of a span", text_of(span), span, message))

    if has_texts:
        span = take(instances(SAYSO.Span))
        exact = str(graph.value(span, SAYSO.exact))
        graph.set((span, SAYSO.exact, Literal(("y" if exact[0] == "x" else "x") + exact[1:])))
        message = "The words of a span are the characters at its position."
        breaks.append(("a character changed in the words of a span", text_of(span), span, message))

    message = "An agent says a claim where a statement or own words of depth 0 or 1 shows it."
    agent = take(graph.subjects(SAYSO.says))
    claim = take(instances(SAYSO.Claim), lambda claim: not evidence(agent, claim))
    graph.add((agent, SAYSO.says, claim))
    breaks.append(("a direct triple without a node", agent, claim, message))

    agent = take(graph.subjects(SAYSO.says))
    claim = take(graph.objects(agent, SAYSO.says))
    for node in evidence(agent, claim):
        graph.add((node, SAYSO.negated, Literal(True)))
    breaks.append(("the node of a direct triple negated", agent, claim, message))

    entity = take(instances(SAYSO.Entity))
    agent = take(instances(SAYSO.Agent), lambda agent: (entity, SAYSO.sameAgent, agent) not in graph)
    graph.add((entity, SAYSO.sameAgent, agent))
    breaks.append(("an entity given a second agent", entity, None, "An entity belongs to one agent."))

    join = take(instances(SAYSO.Join))
    graph.remove((join, SAYSO.reason, None))
    breaks.append(("the reason of a join dropped", join, None, "A join or refusal has its reason."))

    first = take(instances(SAYSO.Statement))
    second = take(instances(SAYSO.Statement))
    graph.set((first, SAYSO.reportedBy, second))
    graph.set((second, SAYSO.reportedBy, first))
    message = "reportedBy leads to one document, without a cycle."
    breaks.append(("a cycle of reportedBy", first, None, message))

    def is_reported_by_document(node):
        return (graph.value(node, SAYSO.reportedBy), RDF.type, SAYSO.Document) in graph

    statement = take(instances(SAYSO.Statement), is_reported_by_document)
    graph.set((statement, SAYSO.depth, Literal(2)))
    message = "What the document itself reports has depth 0 or 1."
    breaks.append(("a wrong depth", graph.value(statement, SAYSO.reportedBy), statement, message))

    document = take(instances(SAYSO.Document))
    graph.remove((document, PROV.wasGeneratedBy, None))
    breaks.append(("the run of a document dropped", document, None, "A document's graph has one run."))

    return breaks


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
