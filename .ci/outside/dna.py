"""Compares the networks of the sample database of the Discourse Network Analyzer with the figures of its own tests.

    dna.py SAYSO SAMPLE.dna

A figure with a star stands in the program's own tests; the others were counted by formula from its documentation. Sums are over all
cells, so those of networks of one mode are twice the sum of their edges.
"""

import csv
import io
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

BASE = ["--who", "organization", "--what", "concept", "--qualifier", "agreement"]
EXCLUDED = ["--drop", "concept=There should be legislation to regulate emissions.", "--drop", "organization=Senate", "--drop", "organization=Sierra Club"]

# How it is counted; the number of rows and columns; the sum over all cells.
FIGURES = [
    (["--two-mode", "ignore"], (7, 6), 40, "*"),
    (["--two-mode", "ignore", "--normalise", "activity"], (7, 6), 7, ""),
    (["--two-mode", "ignore", "--normalise", "prominence"], (7, 6), 6, ""),
    (["--two-mode", "subtract"], (7, 6), 18, ""),
    (["--two-mode", "subtract", "--normalise", "activity"], (7, 6), 2.118182, ""),
    (["--two-mode", "subtract", "--normalise", "prominence"], (7, 6), 3.778571, ""),
    (["--two-mode", "combine"], (7, 6), 30, ""),
    (["--one-mode", "ignore"], (7,), 276, "*"),
    (["--one-mode", "ignore", "--normalise", "average"], (7,), 46.261854, ""),
    (["--one-mode", "ignore", "--normalise", "jaccard"], (7,), 24.469002, ""),
    (["--one-mode", "ignore", "--normalise", "dna-cosine"], (7,), 8.872727, ""),
    (["--one-mode", "congruence"], (7,), 160, ""),
    (["--one-mode", "congruence", "--normalise", "average"], (7,), 25.802436, "*"),
    (["--one-mode", "congruence", "--normalise", "jaccard"], (7,), 13.610663, ""),
    (["--one-mode", "congruence", "--normalise", "dna-cosine"], (7,), 4.806061, ""),
    (["--one-mode", "conflict"], (7,), 116, ""),
    (["--one-mode", "conflict", "--normalise", "average"], (7,), 20.459418, "*"),
    (["--one-mode", "conflict", "--normalise", "jaccard"], (7,), 10.858340, ""),
    (["--one-mode", "conflict", "--normalise", "dna-cosine"], (7,), 4.066667, ""),
    (["--one-mode", "subtract"], (7,), 44, ""),
    (["--one-mode", "subtract", "--normalise", "average"], (7,), 5.343018, ""),
    (["--one-mode", "subtract", "--normalise", "jaccard"], (7,), 2.752323, ""),
    (["--one-mode", "subtract", "--normalise", "dna-cosine"], (7,), 0.739394, ""),
    # Where the qualifier is ignored, both sides of one speaker on one concept in one document are duplicates, too; else 23 are left.
    (["--two-mode", "ignore", "--duplicates", "document"], None, 22, ""),
    (["--one-mode", "congruence", "--duplicates", "document"], None, 48, ""),
    (["--one-mode", "congruence", "--normalise", "average", *EXCLUDED], (5,), 9.809524, "*"),
    (["--one-mode", "congruence", "--keep", "document_section=1"], (4,), None, "*"),
]


def main(sayso, sample):
    database = sqlite3.connect(f"file:{sample}?mode=ro&immutable=1", uri=True)
    right = wrong = 0
    for options, shape, total, star in FIGURES:
        sides = graph(sayso, sample, "--isolates", *options, "--format", "csv", "--nodes") if shape and "--drop" not in options and "--keep" not in options else None
        nodes = sides or graph(sayso, sample, *options, "--format", "csv", "--nodes")
        edges = graph(sayso, sample, *options, "--format", "csv")
        found = sum(float(edge["Weight"]) for edge in edges) * (2 if "--one-mode" in options else 1)
        faults = []
        # Each of the sum's cells is rounded to six digits.
        if total is not None and abs(found - total) > 1e-6 * max(1, len(edges)):
            faults.append(f"sum {found:.6f}, not {total}")
        if shape and len(nodes) != sum(shape):
            faults.append(f"{len(nodes)} nodes, not {sum(shape)}")
        right, wrong = (right, wrong + 1) if faults else (right + 1, wrong)
        print(f"{'wrong' if faults else 'right'}{star or ' '} {' '.join(options)}: {', '.join(faults) or f'{found:.6f}'}")
    for check in (duplicates, polarization, statements):
        faults = check(sayso, sample, database)
        right, wrong = right + (not faults), wrong + bool(faults)
        for fault in faults:
            print("wrong", fault)
    print(f"dna: {right} passed, {wrong} failed")
    sys.exit(1 if wrong else 0)


def graph(sayso, sample, *options):
    printed = subprocess.run([sayso, "graph", "--rows", sample, *BASE, *options], check=True, capture_output=True, encoding="utf-8")
    return list(csv.DictReader(io.StringIO(printed.stdout, newline="")))


def duplicates(sayso, sample, _):
    printed = subprocess.run(
        [sayso, "graph", "--rows", sample, *BASE, "--two-mode", "combine", "--duplicates", "document", "--format", "events"],
        check=True, capture_output=True, encoding="utf-8",
    )
    rows = list(csv.DictReader(io.StringIO(printed.stdout, newline=""), delimiter=";"))
    print(f"statements without duplicates in a document: {len(rows)}")
    return [] if len(rows) == 23 else [f"{len(rows)} statements without duplicates, not 23"]


def polarization(sayso, sample, _):
    """The program takes the greatest deviation from two camps; the least is what polarization means."""
    faults = []
    for options, expected in ((["--dna-compat"], 0.5342493), ([], 0.3359146)):
        rows = graph(sayso, sample, "--one-mode", "congruence", "--table", "camps", *options)
        found = float(rows[0]["Deviation"])
        print(f"polarization {' '.join(options)}: deviation {found}")
        if abs(found - expected) > 1e-6:
            faults.append(f"camps {options}: {found}, not {expected}")
    return faults


def statements(sayso, sample, database):
    """The store has every statement with the words that SQLite cuts out of the text."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder, "sample.dna")
        copy.write_bytes(pathlib.Path(sample).read_bytes())
        store = pathlib.Path(folder, "store")
        subprocess.run([sayso, "build", copy, "--store", store], check=True, capture_output=True)
        query = "SELECT ?id ?words { ?s a sayso:HandCoded ; dcterms:identifier ?id ; sayso:span/sayso:exact ?words }"
        command = [sayso, "query", "-", "--store", store, "--format", "csv"]
        printed = subprocess.run(command, input=query, check=True, capture_output=True, encoding="utf-8")
    found = {row["id"]: row["words"] for row in csv.DictReader(io.StringIO(printed.stdout, newline=""))}
    sql = "SELECT s.ID, substr(d.Text, s.Start + 1, s.Stop - s.Start) FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId"
    expected = {str(id): words for id, words in database.execute(sql)}
    print(f"statements in the store: {len(found)}")
    same = {id: clean(words) for id, words in found.items()} == {id: clean(words) for id, words in expected.items()}
    return [] if found and same else [f"{len(found)} statements in the store, {len(expected)} in the database, or other words"]


def clean(words):
    return " ".join(words.split())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
