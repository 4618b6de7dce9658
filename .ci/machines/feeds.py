"""Atom feeds, and the list of the topics' feeds."""

from collections import Counter

import feedparser
from lxml import etree

from content import is_moment, judge_html
from site_files import is_absolute, sample
from xmlfile import read_xml, relax_ng, validate

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML_DIV = "{http://www.w3.org/1999/xhtml}div"


def check_feeds(site, ledger):
    schema = relax_ng("atom.rng")
    # What was said of an entry where it was seen first, by its id.
    seen = {}
    kinds = [
        ("feed.xml", ["feed.xml"]),
        ("digests/feed.xml", ["digests/feed.xml"]),
        ("topics/*.xml", [f"topics/{slug}.xml" for slug in site.topic_papers]),
        ("authors/*.xml", [f"authors/{slug}.xml" for slug in site.authors]),
    ]
    for kind, paths in kinds:
        if not paths:
            continue
        with ledger.check(site.name, kind) as check:
            parsed = set(sample(paths))
            entries = sum(_judge_atom(site, path, schema, seen, path in parsed, check) for path in paths)
            feeds = f"{len(paths)} feeds, {len(parsed)} of them also by feedparser, " if len(paths) > 1 else ""
            check.note(f"{feeds}{entries} entries")
    with ledger.check(site.name, "feeds of topics and papers of topics") as check:
        feeds = {path[len("topics/") : -len(".xml")] for path in site.matching(r"topics/[^/]+\.xml")}
        for slug in feeds ^ site.topic_papers.keys():
            check.fail(f"topics/{slug}.xml: {'its topic has no papers' if slug in feeds else 'missing'}")
        check.note(f"{len(feeds)} feeds")
    with ledger.check(site.name, "digests/feed.xml and the digests") as check:
        _judge_digest_entries(site, check)
    if site.topic_papers:
        with ledger.check(site.name, "topics.opml") as check:
            _judge_opml(site, check)


def _judge_atom(site, path, schema, seen, is_parsed, check):
    """Judges one feed; says how many entries it has."""
    if not check.expect(site.has(path), f"{path}: missing"):
        return 0
    root = read_xml(site, path, check)
    if root is None:
        return 0
    validate(schema, root, path, check)
    if not check.expect(root.tag == f"{ATOM}feed", f"{path}: the root is {root.tag}"):
        return 0
    entries = root.findall(f"{ATOM}entry")
    _judge_feed(site, path, root, entries, check)
    for entry in entries:
        _judge_entry(site, path, entry, root, seen, check)
    if path.startswith("topics/"):
        members = {f"papers/{key}.html" for key in site.topic_papers[path[len("topics/") : -len(".xml")]]}
        for entry in entries:
            page = site.file_of(_links(entry, "alternate")[0].get("href"))
            check.expect(page in members, f"{path}: {page} is not of this topic")
    if is_parsed:
        _judge_parsed(site, path, len(entries), check)
    return len(entries)


def _judge_feed(site, path, root, entries, check):
    _judge_id(root.findtext(f"{ATOM}id"), path, check)
    own = [link.get("href") for link in _links(root, "self")]
    check.expect(own == [site.address(path)], f"{path}: self link is {own}")
    _judge_alternates(site, path, root, check)
    check.expect(len(entries) > 0, f"{path}: no entries")
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    for entry_id, count in ids.items():
        check.expect(count == 1, f"{path}: {count} entries are {entry_id}")
    moments = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    check.expect(len(set(moments)) > 1 or len(moments) < 2, f"{path}: all entries are of {moments[:1]}")
    updated = root.findtext(f"{ATOM}updated")
    newest = max(moments, default=updated)
    check.expect(updated == newest, f"{path}: updated is {updated}, its newest entry {newest}")


def _judge_entry(site, path, entry, root, seen, check):
    entry_id = entry.findtext(f"{ATOM}id")
    where = f"{path}: {entry_id}"
    _judge_id(entry_id, where, check)
    title = entry.findtext(f"{ATOM}title") or ""
    updated = entry.findtext(f"{ATOM}updated")
    published = entry.findtext(f"{ATOM}published") or updated
    check.expect(title.strip(), f"{where}: no title")
    for moment in {updated, published}:
        if check.expect(is_moment(moment), f"{where}: not a moment by RFC 3339: {moment}"):
            check.expect(moment[:10] <= site.newest_day, f"{where}: {moment} is after the newest digest")
    if updated and published:
        check.expect(published <= updated, f"{where}: published after it was updated")
    _judge_alternates(site, where, entry, check)
    has_author = entry.find(f"{ATOM}author") is not None or root.find(f"{ATOM}author") is not None
    check.expect(has_author, f"{where}: neither it nor the feed has an author")
    for element in [entry.find(f"{ATOM}content"), entry.find(f"{ATOM}summary")]:
        if element is not None:
            _judge_text(site, where, element, check)
    first = seen.setdefault(entry_id, (title, updated, path))
    check.expect(
        first[:2] == (title, updated), f"{where}: {first[2]} has it as {first[:2]}, this as {(title, updated)}"
    )


