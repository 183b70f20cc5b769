#!/usr/bin/env python3
"""Asks `sayso serve` and `oxigraph serve` the shipped questions with 50 clients at once, on the same quads, and prints how fast each is.

Both keep the quads in memory, take the union of the graphs as the default graph and send SPARQL's JSON. First every question is
asked once of both, and the numbers of rows must be the same. Then each is asked for some seconds, in turns, so that what else the machine
does falls on both; wrk counts what comes back and how long it takes. Only loopback is asked, and every step ends by itself.

    apt-get install wrk; python3 -m venv VENV && VENV/bin/pip install oxigraph
    VENV/bin/python benches/serve.py STORE [SECONDS [ROUNDS [CLIENTS]]]

SAYSO names the program, target/release/sayso if it is not set. STORE is a folder that `sayso build` made.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SAYSO = os.environ.get("SAYSO", str(PROJECT / "target/release/sayso"))
OXIGRAPH = str(Path(sys.executable).parent / "oxigraph")
JSON = "application/sparql-results+json"

SCRIPT = """
local queries = {%s}
local thread = 0
function setup(t) t:set("first", thread * 7); thread = thread + 1 end
function init(args) at = first end
function request()
  at = at + 1
  return wrk.format("POST", "/query", {["Content-Type"] = "application/sparql-query", ["Accept"] = "%s"}, queries[at %% #queries + 1])
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %%d %%d %%d %%d %%d %%d %%f %%f %%f\\n", summary.requests, summary.duration, summary.bytes,
    e.status, e.timeout, e.connect + e.read + e.write, latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
"""


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
    subprocess.run([SAYSO, "export", "--store", store, "--format", "nquads", "--output", quads], check=True)
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


def quoted(text):
    level = "=" * 5
    return f"[{level}[\n{text}]{level}]"


def load(address, script, clients, seconds):
    command = ["wrk", "-t", "1", "-c", str(clients), "-d", f"{seconds}s", "--timeout", "60s", "-s", script, address]
    output = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 120).stdout
    line = next(line for line in output.splitlines() if line.startswith("RESULT"))
    return [float(part) for part in line.split()[1:]]


def report(name, results):
    requests, duration, size, status, timeouts, broken = (sum(result[part] for result in results) for part in range(6))
    half = sorted(result[6] for result in results)[len(results) // 2]
    p99 = sorted(result[7] for result in results)[len(results) // 2]
    errors = int(status + timeouts + broken)
    print(
        f"{name:<9} {requests / duration * 1e6:8.1f} answers/s {size / duration:7.2f} MB/s   half within {half:8.1f} ms   "
        f"99 % within {p99:8.1f} ms   slowest {max(result[8] for result in results):8.1f} ms   {errors} errors"
    )
    return errors


def main():
    store = sys.argv[1]
    seconds, rounds, clients = (int(value) for value in (sys.argv[2:] + ["15", "3", "50"][len(sys.argv) - 2 :]))
    asked = questions()
    with tempfile.TemporaryDirectory() as folder:
        servers = {"sayso": start_sayso(store), "oxigraph": start_oxigraph(store, folder)}
        try:
            slow = []
            for name, query in asked.items():
                times, counts = [], []
                for _, address in servers.values():
                    began = time.perf_counter()
                    counts.append(rows(ask(address, query)))
                    times.append(time.perf_counter() - began)
                if counts[0] != counts[1]:
                    sys.exit(f"{name}: {counts[0]} rows from sayso, {counts[1]} from oxigraph")
                if max(times) > 1:
                    slow.append(name)
                if "-v" in os.environ.get("SERVE_BENCH", ""):
                    print(f"  {name:<34} {counts[0]:6} rows {times[0] * 1e3:9.1f} ms {times[1] * 1e3:9.1f} ms")
            mixes = {"every question": asked, "those under a second": {k: v for k, v in asked.items() if k not in slow}}
            if slow:
                print(f"over a second when asked alone: {', '.join(slow)}")
            else:
                mixes.pop("those under a second")
            errors = 0
            for mix, queries in mixes.items():
                script = Path(folder) / "mix.lua"
                script.write_text(SCRIPT % (", ".join(quoted(query) for query in queries.values()), JSON))
                results = {name: [] for name in servers}
                for _ in range(rounds):
                    for name, (_, address) in servers.items():
                        results[name].append(load(address, str(script), clients, seconds))
                print(f"{mix}: {len(queries)} questions, {clients} clients, {rounds} × {seconds} s each")
                errors += sum(report(name, result) for name, result in results.items())
            sys.exit(1 if errors else 0)
        finally:
            for process, _ in servers.values():
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=30)


main()
