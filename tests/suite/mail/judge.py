"""Reads messages with Python's own `email`, which knows nothing of Offprint, and prints what they say as
JSON: for each file its headers as they stand (folded lines joined), the defects that the parser found,
and its parts. With a domain's key also whether its DKIM signature holds (dkimpy).

    judge.py [--dkim NAME=RECORD] FILE…
"""

import email
import email.policy
import json
import sys

arguments = sys.argv[1:]
record = None
if arguments[0] == "--dkim":
    name, _, record = arguments[1].partition("=")
    arguments = arguments[2:]

judged = []
for path in arguments:
    with open(path, "rb") as file:
        raw = file.read()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    head = raw.replace(b"\r\n", b"\n").split(b"\n\n")[0]
    parts = []
    defects = [str(defect) for defect in message.defects]
    for header in message.values():
        defects += [str(defect) for defect in getattr(header, "defects", [])]
    for part in message.iter_parts():
        defects += [str(defect) for defect in part.defects]
        parts.append(
            {
                "type": part.get_content_type(),
                "charset": part.get_content_charset(),
                "encoding": part["Content-Transfer-Encoding"],
                "size": len(part.as_bytes().split(b"\n\n", 1)[1]),
                "text": part.get_content(),
            }
        )
    mailboxes = {
        name: [[a.display_name, a.addr_spec] for a in message[name].addresses]
        for name in ["From", "To", "Reply-To"]
        if message[name]
    }
    found = {
        "file": path,
        "type": message.get_content_type(),
        "names": [line.split(b":")[0].decode() for line in head.split(b"\n") if line[:1] not in b" \t"],
        "headers": {name: str(value) for name, value in message.items()},
        "mailboxes": mailboxes,
        "defects": defects,
        "parts": parts,
        "longest_line": max(len(line) for line in raw.replace(b"\r\n", b"\n").split(b"\n")),
        "bare_line_ends": raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r"),
        "is_ascii": raw.isascii(),
    }
    if record:
        import dkim

        found["dkim"] = dkim.verify(raw, dnsfunc=lambda asked, timeout=5: record.encode() if asked == f"{name}.".encode() else None)
    judged.append(found)
print(json.dumps(judged))
