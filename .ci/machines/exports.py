"""Records for reference managers, read by several libraries and held against each other."""

import json
import re
import warnings
from typing import NamedTuple

import bibtexparser
import rispy
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string

from site_files import MATH, sample

FORMATS = (".bib", ".ris", ".csljson")
TEX_WORDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
}


class Record(NamedTuple):
    """What one format says of a paper."""

    title: str
    authors: list


def check_exports(site, ledger):
    read = {extension: {} for extension in FORMATS}
    slugs = [slug for slug, digest in site.digests.items() if digest["papers"]]
    for extension in FORMATS:
        with ledger.check(site.name, f"digests/*{extension}") as check:
            for slug in slugs:
                keys = [paper["key"] for paper in site.digests[slug]["papers"]]
                read[extension].update(_judge_file(site, f"digests/{slug}{extension}", keys, check))
            missing = len(site.papers.keys() - read[extension].keys())
            check.expect(not missing, f"{missing} papers are in none")
            check.note(f"{len(slugs)} files, {len(read[extension])} papers")
        if site.topic_papers:
            with ledger.check(site.name, f"topics/*{extension}") as check:
                _judge_topics(site, extension, check)
    with ledger.check(site.name, "BibTeX, RIS and CSL-JSON alike") as check:
        _compare(site, read, check)


def _judge_topics(site, extension, check):
    for slug in site.topic_papers:
        check.expect(site.has(f"topics/{slug}{extension}"), f"topics/{slug}{extension}: missing")
    judged = [slug for slug in sample(site.topic_papers) if site.has(f"topics/{slug}{extension}")]
    records = 0
    for slug in judged:
        records += len(_judge_file(site, f"topics/{slug}{extension}", site.topic_papers[slug], check))
    check.note(f"{len(judged)} of {len(site.topic_papers)} files, {records} records")


def _judge_file(site, path, keys, check):
    """The records of a file by key."""
    if not check.expect(site.has(path), f"{path}: missing"):
        return {}
    reader = {".bib": _read_bibtex, ".ris": _read_ris, ".csljson": _read_csl}[path[path.rindex(".") :]]
    records = reader(path, site.text(path), check)
    found = [key for key, _ in records]
    check.expect(sorted(found) == sorted(keys), f"{path}: {len(found)} records, not those of its {len(keys)} papers")
    return dict(records)


def _read_bibtex(path, text, check):
    library = bibtexparser.parse_string(text)
    for block in library.failed_blocks:
        check.fail(f"{path}: bibtexparser: line {block.start_line}: {block.error}")
    try:
        # By default pybtex only prints what it dislikes in a name.
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            entries = parse_string(text, "bibtex").entries
    except Exception as error:
        check.fail(f"{path}: pybtex: {error}")
        return []
    titles = {entry.key: entry.fields_dict["title"].value for entry in library.entries}
    check.expect(sorted(titles) == sorted(entries), f"{path}: bibtexparser and pybtex read other entries")
    records = []
    for key, entry in entries.items():
        title = entry.fields.get("title", "")
        check.expect(
            title == titles.get(key), f"{path}: {key}: {title!r} by pybtex, {titles.get(key)!r} by bibtexparser"
        )
        check.expect(title.startswith("{") and title.endswith("}"), f"{path}: {key}: capitals are not kept: {title!r}")
        authors = [str(person) for person in entry.persons.get("author", [])]
        records.append((key, Record(title.removeprefix("{").removesuffix("}"), [a for a in authors if a != "others"])))
    return records


def _read_ris(path, text, check):
    records = []
    for entry in rispy.loads(text):
        key = entry.get("id")
        check.expect("unknown_tag" not in entry, f"{path}: {key}: rispy knows no {entry.get('unknown_tag')}")
        check.expect(entry.get("type_of_reference"), f"{path}: {key}: no type")
        records.append((key, Record(entry.get("title") or entry.get("primary_title"), entry.get("authors", []))))
    # rispy passes over lines that it can make nothing of.
    for line in text.splitlines():
        check.expect(not line.strip() or re.match(r"[A-Z][A-Z0-9]  - ", line), f"{path}: not a line of RIS: {line!r}")
    return records


def _read_csl(path, text, check):
    items = json.loads(text)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        library = CiteProcJSON(items)
    for warning in caught:
        check.fail(f"{path}: citeproc: {warning.message}")
    check.expect(len(library) == len(items), f"{path}: citeproc reads {len(library)} of {len(items)} items")
    return [(item["id"], Record(item.get("title"), item.get("author", []))) for item in items]


def _compare(site, read, check):
    compared = 0
    for key, paper in site.papers.items():
        records = {extension: read[extension].get(key) for extension in FORMATS}
        if None in records.values():
            continue
        bibtex, ris, csl = records.values()
        counts = {extension: len(record.authors) for extension, record in records.items()}
        expected = len(paper["authors"])
        check.expect(set(counts.values()) == {expected}, f"{key}: {counts} authors, the digest {expected}")
        # Math is TeX in one format and plain text in the others.
        if MATH.search(bibtex.title):
            continue
        compared += 1
        plain = without_tex(bibtex.title)
        check.expect(plain == ris.title == csl.title, f"{key}: {bibtex.title!r}, {ris.title!r}, {csl.title!r}")
    check.expect(compared, "no titles")
    check.note(f"{compared} titles")


def without_tex(text):
    """The text with TeX's escapes undone."""
    text = re.sub(r"\{\\(text[a-z]+)\}", lambda match: TEX_WORDS.get(match[1], match[0]), text)
    return re.sub(r"\\([&%$#_])", r"\1", text)
