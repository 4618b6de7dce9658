"""The JSON Feed, by its version 1.1, and against feed.xml."""

from content import is_moment, judge_html
from feeds import ATOM
from site_files import is_absolute
from xmlfile import read_xml

TEXTS = "url external_url title content_html content_text summary image banner_image language".split()


def check_json_feed(site, ledger):
    with ledger.check(site.name, "feed.json") as check:
        _judge_feed(site, check)


def _judge_feed(site, check):
    feed = site.json("feed.json")
    expected = {
        "version": "https://jsonfeed.org/version/1.1",
        "home_page_url": site.base_url,
        "feed_url": site.address("feed.json"),
    }
    for key, value in expected.items():
        check.expect(feed.get(key) == value, f"{key} is {feed.get(key)!r}, not {value!r}")
    check.expect(isinstance(feed.get("title"), str) and feed["title"], "no title")
    top = {"description", "user_comment", "next_url", "icon", "favicon", "authors", "language", "expired", "hubs"}
    _judge_keys(feed, {*expected, *top, "title", "items"}, "the feed", check)
    _judge_authors(feed, "the feed", check)
    items = feed.get("items")
    if not check.expect(isinstance(items, list) and items, "no items"):
        return
    for item in items:
        _judge_item(site, item, check)
    _compare_with_atom(site, items, check)
    check.note(f"{len(items)} items")


def _compare_with_atom(site, items, check):
    entries = read_xml(site, "feed.xml", check).findall(f"{ATOM}entry")
    theirs = [tuple(entry.findtext(ATOM + name) for name in ("id", "title", "updated")) for entry in entries]
    ours = [(item.get("id"), item.get("title"), item.get("date_modified")) for item in items]
    same_ids = [item[0] for item in ours] == [entry[0] for entry in theirs]
    check.expect(same_ids, "other ids, or in another order, than feed.xml")
    for item in set(ours) - set(theirs):
        check.fail(f"not in feed.xml with this title and date: {item}")


def _judge_item(site, item, check):
    where = f"item {item.get('id')}"
    check.expect(isinstance(item.get("id"), str) and item["id"], f"{where}: the id is no text")
    _judge_keys(item, {"id", *TEXTS, "date_published", "date_modified", "authors", "tags", "attachments"}, where, check)
    for key in TEXTS:
        check.expect(isinstance(item.get(key, ""), str), f"{where}: {key} is no text")
    check.expect(item.get("content_html") or item.get("content_text"), f"{where}: no content")
    judge_html(site, item.get("content_html", ""), where, check)
    check.expect(site.file_of(item.get("url") or ""), f"{where}: url leads to no file: {item.get('url')}")
    check.expect(is_absolute(item.get("external_url", "https://x.org")), f"{where}: external_url is relative")
    for key in ("date_published", "date_modified"):
        if key in item:
            check.expect(is_moment(item[key]), f"{where}: {key} is not by RFC 3339: {item[key]}")
    check.expect("date_published" in item, f"{where}: no date_published")
    tags = item.get("tags", [])
    check.expect(isinstance(tags, list) and all(isinstance(tag, str) for tag in tags), f"{where}: tags {tags}")
    _judge_authors(item, where, check)


def _judge_keys(thing, known, where, check):
    unknown = {key for key in thing if key not in known and not key.startswith("_")}
    check.expect(not unknown, f"{where}: JSON Feed knows no {sorted(unknown)}")


def _judge_authors(thing, where, check):
    for author in thing.get("authors", []):
        is_author = isinstance(author, dict) and any(author.get(key) for key in ("name", "url", "avatar"))
        check.expect(is_author, f"{where}: author {author}")
