"""Judges what machines read on built sites: feeds, metadata, sitemaps, records for reference managers.

    python check.py --base-url URL SITE_FOLDER [SITE_FOLDER…]

All by tools that Offprint shares no code with. The base URL is the one the sites were built with.
"""

import argparse
import sys

from discovery import check_discovery
from exports import check_exports
from feeds import check_feeds
from heads import check_heads
from json_feed import check_json_feed
from ledger import Ledger
from scholarly import check_scholarly
from site_files import Site
from sitemap import check_sitemap
from structured import check_structured


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--base-url", required=True)
    parser.add_argument("folders", nargs="+", metavar="SITE_FOLDER")
    arguments = parser.parse_args()
    base_url = arguments.base_url.rstrip("/") + "/"
    ledger = Ledger()
    for folder in arguments.folders:
        site = Site(folder, base_url)
        if not site.has("index.html"):
            with ledger.check(site.name, "site") as check:
                check.fail(f"no index.html in {folder}")
            continue
        for judge in (
            check_feeds,
            check_json_feed,
            check_heads,
            check_structured,
            check_scholarly,
            check_sitemap,
            check_discovery,
            check_exports,
        ):
            judge(site, ledger)
    return ledger.close()


if __name__ == "__main__":
    sys.exit(main())
