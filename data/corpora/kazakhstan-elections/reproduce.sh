#!/usr/bin/env bash
# From the five texts to every table and picture of the README, checked against SHA256SUMS beside this script.
#
#   reproduce.sh [FOLDER]            makes them in FOLDER (default: reproduced, in the current folder)
#   reproduce.sh --update [FOLDER]   makes them and writes SHA256SUMS anew
#
# SAYSO names the program; without it, the one on the path is taken.
set -euo pipefail

corpus=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
update=no
if [[ ${1-} == --update ]]; then
    update=yes
    shift
fi
made=${1-reproduced}
sayso=${SAYSO-sayso}
mkdir -p "$made"
unset SAYSO_STORE

rm -rf "$made/sayso.db"
"$sayso" build "$corpus" --store "$made/sayso.db" >/dev/null
"$sayso" verify "$corpus" --store "$made/sayso.db" >/dev/null

for question in who-says-what who-sides-with-whom recommendations affiliations documents counts without-named-source; do
    "$sayso" query "$question" --store "$made/sayso.db" --format csv >"$made/$question.csv"
done
for graph in endorsements who-quotes-whom actor-claim affiliations; do
    "$sayso" graph "$graph" --store "$made/sayso.db" --output "$made/$graph.svg"
done
"$sayso" export --store "$made/sayso.db" --format nq --output "$made/graph.nq"

cd "$made"
if [[ $update == yes ]]; then
    sha256sum -- *.csv *.svg graph.nq >"$corpus/SHA256SUMS"
fi
sha256sum --check --quiet "$corpus/SHA256SUMS"
echo "all tables and pictures are as they were published"
