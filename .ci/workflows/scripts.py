"""Writes the shell scripts in workflows to files, for shellcheck: scripts.py FOLDER FILE…

Knows workflows and actions of GitHub, whose steps are run by bash, and a .gitlab-ci.yml, whose lines
are run by sh.
"""

import sys
from pathlib import Path

import yaml


def steps(document):
    """All steps of a workflow or of a composite action."""
    if "runs" in document:
        yield from document["runs"]["steps"]
    for job in document.get("jobs", {}).values():
        yield from job["steps"]


def scripts(document):
    """Pairs of a shell and a script."""
    if "jobs" in document or "runs" in document:
        for step in steps(document):
            if "run" in step:
                yield "bash", "set -eo pipefail\n" + step["run"]
        return
    for job in document.values():
        if isinstance(job, dict) and "script" in job:
            yield "sh", "\n".join(["set -e", *job.get("before_script", []), *job["script"]])


def main(folder, files):
    count = 0
    for file in files:
        document = yaml.safe_load(Path(file).read_text())
        for number, (shell, script) in enumerate(scripts(document)):
            name = f"{Path(file).stem.lstrip('.')}-{number}.sh"
            Path(folder, name).write_text(f"#!/usr/bin/env {shell}\n{script}\n")
            count += 1
    if count == 0:
        sys.exit("no workflow has a script")
    print(f"{count} scripts")


main(sys.argv[1], sys.argv[2:])
