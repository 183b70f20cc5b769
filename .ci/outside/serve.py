"""Asks an endpoint with SPARQLWrapper, rdflib and bare sockets.

    serve.py ADDRESS PROGRAM FOLDER    the folder has a store named `store`
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper

ADDRESS, PROGRAM, FOLDER = sys.argv[1:]
HOST, PORT = urllib.parse.urlparse(ADDRESS).hostname, urllib.parse.urlparse(ADDRESS).port
PREFIXES = "PREFIX sayso: <https://w3id.org/sayso/ns#> PREFIX dcterms: <http://purl.org/dc/terms/> "
TITLES = PREFIXES + "SELECT ?title { ?document a sayso:Document ; dcterms:title ?title }"
SAYS = PREFIXES + "CONSTRUCT { ?agent sayso:says ?claim } WHERE { ?agent sayso:says ?claim } LIMIT 10"
# Far more rows than anybody waits for, found one by one.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def check(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: {found!r} instead of {expected!r}")


def wrapper(query, form, method=GET, request=URLENCODED):
    asked = SPARQLWrapper(ADDRESS + "/query")
    asked.setQuery(query)
    asked.setMethod(method)
    asked.setRequestMethod(request)
    asked.setReturnFormat(form)
    return asked.query()


def sparqlwrapper():
    for method, request in [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]:
        answer = wrapper(TITLES, JSON, method, request).convert()
        check("SPARQLWrapper JSON", len(answer["results"]["bindings"]), 3)
    check("SPARQLWrapper XML", wrapper(TITLES, XML).convert().toxml().count("<result>"), 3)
    for form in (CSV, TSV):
        check("SPARQLWrapper rows", len(wrapper(TITLES, form).convert().decode().strip().splitlines()), 4)
    check("SPARQLWrapper ASK", wrapper("ASK {}", JSON).convert()["boolean"], True)
    for form, name in ((TURTLE, "turtle"), (N3, "turtle")):
        check("SPARQLWrapper triples", len(rdflib.Graph().parse(data=wrapper(SAYS, form).convert(), format=name)), 10)
    for form in (RDFXML, JSONLD):
        check("SPARQLWrapper triples", len(wrapper(SAYS, form).convert()), 10)
    print("SPARQLWrapper: GET, POST and direct POST; JSON, XML, CSV, TSV, Turtle, RDF/XML and JSON-LD")


def with_rdflib():
    graph = rdflib.Graph(SPARQLStore(ADDRESS + "/query"))
    says = rdflib.URIRef("https://w3id.org/sayso/ns#says")
    claims = list(graph.triples((None, says, None)))
    rows = list(graph.query(PREFIXES + "SELECT ?agent ?claim { ?agent sayso:says ?claim }"))
    check("rdflib rows", len(rows), len(claims))
    check("rdflib finds some", len(rows) > 0, True)
    check("rdflib ASK", bool(graph.query("ASK { ?s ?p ?o }")), True)
    for form in ("turtle", "nt", "trig", "nquads", "json-ld", "xml"):
        media = {"turtle": "text/turtle", "nt": "application/n-triples", "trig": "application/trig", "nquads": "application/n-quads",
                 "json-ld": "application/ld+json", "xml": "application/rdf+xml"}[form]
        request = urllib.request.Request(ADDRESS + "/store", headers={"Accept": media})
        data = urllib.request.urlopen(request, timeout=60).read().decode()
        dataset = rdflib.Dataset(default_union=True) if form in ("trig", "nquads", "json-ld") else rdflib.Graph()
        dataset.parse(data=data, format=form)
        check(f"rdflib reads the store as {form}", len(dataset) > 5000, True)
    for path in ("/query", "/.well-known/void"):
        check("rdflib reads descriptions", len(rdflib.Graph().parse(ADDRESS + path, format="turtle")) > 10, True)
    print(f"rdflib: {len(rows)} claims by query and by pattern, and the store in six formats")


def raw(text, port=PORT):
    with socket.create_connection((HOST, port), timeout=30) as client:
        client.sendall(text.encode())
        answer = client.makefile("rb").read()
    return answer.decode(errors="replace")


def status(text):
    return int(raw(text).split(" ", 2)[1])


def sockets():
    get = "GET / HTTP/1.1\r\nConnection: close\r\n"
    check("a host of this machine", status(f"{get}Host: localhost:{PORT}\r\n\r\n"), 200)
    check("another host", status(f"{get}Host: evil.example\r\n\r\n"), 421)
    check("no host", status(f"{get}\r\n"), 400)
    whole = f"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    check("another host in the target", status(whole), 421)
    check("no HTTP", "400" in raw("nonsense\r\n\r\n"), True)
    post = f"POST /query HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/sparql-query\r\nContent-Length: {2 << 20}\r\n\r\n"
    check("a body of two mebibytes", status(post + "x" * (1 << 20) + "x"), 413)
    print("sockets: hosts, nonsense and large bodies are refused")


def ticks(process):
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def is_idle(process):
    """Waits up to ten seconds until the process does next to nothing for half a second."""
    for _ in range(20):
        before = ticks(process)
        time.sleep(0.5)
        if ticks(process) - before <= 5:
            return True
    return False


def begin(query, port):
    client = socket.create_connection((HOST, port), timeout=300)
    head = f"POST /query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: {len(query)}\r\n\r\n"
    client.sendall((head + query).encode())
    return client


def own_server(*options):
    process = subprocess.Popen([PROGRAM, "serve", "--store", f"{FOLDER}/store", "--port", "0", *options],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return process, urllib.parse.urlparse(process.stdout.readline().strip()).port


def limits():
    process, port = own_server("--timeout", "60")
    clients = [begin(ENDLESS, port) for _ in range(4)]
    time.sleep(1)
    before = ticks(process.pid)
    time.sleep(1)
    check("four queries keep it busy", ticks(process.pid) - before > 20, True)
    for client in clients:
        client.close()
    check("nobody waits, nothing is done", is_idle(process.pid), True)
    # One that reads the beginning of a large answer and leaves.
    client = begin("SELECT * { ?a ?b ?c . ?d ?e ?f }", port)
    client.recv(1000)
    client.close()
    check("an answer that nobody reads ends", is_idle(process.pid), True)
    stalled = begin("SELECT * { ?a ?b ?c . ?d ?e ?f }", port)
    stalled.recv(1000)
    process.send_signal(signal.SIGTERM)
    check("it stops although a client reads nothing", process.wait(timeout=10), 0)
    stalled.close()
    print("limits: a client that leaves stops its query, before the answer and in it")


def ends(options, query, expected):
    process, port = own_server(*options)
    client = begin(query, port)
    began = time.monotonic()
    answer = client.recv(65536).decode()
    took = time.monotonic() - began
    check(expected, expected in answer and " 503 " in answer, True)
    check("it is idle then", is_idle(process.pid), True)
    process.send_signal(signal.SIGINT)
    check("it stops", process.wait(timeout=10), 0)
    return took


def time_and_memory():
    took = ends(["--timeout", "1"], ENDLESS, "it may take 1 s")
    check("a query of one second ends soon", took < 5, True)
    sort = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY STR(?c) STR(?f) ?a ?d LIMIT 1"
    took = ends(["--timeout", "2", "--memory", "16000"], sort, "it may take 2 s")
    check("a sort ends soon", took < 20, True)
    ends(["--memory", "200", "--timeout", "300"], "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?c ?d { ?a ?b ?c . ?d ?e ?f } }", "too much memory")
    print("limits: time, in a join and in a sort, and memory")


def refusals():
    def fails(options, expected):
        done = subprocess.run([PROGRAM, "serve", *options], capture_output=True, text=True, timeout=30)
        check(f"{options} fails", done.returncode, 2)
        check(f"{options} says {expected}", expected in done.stderr, True)

    fails(["--store", f"{FOLDER}/store", "--port", str(PORT)], "Address already in use")
    fails(["--store", f"{FOLDER}/nowhere", "--port", "0"], "nowhere")
    token = Path(FOLDER) / "token"
    token.write_text("short\n")
    fails(["--store", f"{FOLDER}/store", "--port", "0", "--write-token-file", str(token)], "holds no token")
    print("refusals: a port in use, no store, no token")


sparqlwrapper()
with_rdflib()
sockets()
limits()
time_and_memory()
refusals()
