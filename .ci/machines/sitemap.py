"""The sitemap, or the index of sitemaps, against its schema and against the pages."""

from collections import Counter

from xmlfile import read_xml, validate, xml_schema

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def check_sitemap(site, ledger):
    with ledger.check(site.name, "sitemap.xml") as check:
        schema = xml_schema("sitemap.xsd")
        root = _read(site, "sitemap.xml", schema, check)
        if root is None:
            return
        maps = [root]
        if root.tag == f"{SITEMAP}sitemapindex":
            parts = [entry.findtext(f"{SITEMAP}loc") for entry in root]
            maps = [_read(site, site.file_of(part) or part, schema, check) for part in parts]
        entries = [entry for part in maps if part is not None for entry in part.iter(f"{SITEMAP}url")]
        _judge_entries(site, entries, check)
        check.note(f"{len(entries)} pages in {len(maps)} file{'s' if len(maps) > 1 else ''}")


def _read(site, path, schema, check):
    if not check.expect(site.has(path), f"{path}: missing"):
        return None
    check.expect(len(site.read(path)) <= 50 * 1024 * 1024, f"{path}: larger than 50 MB")
    root = read_xml(site, path, check)
    if root is not None:
        validate(schema, root, path, check)
    return root


def _judge_entries(site, entries, check):
    addresses = Counter((entry.findtext(f"{SITEMAP}loc") or "").strip() for entry in entries)
    for address, count in addresses.items():
        check.expect(count == 1, f"{address} is listed {count} times")
        page = site.pages.get(site.file_of(address))
        if check.expect(page, f"{address} is no page of the site"):
            check.expect(page.is_indexable, f"{address} is listed, though it is a redirect or not to be indexed")
            check.expect(page.canonical == address, f"{address}: the canonical link is {page.canonical}")
    listed = {site.file_of(address) for address in addresses}
    for path, page in site.pages.items():
        check.expect(path in listed or not page.is_indexable, f"{path} is not listed")
    for entry in entries:
        changed = entry.findtext(f"{SITEMAP}lastmod")
        address = entry.findtext(f"{SITEMAP}loc")
        check.expect(changed is None or changed[:10] <= site.newest_day, f"{address}: lastmod {changed} is to come")
