#!/usr/bin/env python3
"""Runs spaCy and sayso on the same text, one after the other on one thread, and prints how many tokens a second each reads.
Seconds are those of the processor, so that other programs on the machine do not count.

spaCy's English pipeline is blank but for a tagger and a parser, trained for a few steps on the same treebank: enough to
know how fast it is, not how good. sayso is timed with all that it does, from the file to the printed statements.

    python3 -m venv VENV && VENV/bin/pip install spacy
    cargo build --release
    VENV/bin/python benches/peer.py TREEBANK.conllu [--sayso target/release/sayso] [--text FILE] [--megabytes 1]
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

# One thread for both; numpy and its libraries read this when they are loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import spacy  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from spacy.training import Example  # noqa: E402

PROJECT = Path(__file__).resolve().parent.parent
CORPUS = PROJECT / "data/corpora/kazakhstan-elections"
STEPS = 200
BATCH = 32
ROUNDS = 3


def sentences(path):
    """Yields the words, tags, heads and relations of each sentence of a CoNLL-U file."""
    rows = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line and rows:
            words, tags, heads, relations = zip(*rows)
            places = [place if head == 0 else head - 1 for place, head in enumerate(heads)]
            yield list(words), list(tags), places, list(relations)
            rows = []
        elif line and not line.startswith("#"):
            fields = line.split("\t")
            if fields[0].isdigit():
                rows.append((fields[1], fields[4], int(fields[6]), fields[7]))


def trained(treebank):
    """Returns a blank English pipeline with tagger and parser after a few steps of training."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    nlp.add_pipe("parser")
    examples = []
    for words, tags, heads, relations in sentences(treebank):
        reference = Doc(nlp.vocab, words=words, tags=tags, heads=heads, deps=relations)
        examples.append(Example(Doc(nlp.vocab, words=words), reference))
    random.seed(0)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(STEPS):
        nlp.update(random.sample(examples, BATCH), sgd=optimizer)
    return nlp


def text_of(arguments):
    """Returns the text to read, repeated until it is long enough."""
    if arguments.text:
        text = Path(arguments.text).read_text(encoding="utf-8")
    else:
        text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt")))
    return [text] * max(1, round(arguments.megabytes * 1_000_000 / len(text.encode())))


def seconds():
    """Returns the processor's time that this process and those that it started have taken."""
    own, started = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + started.ru_utime + started.ru_stime


def best(run):
    """Returns the least time of several runs, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = seconds()
        run()
        times.append(seconds() - start)
    return min(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split(".")[0])
    parser.add_argument("treebank", help="a CoNLL-U file to train spaCy's tagger and parser on")
    parser.add_argument("--sayso", default=str(PROJECT / "target/release/sayso"))
    parser.add_argument("--text", help="a text to read [default: those of data/corpora/kazakhstan-elections]")
    parser.add_argument("--megabytes", type=float, default=1.0, help="repeat the text until it is so long")
    arguments = parser.parse_args()
    if not Path(arguments.sayso).exists():
        sys.exit(f"there is no {arguments.sayso}: cargo build --release makes it, --sayso names another")

    texts = text_of(arguments)
    nlp = trained(arguments.treebank)
    tokens = sum(len(nlp.make_doc(text)) for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number:04}.txt").write_text(text, encoding="utf-8")
        extract = [arguments.sayso, "extract", "--threads", "1", folder]
        ours = best(lambda: subprocess.run(extract, check=True, stdout=subprocess.DEVNULL))
    theirs = best(lambda: [nlp(text) for text in texts])

    print(f"{tokens} tokens as spaCy counts them, the best of {ROUNDS} runs on one thread")
    print(f"spaCy {spacy.__version__}, tagger and parser   {tokens / theirs:10,.0f} tokens a second")
    print(f"sayso, from file to statements     {tokens / ours:10,.0f} tokens a second")
    print(f"ratio                              {theirs / ours:10.1f}")


if __name__ == "__main__":
    main()
