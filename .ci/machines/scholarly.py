"""The citation_* tags of papers' pages, as Google Scholar and Zotero's "Embedded Metadata" read them."""

import re

from site_files import plain

DATE = re.compile(r"\d{4}(/(0[1-9]|1[0-2])(/(0[1-9]|[12]\d|3[01]))?)?")
DOI = re.compile(r"10\.\d{4,9}/\S+")


def check_scholarly(site, ledger):
    with ledger.check(site.name, "citation tags") as check:
        tagged = 0
        for key, paper in site.papers.items():
            path = f"papers/{key}.html"
            page = site.pages.get(path)
            if not check.expect(page, f"{path}: missing"):
                continue
            tags = {name for name, _ in page.metas if name.startswith("citation_")}
            # Scholar heeds none of them where one of these three is missing.
            is_citable = bool(paper["authors"] and paper["date"])
            check.expect(
                bool(tags) == is_citable,
                f"{path}: {'no ' if is_citable else ''}citation tags, with date "
                f"{paper['date']} and {len(paper['authors'])} authors",
            )
            if tags:
                tagged += 1
                _judge_tags(page, paper, check)
        check.note(f"{len(site.papers)} papers, {tagged} with tags")


def _judge_tags(page, paper, check):
    path = page.path

    def expect_one(name, is_right, wanted):
        given = page.contents(name)
        check.expect(len(given) == 1 and is_right(given[0]), f"{path}: {name} is {given}, not {wanted}")

    title = plain(paper["title"]) or page.content("og:title")
    expect_one("citation_title", lambda given: given == title, repr(title))
    expect_one("citation_publication_date", DATE.fullmatch, "YYYY/MM/DD")
    date = (page.content("citation_publication_date") or "").replace("/", "-")
    check.expect(date == paper["date"], f"{path}: citation_publication_date is {date}, the paper's {paper['date']}")
    authors = page.contents("citation_author")
    check.expect(authors == paper["authors"], f"{path}: citation_author is {authors}, not {paper['authors']}")
    check.expect(not page.contents("citation_pdf_url"), f"{path}: citation_pdf_url, which must be of the same folder")
    expect_one("citation_abstract_html_url", lambda address: address == page.canonical, page.canonical)
    if paper["doi"]:
        expect_one("citation_doi", lambda doi: DOI.fullmatch(doi) and doi == paper["doi"], paper["doi"])
    elif paper["arxiv"]:
        own = "10.48550/arXiv." + re.sub(r"v\d+$", "", paper["arxiv"])
        expect_one("citation_doi", lambda doi: doi == own, own)
    else:
        check.expect(not page.contents("citation_doi"), f"{path}: citation_doi, though there is none")
