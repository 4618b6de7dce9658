#!/usr/bin/env bash
# Judges the workflows that `offprint init` writes, this repository's own, and its action:
# `check.sh OFFPRINT PYTHON`, where OFFPRINT is the program and PYTHON a folder of tools from
# requirements.txt. Needs the packages of package.json, and shellcheck.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

offprint=$1 python=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
workflows=() others=()
for host in github cloudflare netlify gitlab; do
  "$offprint" init --quiet --host "$host" "$work/$host"
  if [[ $host == gitlab ]]; then
    others+=("$work/$host/.gitlab-ci.yml")
  else
    mv "$work/$host/.github/workflows/publish.yml" "$work/$host.yml"
    workflows+=("$work/$host.yml")
  fi
done
cp ../../.github/workflows/*.yml "$work"
workflows+=("$work"/release.yml)
mkdir "$work/action"
cp ../../action.yml "$work/action/action.yml"

# First the judges themselves: they must refuse what is wrong.
mkdir "$work/wrong"
sed 's/needs.build.outputs.changed/needs.bild.outputs.changed/' "$work/github.yml" >"$work/wrong/expression.yml"
sed 's/@[0-9a-f]\{40\} .*/@v1/' "$work/github.yml" >"$work/wrong/unpinned.yml"
# shellcheck disable=SC2016 # it is the script of a workflow
printf 'jobs: {a: {steps: [{run: "rm -rf $1/*"}]}}\n' >"$work/wrong/script.yml"
refuses() { if "$@" >/dev/null 2>&1; then echo "error: this passes what is wrong: $*"; exit 1; fi; }
shell() {
  rm -rf "$work/scripts"
  mkdir "$work/scripts"
  "$python/python" scripts.py "$work/scripts" "$@"
  shellcheck "$work/scripts"/*.sh
}
zizmor() { "$python/zizmor" --offline --no-progress "$@"; }
refuses node lint.mjs "$work/wrong/expression.yml"
refuses zizmor "$work/wrong/unpinned.yml"
refuses shell "$work/wrong/script.yml"

node lint.mjs "${workflows[@]}"
zizmor "${workflows[@]}" "$work/action/action.yml"
shell "${workflows[@]}" "$work/action/action.yml" "${others[@]}"
shellcheck check.sh ../../.github/package.sh ../run
echo "${#workflows[@]} workflows, an action and a pipeline are sound"
