#!/usr/bin/env bash
# Packs a built program for a release: `package.sh TARGET FOLDER DIST` takes it from FOLDER and writes
# DIST/offprint-TARGET-vVERSION.tgz and its checksum. The names are those of
# [package.metadata.binstall] in Cargo.toml.
set -euo pipefail

target=$1 folder=$2 dist=$3
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
name=offprint-$target-v$version
binary=offprint
if [[ $target == *-windows-* ]]; then binary=offprint.exe; fi

mkdir -p "$dist"
staged=$(mktemp -d)
trap 'rm -rf "$staged"' EXIT
mkdir "$staged/$name"
cp "$folder/$binary" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$staged/$name/"
tar -czf "$dist/$name.tgz" -C "$staged" "$name"
cd "$dist"
if command -v sha256sum >/dev/null; then
  sha256sum -- "$name.tgz" >"$name.tgz.sha256"
else
  shasum -a 256 -- "$name.tgz" >"$name.tgz.sha256"
fi
echo "$dist/$name.tgz"
