"""JSON-LD in pages, read as RDF and held to schema.org."""

import json
import re

from rdflib import RDF, Graph, Literal
from rdflib.namespace import XSD

from site_files import plain, sample
from vocabulary import PROPERTIES, RANGES, TEXT

SCHEMA = "https://schema.org/"
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
LISTS = ("topics", "digests", "authors")


def check_structured(site, ledger):
    kinds = {}
    for path, page in site.pages.items():
        if page.is_indexable:
            folder, slash, _ = path.partition("/")
            kinds.setdefault(f"{folder}/" if slash else "the root", []).append(page)
    for kind, pages in kinds.items():
        with ledger.check(site.name, f"JSON-LD of {kind}") as check:
            judged = sample(pages)
            nodes = sum(_judge_page(site, page, check) for page in judged)
            check.note(f"{len(judged)} of {len(pages)} pages, {nodes} nodes")


def _judge_page(site, page, check):
    """Judges the JSON-LD of one page; says how many nodes it has."""
    if not check.expect(len(page.structured) == 1, f"{page.path}: {len(page.structured)} blocks of JSON-LD"):
        return 0
    try:
        document = json.loads(page.structured[0])
    except ValueError as error:
        check.fail(f"{page.path}: {error}")
        return 0
    check.expect(
        document.get("@context") == "https://schema.org", f"{page.path}: @context is {document.get('@context')}"
    )
    check.expect(isinstance(document.get("@graph"), list), f"{page.path}: no @graph")
    # The real context is on the network; this one gives names the same meaning.
    document["@context"] = {"@vocab": SCHEMA}
    graph = Graph().parse(data=json.dumps(document), format="json-ld", base=page.address)
    nodes = {node: _Node(graph, node) for node in set(graph.subjects())}
    for node in nodes.values():
        _judge_node(site, page, node, nodes, check)
    _judge_whole(site, page, list(nodes.values()), nodes, check)
    return len(nodes)


class _Node:
    """What a graph says of one subject."""

    def __init__(self, graph, subject):
        self.address = str(subject)
        self.types = [_name(kind) for kind in graph.objects(subject, RDF.type)]
        self.values = {}
        for predicate, value in graph.predicate_objects(subject):
            if predicate != RDF.type:
                self.values.setdefault(_name(predicate), []).append(value)

    def text(self, name):
        return str(self.values[name][0]) if name in self.values else None


def _name(term):
    return str(term).removeprefix(SCHEMA)


def _judge_node(site, page, node, nodes, check):
    where = f"{page.path}: {'/'.join(node.types) or 'a node without a type'}"
    known = [kind for kind in node.types if kind in PROPERTIES]
    check.expect(node.types and known == node.types, f"{where}: a type that is not known")
    allowed = set().union(*(PROPERTIES[kind] for kind in known)) if known else set()
    check.expect(not site.is_dead(node.address), f"{where}: @id leads to no file: {node.address}")
    for name, values in node.values.items():
        if known:
            check.expect(name in allowed, f"{where} has no property {name}")
        for value in values:
            _judge_value(site, where, name, value, nodes, check)


def _judge_value(site, where, name, value, nodes, check):
    kinds = [TEXT] if isinstance(value, Literal) or value not in nodes else nodes[value].types
    check.expect(set(kinds) & RANGES.get(name, set(kinds)), f"{where}: {name} is a {'/'.join(kinds)}")
    text = str(value)
    check.expect(text.strip(), f"{where}: {name} is empty")
    check.expect(not site.is_dead(text), f"{where}: {name} leads to no file: {text}")
    if name in ("url", "sameAs", "item") and kinds == [TEXT]:
        check.expect(re.match(r"https?://\S+$", text), f"{where}: {name} is no address: {text}")
    if name in ("datePublished", "dateModified"):
        check.expect(DATE.fullmatch(text), f"{where}: {name} is {text}")
    if name in ("position", "numberOfItems"):
        check.expect(
            isinstance(value, Literal) and value.datatype == XSD.integer, f"{where}: {name} {text} is no integer"
        )


def _judge_whole(site, page, all_nodes, nodes, check):
    """What a page of its kind must have."""
    path = page.path
    wanted = _wanted_type(path)
    about = [node for node in all_nodes if node.address == page.canonical]
    if not check.expect(len(about) == 1, f"{path}: no node is about {page.canonical}"):
        return
    check.expect(wanted in about[0].types, f"{path}: it is a {about[0].types}, not a {wanted}")
    check.expect(about[0].text("name"), f"{path}: the page has no name")
    check.expect(about[0].text("url") in (None, page.canonical), f"{path}: url is {about[0].text('url')}")
    if path != "index.html":
        trails = [node for node in all_nodes if "BreadcrumbList" in node.types]
        if check.expect(len(trails) == 1, f"{path}: {len(trails)} of BreadcrumbList"):
            _judge_trail(path, trails[0], nodes, check)
    entity = next((nodes.get(value) for value in about[0].values.get("mainEntity", [])), None)
    if path.startswith("papers/"):
        is_article = entity and "ScholarlyArticle" in entity.types
        if check.expect(is_article, f"{path}: the main entity is no ScholarlyArticle"):
            _judge_article(site, page, entity, check)
    digest = site.digests.get(path.removeprefix("digests/").removesuffix(".html"))
    if digest and entity and entity.text("numberOfItems"):
        count = entity.text("numberOfItems")
        check.expect(count == str(len(digest["papers"])), f"{path}: {count} items, {len(digest['papers'])} papers")


def _wanted_type(path):
    if path == "index.html":
        return "WebSite"
    return "CollectionPage" if path.partition("/")[0] in LISTS or path == "trending.html" else "WebPage"


def _judge_trail(path, trail, nodes, check):
    steps = [nodes[value] for value in trail.values.get("itemListElement", []) if value in nodes]
    steps.sort(key=lambda step: int(step.text("position") or 0))
    positions = [step.text("position") for step in steps]
    check.expect(positions == [str(number + 1) for number in range(len(steps))], f"{path}: positions {positions}")
    check.expect(len(steps) >= 2, f"{path}: a trail of {len(steps)}")
    for step in steps:
        check.expect(step.text("name"), f"{path}: a step of the trail has no name")
    for step in steps[:-1]:
        check.expect("item" in step.values, f"{path}: step {step.text('position')} leads nowhere")


def _judge_article(site, page, article, check):
    paper = site.papers.get(page.path.removeprefix("papers/").removesuffix(".html"))
    if not check.expect(paper, f"{page.path}: in no digest"):
        return
    title = plain(paper["title"]) or page.content("og:title")
    check.expect(article.text("name") == title, f"{page.path}: name is {article.text('name')!r}")
    count = len(article.values.get("author", []))
    check.expect(count == len(paper["authors"]), f"{page.path}: {count} authors, not {len(paper['authors'])}")
    check.expect(article.text("datePublished") == paper["date"], f"{page.path}: date {article.text('datePublished')}")
