#!/bin/sh
# Teaches the match model: teach.sh ARTICLES PAIRS.tsv WORK [MORE_FOLDERS...]. Needs Rust, Python 3.11 and requirements.txt.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
articles=$1 pairs=$2 work=$3
shift 3
evidence() { cargo run --quiet --release --manifest-path "$here/../Cargo.toml" -p xtask -- write_evidence "$@"; }
evidence "$articles" "$work/first" "$pairs"
others=
for folder in "$@"; do
    evidence "$folder" "$work/$(basename "$folder")"
    others="$others $work/$(basename "$folder")"
done
# shellcheck disable=SC2086 # folders without spaces, one a word
python3 "$here/vocabulary.py" "$work" "$work/first" $others
# shellcheck disable=SC2086
python3 "$here/reader.py" "$work" "$pairs" "$work/first" $others
evidence "$articles" "$work/lessons" "$work/lessons.ids"
cp "$work/lessons/lessons.bin" "$work/lessons.bin"
python3 "$here/forest.py" "$work" "$pairs" "$work/first"
cp "$work/reader.bin" "$here/../src/resolve/judging/reader/reader.bin"
cp "$work/forest.tsv" "$here/../src/resolve/judging/forest.tsv"
