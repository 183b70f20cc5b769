#!/usr/bin/env python3
"""Counts the same discourse networks with scipy's sparse matrices and with sayso, and prints how long each takes.

Once both begin with statements whose names are numbers: scipy makes a sparse matrix for yes and one for no, and multiplies
each by its transpose; only ties above the diagonal are kept, as sayso does. Numbers of ties and sums of weights must be the same.

Once both begin with rows of text in memory, which nobody has read before. sayso numbers names and concepts, reads dates and levels, puts the
statements in the order of date, document and place, looks for any that are there twice, and keeps identifiers, documents and
dates. Python does the same with dictionaries and numpy, each distinct date being read once, as sayso does; and, to tell how much that
is, only numbers names and concepts.

    python3 -m venv VENV && VENV/bin/pip install numpy scipy
    VENV/bin/python benches/networks.py [ROWS]
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import scipy
from scipy import sparse

PROJECT = Path(__file__).resolve().parent.parent
FIELDS, WHO, WHAT = 10, 10_000, 1_000
ROUNDS = 3


def mixed(number):
    with np.errstate(over="ignore"):
        number = (number + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return number ^ (number >> np.uint64(31))


def picked(count, drawn):
    sums = np.cumsum(np.uint64(1_000_000_000) // np.arange(1, count + 1, dtype=np.uint64))
    return np.searchsorted(sums, drawn % sums[-1], side="right").astype(np.uint64)


def rows_of(count):
    """Returns the columns who, what, agreement, identifier, document and date, as benches/networks.rs makes them."""
    place = np.arange(count, dtype=np.uint64) * np.uint64(4)
    drawn = [mixed(place + np.uint64(salt)) for salt in range(4)]
    fields = np.uint64(FIELDS)
    who, rank = picked(WHO, drawn[0]), picked(WHAT // FIELDS, drawn[1])
    what = rank * fields + who % fields
    camp = (who // fields + rank) % np.uint64(2)
    agrees = np.where(drawn[2] % np.uint64(4) == 0, np.uint64(1) - camp, camp)
    day = drawn[3] % np.uint64(3650)
    dates = [f"{2014 + n // 365}-{n % 365 // 31 + 1:02}-{n % 28 + 1:02}" for n in day.tolist()]
    names = [f"speaker {n}" for n in who.tolist()], [f"concept {n}" for n in what.tolist()], [str(n) for n in agrees.tolist()]
    return *names, [str(n) for n in range(count)], [f"document {n // 20}" for n in range(count)], dates


def distinct(names):
    """Returns each name once, and which of them each is."""
    found = {}
    return np.fromiter((found.setdefault(name, len(found)) for name in names), np.int64, len(names)), list(found)


def ranked(numbers, keys):
    """Returns the place of each among all keys in their order."""
    places = np.empty(len(keys), np.int64)
    places[np.argsort(keys, kind="stable")] = np.arange(len(keys))
    return places[numbers], len(keys)


def numbered(names):
    numbers, found = distinct(names)
    return ranked(numbers, np.array(found, dtype=object))


def numbers(rows):
    agrees = np.fromiter((cell == "1" for cell in rows[2]), bool, len(rows[2]))
    return *numbered(rows[0]), *numbered(rows[1]), agrees


def whole(rows):
    """Reads all that sayso reads."""
    who, people, what, concepts, agrees = numbers(rows)
    _, _, _, ids, documents, dates = rows
    dates, found = distinct(dates)
    days = np.array(found, dtype="datetime64[D]")[dates]
    order = np.lexsort((np.arange(len(ids)), numbered(documents)[0], days))
    if len(set(ids)) < len(ids):
        sys.exit("error: a statement is there twice")
    return who[order], people, what[order], concepts, agrees[order]


def levels(who, people, what, concepts, agrees):
    ones = np.ones(len(who), np.int64)
    make = lambda mask: sparse.csr_matrix((ones[mask], (who[mask], what[mask])), (people, concepts))
    return make(~agrees), make(agrees)


def two_mode(numbers):
    no, yes = levels(*numbers)
    ties = (yes - no).tocsr()
    ties.eliminate_zeros()
    return ties


def congruence(numbers):
    no, yes = levels(*numbers)
    return sparse.triu(no @ no.T + yes @ yes.T, k=1, format="csr")


def measured(make, given=lambda: ()):
    """Returns what is made and the least seconds that it takes; what it is made of is made anew each time, and not counted."""
    best = None
    for _ in range(ROUNDS):
        told = given()
        start = time.perf_counter()
        made = make(*told)
        best = min(best or 1e9, time.perf_counter() - start)
    return made, best


def ours(count):
    """Runs the benchmark and returns the number of ties, the sum of weights and the seconds of each network."""
    best = {}
    for _ in range(ROUNDS):
        command = os.environ.get("NETWORKS", f"cargo bench --quiet --bench networks -- {count}").split()
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=PROJECT).stdout
        lines = [line.split("\t") for line in told.splitlines()]
        for row in lines[1:]:
            name, ties, millionths, peak = row[1], int(row[2]), int(row[3]), int(row[7])
            known = best.get(name, (0, 0, 1e9, 1e9))
            text, number = min(float(row[4]), known[2]), min(float(row[5]), known[3])
            best[name] = ties, millionths // 1_000_000, text, number, peak
    return best


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    own = ours(count)
    print(f"{count} rows, the best of {ROUNDS} runs; scipy {scipy.__version__}, numpy {np.__version__}")
    fresh = lambda: (rows_of(count),)
    known, reading = measured(numbers, fresh)
    _, all_reading = measured(whole, fresh)
    for name, make in [("two-mode", two_mode), ("congruence", congruence)]:
        made, seconds = measured(lambda: make(known))
        ties, total = made.nnz, int(abs(made).sum())
        found = own[name]
        if (ties, total) != found[:2]:
            sys.exit(f"error: {name}: scipy has {ties} ties of {total}, sayso {found[0]} of {found[1]}")
        print(f"{name}: {ties} ties; sayso's peak {found[4]} MB")
        print(f"  from numbers   scipy {seconds:6.2f} s   sayso {found[3]:6.2f} s   ratio {seconds / found[3]:5.2f}")
        for what, first in [("from text", all_reading), ("names only", reading)]:
            print(f"  {what:13}  scipy {first + seconds:6.2f} s   sayso {found[2]:6.2f} s   ratio {(first + seconds) / found[2]:5.2f}")


if __name__ == "__main__":
    main()
