"""A built site: its files, the heads of its pages, its digests."""

import json
import os
import re
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html

# Where judging one takes long, so many of a kind are judged by every twentieth.
LARGE = 300
SAMPLED = 20

MATH = re.compile(r"(?<!\\)\$|\\[(\[]")


class Page:
    """What the head of an HTML page says."""

    def __init__(self, path, address, source):
        self.path = path
        self.address = address
        # The body is left out: everything that is asked for is in the head, and reading that alone
        # takes a tenth of the time.
        head = html.document_fromstring(source.partition("</head>")[0] + "</head>")
        self.metas = []
        for meta in head.iter("meta"):
            name = meta.get("name") or meta.get("property") or meta.get("http-equiv") or ""
            self.metas.append((name.lower(), meta.get("content")))
        self.links = [
            (link.get("rel", "").lower(), link.get("type", "").lower(), link.get("href", ""))
            for link in head.iter("link")
        ]
        self.structured = [
            script.text or "" for script in head.iter("script") if script.get("type") == "application/ld+json"
        ]

    def contents(self, name):
        return [content for given, content in self.metas if given == name]

    def content(self, name):
        return next(iter(self.contents(name)), None)

    def linked(self, relation, media_type=None):
        """Where the links of a kind lead, as absolute addresses."""
        return [
            urljoin(self.address, href)
            for rel, kind, href in self.links
            if rel == relation and media_type in (None, kind)
        ]

    @property
    def canonical(self):
        return next((href for rel, _, href in self.links if rel == "canonical"), None)

    @property
    def is_redirect(self):
        return self.content("refresh") is not None

    @property
    def is_indexable(self):
        return not (self.is_redirect or self.path == "404.html" or "noindex" in (self.content("robots") or ""))


class Site:
    """The folder of a site that was built with the base URL."""

    def __init__(self, folder, base_url):
        self.folder = Path(folder)
        self.name = self.folder.resolve().name
        self.base_url = base_url

    @cached_property
    def files(self):
        """The paths of all files, below the folder and with forward slashes."""
        found = set()
        for folder, _, names in os.walk(self.folder):
            below = Path(folder).relative_to(self.folder)
            found.update((below / name).as_posix() for name in names)
        return found

    def has(self, path):
        return path in self.files

    def matching(self, pattern):
        """The paths that match the whole pattern, sorted."""
        return sorted(path for path in self.files if re.fullmatch(pattern, path))

    def read(self, path):
        return (self.folder / path).read_bytes()

    def text(self, path):
        return self.read(path).decode("utf-8")

    def json(self, path):
        return json.loads(self.text(path))

    def address(self, path):
        return self.base_url if path == "index.html" else self.base_url + path

    def is_own(self, address):
        return address.startswith(self.base_url)

    def file_of(self, address):
        """The path of the site's file that an address leads to, or None."""
        address = urldefrag(address).url.partition("?")[0]
        if not self.is_own(address):
            return None
        path = unquote(address[len(self.base_url) :])
        if path == "" or path.endswith("/"):
            path += "index.html"
        return path if self.has(path) else None

    def is_dead(self, address):
        """Whether an address of this site leads to no file."""
        return self.is_own(address) and self.file_of(address) is None

    @cached_property
    def pages(self):
        """All HTML pages by path, but for those of the search index."""
        paths = [path for path in self.matching(r".*\.html") if not path.startswith("pagefind/")]
        return {path: Page(path, self.address(path), self.text(path)) for path in paths}

    @cached_property
    def digests(self):
        """The JSON of the digests by slug."""
        return {
            path[len("digests/") : -len(".json")]: self.json(path) for path in self.matching(r"digests/[^/]+\.json")
        }

    @cached_property
    def newest_day(self):
        return max(digest["date"] for digest in self.digests.values())

    @cached_property
    def papers(self):
        """The papers of all digests by key."""
        return {paper["key"]: paper for digest in self.digests.values() for paper in digest["papers"]}

    def paper_at(self, address):
        """The paper whose page is at an address, or None."""
        path = self.file_of(address) or ""
        return self.papers.get(path[len("papers/") : -len(".html")]) if path.startswith("papers/") else None

    @cached_property
    def topics(self):
        """The first pages of the topics by slug."""
        return self._first_pages("topics")

    @cached_property
    def authors(self):
        """The first pages of the authors by slug."""
        return self._first_pages("authors")

    @cached_property
    def topic_papers(self):
        """The keys of the papers of each topic that has any, by the topic's slug."""
        by_name = {}
        for paper in self.papers.values():
            for name in {*paper["topics"], *paper["found_topics"]}:
                by_name.setdefault(name, []).append(paper["key"])
        names = {slug: page.content("og:title") for slug, page in self.topics.items()}
        return {slug: by_name[name] for slug, name in names.items() if name in by_name}

    def subject_of(self, path):
        """The slug of the topic or author that a page, the first or a further one, is about."""
        folder, _, name = path.partition("/")
        slug = name.removesuffix(".html")
        # A topic may be called GPT-2: a further page is told by having no feed of its own.
        further = re.fullmatch(r"(.+)-\d+", slug)
        is_further = further and self.has(f"{folder}/{further[1]}.html") and not self.has(f"{folder}/{slug}.xml")
        return further[1] if is_further else slug

    def _first_pages(self, folder):
        slugs = {}
        for path, page in self.pages.items():
            slug = path[len(folder) + 1 : -len(".html")]
            is_of_folder = path.startswith(f"{folder}/") and slug != "index" and not page.is_redirect
            if is_of_folder and self.subject_of(path) == slug:
                slugs[slug] = page
        return slugs


def sample(items):
    """All items where they are few, every twentieth where they are many, the first always."""
    items = list(items)
    return items[::SAMPLED] if len(items) > LARGE else items


def plain(title):
    """A title without the backslashes by which Markdown takes a sign for itself; None where it has math."""
    if MATH.search(title):
        return None
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", title)


def is_absolute(address):
    parts = urlsplit(address)
    return bool(parts.scheme) and (bool(parts.netloc) or parts.scheme in ("mailto", "doi", "tag", "data"))
