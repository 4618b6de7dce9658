"""A mail server on loopback (aiosmtpd), for tests: it takes what it is sent, and misbehaves towards
readers whose address begins with what it is to do.

    smtp_server.py FOLDER [--tls starttls|implicit] [--certificate PEM] [--key PEM]
                   [--login NAME:PASSWORD] [--sender-refused] [--delay SECONDS]

Prints its port, and stores each message that it answers for as FOLDER/NNNNN.eml, before it answers.
The reader of each is a line of FOLDER/received.
"""

import argparse
import asyncio
import os
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument("folder", type=pathlib.Path)
parser.add_argument("--tls", choices=["starttls", "implicit"])
parser.add_argument("--certificate")
parser.add_argument("--key")
parser.add_argument("--login")
parser.add_argument("--sender-refused", action="store_true")
parser.add_argument("--delay", type=float, default=0.0)
options = parser.parse_args()

received = open(options.folder / "received", "a", encoding="utf-8")
count = 0
tried = set()


def again(kind, address):
    """Whether a reader is met for the first time in this part."""
    met = (kind, address) in tried
    tried.add((kind, address))
    return not met


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        if options.sender_refused:
            return "550 5.7.1 who are you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        kind = address.split("-")[0]
        if kind == "greylisted" and again("rcpt", address):
            return "451 4.7.1 come back later"
        if kind == "busy" and again("rcpt", address):
            server.transport.write(b"421 4.3.2 closing down\r\n")
            server.transport.close()
            return "421 4.3.2 closing down"
        if kind == "never":
            return "450 4.2.1 never today"
        if kind == "unknown":
            return f"550 5.1.1 <{address}> is nobody here"
        if kind == "dropped" and again("rcpt", address):
            server.transport.abort()
            return "250 unheard"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global count
        address = envelope.rcpt_tos[0]
        kind = address.split("-")[0]
        if kind == "full" and again("data", address):
            return "452 4.3.1 no room"
        if kind == "spam":
            return "554 5.7.1 not wanted"
        (options.folder / f"{count:05}.eml").write_bytes(envelope.original_content)
        count += 1
        received.write(address + "\n")
        received.flush()
        if kind == "lost" and again("data", address):
            server.transport.abort()
            return "250 unheard"
        if kind == "silent" and again("data", address):
            await asyncio.sleep(30)
        if options.delay:
            await asyncio.sleep(options.delay)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    name, password = options.login.split(":")
    is_known = (data.login, data.password) == (name.encode(), password.encode())
    return AuthResult(success=is_known, handled=is_known)


def encryption():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(options.certificate, options.key)
    return context


def protocol():
    arguments = {"hostname": "localhost", "enable_SMTPUTF8": False, "timeout": 60}
    if options.tls == "starttls":
        arguments |= {"tls_context": encryption(), "require_starttls": True}
    if options.login:
        arguments |= {
            "authenticator": authenticate,
            "auth_required": True,
            "auth_require_tls": options.tls == "starttls",
        }
    return SMTP(Handler(), **arguments)


async def serve():
    loop = asyncio.get_running_loop()
    tls = encryption() if options.tls == "implicit" else None
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=tls)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with the test, however that ends.
    parent = os.getppid()
    while os.getppid() == parent:
        await asyncio.sleep(0.5)


sys.stderr = open(options.folder / "log", "w")
asyncio.run(serve())
