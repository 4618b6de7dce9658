"""The head of every page: what it is called, where it is, and which feeds go with it."""

ATOM_TYPE = "application/atom+xml"
SEARCH_TYPE = "application/opensearchdescription+xml"


def check_heads(site, ledger):
    with ledger.check(site.name, "heads of pages") as check:
        pages = [page for path, page in site.pages.items() if not page.is_redirect and path != "404.html"]
        letters = [page for page in pages if page.path.startswith("newsletters/")]
        pages = [page for page in pages if not page.path.startswith("newsletters/")]
        for page in letters:
            _judge_letter(site, page, check)
        for page in pages:
            _judge_names(site, page, check)
            _judge_links(site, page, check)
        check.note(f"{len(pages)} pages, {len(letters)} newsletters")


def _judge_letter(site, page, check):
    """A newsletter is a digest in another form, for those who come from their mail."""
    path = page.path
    digest = page.canonical or ""
    check.expect(digest.startswith(site.address("digests/")) and not site.is_dead(digest), f"{path}: canonical is {digest}")
    check.expect(page.content("robots") == "noindex", f"{path}: robots is {page.content('robots')}")


def _judge_names(site, page, check):
    path = page.path
    canonicals = page.linked("canonical")
    check.expect(len(canonicals) == 1, f"{path}: {len(canonicals)} canonical links")
    check.expect(page.canonical == page.address, f"{path}: canonical is {page.canonical}")
    for name in ("description", "og:title", "og:type", "og:url", "og:image"):
        given = page.contents(name)
        check.expect(len(given) == 1 and (given[0] or "").strip(), f"{path}: {name} is {given}")
    check.expect(page.content("og:url") in (None, page.canonical), f"{path}: og:url is {page.content('og:url')}")
    image = page.content("og:image")
    check.expect(image is None or site.file_of(image), f"{path}: og:image is no file of the site: {image}")


def _judge_links(site, page, check):
    path = page.path
    feeds = page.linked("alternate", ATOM_TYPE)
    check.expect(feeds[:1] == [site.address("feed.xml")], f"{path}: the first feed is {feeds[:1]}")
    folder = path.partition("/")[0]
    slug = site.subject_of(path)
    # A topic that was declared and has no papers yet has a page, but no feed.
    if slug in {"topics": site.topic_papers, "authors": site.authors}.get(folder, ()):
        own = site.address(f"{folder}/{slug}.xml")
        check.expect(own in feeds, f"{path}: no link to its feed {own}")
    for address in page.linked("alternate") + page.linked("search"):
        check.expect(not site.is_dead(address), f"{path}: head links to no file: {address}")
    if site.has("opensearch.xml"):
        search = page.linked("search", SEARCH_TYPE)
        check.expect(search == [site.address("opensearch.xml")], f"{path}: search links are {search}")
