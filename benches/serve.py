#!/usr/bin/env python3
"""Asks `sayso serve` and `oxigraph serve` the shipped questions with 50 clients at once, on the same quads, and prints how fast each is.

Both keep the quads in memory, take the union of the graphs as the default graph and send SPARQL's JSON. First every question is
asked once of both, and the numbers of rows must be the same. Then each is asked all of them some times over by all clients, in turns, so
that what else the machine does falls on both. Where others use the machine, too, the processor time says more than the time. Only loopback is asked, and every step ends by itself.

    python3 -m venv VENV && VENV/bin/pip install oxigraph
    VENV/bin/python benches/serve.py STORE [TIMES [ROUNDS [CLIENTS]]]

SAYSO names the program, target/release/sayso if it is not set. STORE is a folder that `sayso build` made.
"""

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SAYSO = os.environ.get("SAYSO", str(PROJECT / "target/release/sayso"))
OXIGRAPH = str(Path(sys.executable).parent / "oxigraph")
JSON = "application/sparql-results+json"

def questions():
    """The shipped questions that need no value, as they stand: their parameters keep their defaults."""
    found = {}
    for path in sorted((PROJECT / "queries/questions").glob("*.rq")):
        text = path.read_text()
        if "UNDEF" not in re.sub(r"#.*", "", text):
            found[path.stem] = text
    return found


def ask(address, query, timeout=120):
    request = urllib.request.Request(
        address + "/query", query.encode(), {"Content-Type": "application/sparql-query", "Accept": JSON}
    )
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        return json.load(answer)


def rows(answer):
    return len(answer["results"]["bindings"]) if "results" in answer else 1


def start_sayso(store):
    process = subprocess.Popen(
        [SAYSO, "serve", "--store", store, "--port", "0", "--memory", "8192", "--timeout", "120"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return process, process.stdout.readline().strip().rstrip("/")


def start_oxigraph(store, folder):
    quads = f"{folder}/quads.nq"
    subprocess.run([SAYSO, "export", "--store", store, "--format", "nq", "--output", quads], check=True)
    address = "127.0.0.1:7879"
    process = subprocess.Popen(
        [OXIGRAPH, "serve", "--bind", address, "--union-default-graph", "--timeout-s", "120"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://{address}"
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=5).read()
            break
        except OSError:
            time.sleep(0.1)
    data = Path(quads).read_bytes()
    load = urllib.request.Request(address + "/store", data, {"Content-Type": "application/n-quads"}, method="POST")
    urllib.request.urlopen(load, timeout=300).read()
    return process, address


def cpu(process):
    """The seconds of processor time that a process took so far."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(process, address, queries, clients):
    """Lets clients ask the queries, each the next that nobody asked yet, and returns times, bytes and errors."""
    host = urllib.parse.urlparse(address)
    left = iter(queries)
    lock = threading.Lock()
    times, sizes, errors = [], [], []

    def client():
        connection = http.client.HTTPConnection(host.hostname, host.port, timeout=120)
        while True:
            with lock:
                query = next(left, None)
            if query is None:
                return
            began = time.perf_counter()
            try:
                headers = {"Content-Type": "application/sparql-query", "Accept": JSON}
                connection.request("POST", "/query", query.encode(), headers)
                answer = connection.getresponse()
                size = len(answer.read())
                if answer.status != 200:
                    errors.append(answer.status)
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                errors.append(repr(error))
                continue
            times.append(time.perf_counter() - began)
            sizes.append(size)

    before, began = cpu(process), time.perf_counter()
    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, sum(sizes), errors, time.perf_counter() - began, cpu(process) - before


def report(name, results):
    times = sorted(time for result in results for time in result[0])
    errors = [error for result in results for error in result[2]]
    took, processor = sum(result[3] for result in results), sum(result[4] for result in results)
    at = lambda part: times[min(len(times) - 1, int(len(times) * part))]
    print(
        f"{name:<9} {len(times):5} answers in {took:6.1f} s: {len(times) / took:6.1f} a second, {processor:6.1f} s of processor time; "
        f"half within {at(0.5):6.2f} s, 99 % within {at(0.99):6.2f} s, slowest {times[-1]:6.2f} s; {len(errors)} errors {errors[:3] or ''}"
    )
    return len(errors)


def main():
    store = sys.argv[1]
    times, rounds, clients = (int(value) for value in (sys.argv[2:] + ["5", "2", "50"][len(sys.argv) - 2 :]))
    asked = questions()
    with tempfile.TemporaryDirectory() as folder:
        servers = {"sayso": start_sayso(store), "oxigraph": start_oxigraph(store, folder)}
        try:
            slow = []
            for name, query in asked.items():
                took, counts = [], []
                for _, address in servers.values():
                    began = time.perf_counter()
                    counts.append(rows(ask(address, query)))
                    took.append(time.perf_counter() - began)
                if counts[0] != counts[1]:
                    sys.exit(f"{name}: {counts[0]} rows from sayso, {counts[1]} from oxigraph")
                if max(took) > 1:
                    slow.append(name)
                if "-v" in os.environ.get("SERVE_BENCH", ""):
                    print(f"  {name:<34} {counts[0]:6} rows {took[0] * 1e3:9.1f} ms {took[1] * 1e3:9.1f} ms")
            mixes = {"every question": asked, "those under a second": {k: v for k, v in asked.items() if k not in slow}}
            if slow:
                print(f"over a second when asked alone: {', '.join(slow)}")
            else:
                mixes.pop("those under a second")
            errors = 0
            for mix, queries in mixes.items():
                results = {name: [] for name in servers}
                for number in range(rounds):
                    mixed = list(queries.values()) * times
                    random.Random(number).shuffle(mixed)
                    for name, (process, address) in servers.items():
                        results[name].append(load(process, address, mixed, clients))
                print(f"{mix}: {len(queries)} questions, {clients} clients, {rounds} rounds")
                errors += sum(report(name, result) for name, result in results.items())
            sys.exit(1 if errors else 0)
        finally:
            for process, _ in servers.values():
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=30)


main()