def _judge_text(site, where, element, check):
    kind = element.get("type", "text")
    if kind == "html":
        judge_html(site, element.text or "", where, check)
    elif kind == "xhtml":
        div = element.find(XHTML_DIV)
        judge_html(site, etree.tostring(div, encoding="unicode", method="html"), where, check)


def _judge_id(text, where, check):
    check.expect(text and text.startswith("tag:"), f"{where}: the id {text} is not a tag: URI")


def _judge_alternates(site, where, element, check):
    alternates = _links(element, "alternate")
    check.expect(alternates, f"{where}: no alternate link")
    kinds = Counter((link.get("type"), link.get("hreflang")) for link in alternates)
    check.expect(all(count == 1 for count in kinds.values()), f"{where}: two alternate links of one kind")
    for link in element.findall(f"{ATOM}link"):
        address = link.get("href", "")
        check.expect(is_absolute(address), f"{where}: relative link {address}")
        check.expect(not site.is_dead(address), f"{where}: link to no file: {address}")
    for link in alternates:
        check.expect(
            site.is_own(link.get("href", "")), f"{where}: the alternate is not of this site: {link.get('href')}"
        )


def _links(element, relation):
    return [link for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == relation]


def _judge_parsed(site, path, count, check):
    """What feedparser, which many readers are built on, makes of it."""
    feed = feedparser.parse(site.read(path), response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    check.expect(not feed.bozo, f"{path}: feedparser: {feed.get('bozo_exception')!r}")
    check.expect(feed.version == "atom10", f"{path}: feedparser takes it for {feed.version!r}")
    check.expect(len(feed.entries) == count, f"{path}: feedparser sees {len(feed.entries)} of {count} entries")
    for entry in feed.entries:
        paper = site.paper_at(entry.get("link", ""))
        has_text = entry.get("content") or entry.get("summary") or (paper and not paper["abstract"])
        complete = entry.get("title") and entry.get("link") and has_text and entry.get("updated_parsed")
        check.expect(complete, f"{path}: feedparser misses title, link, text or date of {entry.get('id')}")


def _judge_digest_entries(site, check):
    """Each entry of the digests' feed is of another digest and has its title."""
    root = read_xml(site, "digests/feed.xml", check)
    # A digest without a title of its own is called by its date: as its page says.
    titles = {site.address(path): site.pages[path].content("og:title") for path in _digest_pages(site)}
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        address = next((link.get("href") for link in _links(entry, "alternate")), None)
        title = entry.findtext(f"{ATOM}title")
        if check.expect(address in titles, f"{address} is the page of no digest, or of one that was before"):
            own = titles.pop(address)
            check.expect(own == title, f"{address}: the entry is {title!r}, the page {own!r}")
    check.note(f"{len(entries)} entries are digests")


def _digest_pages(site):
    return [path for path in (f"digests/{slug}.html" for slug in site.digests) if path in site.pages]


def _judge_opml(site, check):
    root = read_xml(site, "topics.opml", check)
    if root is None:
        return
    check.expect(root.tag == "opml" and root.get("version") == "2.0", "not OPML 2.0")
    check.expect(root.findtext("head/title"), "no title")
    check.expect([child.tag for child in root] == ["head", "body"], "more, or less, than one head and one body")
    outlines = list(root.iter("outline"))
    for outline in outlines:
        text = outline.get("text")
        check.expect(outline.get("type") == "rss" and text, f"{dict(outline.attrib)}: no type rss, or no text")
        for key in ("xmlUrl", "htmlUrl"):
            check.expect(site.file_of(outline.get(key, "")), f"{text}: {key} leads to no file: {outline.get(key)}")
    feeds = Counter(outline.get("xmlUrl") for outline in outlines)
    for address, count in feeds.items():
        check.expect(count == 1, f"{address} is listed {count} times")
    missing = {site.address(path) for path in site.matching(r"topics/[^/]+\.xml")} - set(feeds)
    check.expect(not missing, f"feeds that are not listed: {sorted(missing)[:5]}")
    check.note(f"{len(outlines)} feeds")
