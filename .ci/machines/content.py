"""HTML that is read outside of its page, as the content of feeds is, and dates."""

import re
from datetime import datetime

from lxml import html

from site_files import is_absolute

FORBIDDEN = {"script", "embed", "object", "meta", "link", "noscript", "iframe", "base", "form"}
ADDRESSES = ("href", "src", "poster", "cite", "action", "formaction", "data", "background", "longdesc")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def judge_html(site, source, where, check):
    """What keeps HTML from being shown alike, or safely, away from its page."""
    for element in html.fragment_fromstring(source, create_parent="div").iter():
        if not isinstance(element.tag, str):
            continue
        check.expect(element.tag not in FORBIDDEN, f"{where}: <{element.tag}> in content")
        for name, value in element.attrib.items():
            check.expect(not name.startswith("on"), f"{where}: {name}=… in content")
            if name in ADDRESSES:
                addresses = [value]
            elif name == "srcset":
                addresses = [candidate.split()[0] for candidate in value.split(",") if candidate.strip()]
            else:
                continue
            for address in addresses:
                check.expect(is_absolute(address), f"{where}: relative {name}={address!r} in content")
                check.expect(not site.is_dead(address), f"{where}: content leads to no file: {address}")


def is_moment(text):
    """Whether it is a moment by RFC 3339 with T and Z that exists."""
    if not text or not RFC3339.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
