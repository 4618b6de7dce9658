#!/usr/bin/env bash
# How much of the text of real digests arrives on the site: `check.sh OFFPRINT DATA JUDGE WORK`. Builds a
# site from each folder of samples and asks the judge, which knows no format. `least.tsv` says what
# is expected of each folder, and why where that is not nearly all.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
offprint=$1 data=$2 judge=$3 work=$4
failed=0
while IFS=$'\t' read -r name least _; do
  [[ $name == "#"* ]] && continue
  root=$work/$name
  mkdir -p "$root"
  cp -r "$data/samples/$name" "$root/content"
  # A file needs a day, in it or in its name.
  for file in "$root"/content/*; do
    [[ $(basename "$file") =~ [0-9]{4}-[0-9]{2} ]] || mv "$file" "$root/content/2026-01-01-$(basename "$file")"
  done
  printf 'title = "%s"\n' "$name" >"$root/offprint.toml"
  "$offprint" build --quiet --root "$root" --output "$root/site" >"$root/messages" 2>&1 || {
    tail -n 20 "$root/messages"
    exit 1
  }
  found=$(python3 "$judge" "$root/content" "$root/site" --worst 0 | sed -n 's/^coverage \([0-9.]*\).*/\1/p')
  verdict=$(awk -v found="$found" -v least="$least" 'BEGIN { print (found + 0 >= least + 0) ? "ok" : "TOO LITTLE" }')
  printf '%-20s %s of at least %s  %s\n' "$name" "$found" "$least" "$verdict"
  [[ $verdict == ok ]] || failed=1
done <"$here/least.tsv"
exit $failed
