"""robots.txt, OpenSearch, llms.txt, and the library as JSON."""

import re
from collections import Counter
from urllib.parse import urlsplit

from xmlfile import read_xml

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
LIST_ITEM = re.compile(r"- \[(?P<name>.+)\]\((?P<address>[^()\s]+)\)(: (?P<note>.+))?")


def check_discovery(site, ledger):
    with ledger.check(site.name, "robots.txt") as check:
        # Robots read it at the root of a host only.
        wanted = urlsplit(site.base_url).path == "/"
        check.expect(site.has("robots.txt") == wanted, f"{'missing' if wanted else 'there'}, at {site.base_url}")
        check.note("there, as it must be" if wanted else "not there, as it must be")
    if site.has("search.html"):
        with ledger.check(site.name, "opensearch.xml") as check:
            _judge_opensearch(site, check)
    with ledger.check(site.name, "llms.txt") as check:
        _judge_llms(site, check)
    with ledger.check(site.name, "papers.json") as check:
        _judge_library(site, check)


def _judge_opensearch(site, check):
    root = read_xml(site, "opensearch.xml", check)
    if root is None:
        return
    check.expect(root.tag == f"{OPENSEARCH}OpenSearchDescription", f"the root is {root.tag}")
    for name, most, needed in (("ShortName", 16, True), ("Description", 1024, True), ("LongName", 48, False)):
        given = [element.text or "" for element in root.findall(OPENSEARCH + name)]
        check.expect(len(given) == 1 or not (given or needed), f"{len(given)} of {name}")
        for text in given:
            check.expect(0 < len(text) <= most, f"{name} has {len(text)} characters: {text!r}")
            check.expect("<" not in text, f"{name} holds markup: {text!r}")
    templates = [url.get("template") for url in root.findall(f"{OPENSEARCH}Url") if url.get("type") == "text/html"]
    wanted = site.address("search.html") + "?q={searchTerms}"
    check.expect(templates == [wanted], f"the templates are {templates}, not {wanted}")
    check.note(f"{root.findtext(f'{OPENSEARCH}ShortName')!r}")


def _judge_llms(site, check):
    lines = [line for line in site.text("llms.txt").split("\n") if line.strip()]
    check.expect(lines and re.match(r"# \S", lines[0]), f"begins with {lines[:1]}")
    check.expect(len(lines) > 1 and lines[1].startswith("> "), f"no quotation behind the title: {lines[1:2]}")
    sections = [number for number, line in enumerate(lines) if line.startswith("## ")]
    check.expect(sections, "no sections")
    items = 0
    for line in lines[sections[0] if sections else len(lines) :]:
        if line.startswith("## "):
            continue
        item = LIST_ITEM.fullmatch(line)
        if check.expect(item, f"not an item of a list: {line!r}"):
            items += 1
            check.expect(not site.is_dead(item["address"]), f"leads to no file: {item['address']}")
            check.expect(urlsplit(item["address"]).scheme in ("http", "https"), f"relative: {item['address']}")
    empty = [lines[at] for at, after in zip(sections, [*sections[1:], len(lines)]) if after == at + 1]
    check.expect(not empty, f"empty sections: {empty}")
    check.expect(items, "no items")
    check.note(f"{len(sections)} sections, {items} items")


def _judge_library(site, check):
    library = site.json("papers.json")
    parts = library.get("parts")
    check.expect(("papers" in library) != ("parts" in library), f"it has {sorted(library)}, not papers or parts")
    papers = library.get("papers", [])
    for part in parts or []:
        path = site.file_of(part["url"])
        if check.expect(path, f"{part['url']} is no file"):
            listed = site.json(path)["papers"]
            check.expect(len(listed) == part["papers"], f"{path}: {len(listed)} papers, not {part['papers']}")
            check.expect(isinstance(part["year"], int), f"{path}: the year is {part['year']!r}")
            papers = papers + listed
    keys = Counter(paper["key"] for paper in papers)
    for key, count in keys.items():
        check.expect(count == 1, f"{key} is listed {count} times")
    for paper in papers:
        check.expect(site.file_of(paper["url"]) == f"papers/{paper['key']}.html", f"{paper['key']}: url {paper['url']}")
    pages = {path for path, page in site.pages.items() if path.startswith("papers/") and not page.is_redirect}
    for path in pages ^ {f"papers/{key}.html" for key in keys}:
        check.fail(f"{path}: {'a page, but not listed' if path in pages else 'listed, but no page'}")
    for key in site.papers.keys() ^ keys.keys():
        check.fail(f"{key}: not both in papers.json and in a digest")
    check.note(f"{len(papers)} papers" + (f" in {len(parts)} parts" if parts else ""))
