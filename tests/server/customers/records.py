"""Fictional customers, and a CRM on this machine that answers as it is told."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PHONE = "+8613800007315"


def customer(customer_id: str = "C7001", **changes: Any) -> dict[str, Any]:
    """A whole record in the form of a CRM's answer."""
    return {"customer_id": customer_id, "name": "许知远", "title": "许先生", "phones": ["138 0000 7315"],
            "source": "core banking", "as_of": "2026-11-01", "fields": [
                field("loan_product", "星享贷"), field("loan_balance", "86400.00"), field("loan_rate", 4.35),
                field("next_due", "2026-12-15"), field("months_left", 34), field("card_tail", "4802"),
                field("income", "18000")],
            "contacts": [{"at": "2026-10-02T10:00:00+08:00", "channel": "branch", "summary": "咨询提前还款",
                          "outcome": "已答复", "source": "crm"}], **changes}


def field(key: str, value: Any, **changes: Any) -> dict[str, Any]:
    return {"key": key, "value": value, "source": "core banking", "as_of": "2026-11-01", **changes}


class FakeCrm:
    """Answers what the test puts into it, and remembers what it was asked."""

    def __init__(self) -> None:
        self.customers: list[Any] = [customer()]
        self.raw: bytes | None = None
        self.status = 200
        self.headers: dict[str, str] = {}
        self.kind = "application/json"
        self.wait_s = 0.0
        self.drip_s = 0.0
        self.go_on = threading.Event()
        """Nobody waits any more."""
        self.asked: list[tuple[str, str, str, str]] = []
        """Method, path, authorization, body."""
        self.url = ""

    def answer(self, method: str, path: str) -> tuple[int, bytes]:
        if self.raw is not None:
            return self.status, self.raw
        if method == "POST":
            return self.status, json.dumps({"customers": self.customers}).encode()
        wanted = path.rpartition("/")[2]
        found = [one for one in self.customers if isinstance(one, dict) and one.get("customer_id") == wanted]
        return (self.status, json.dumps(found[0]).encode()) if found else (404, b"{}")


@contextmanager
def running_crm(context: ssl.SSLContext | None = None) -> Iterator[FakeCrm]:
    crm = FakeCrm()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("GET", "")

        def do_POST(self) -> None:
            self._answer("POST", self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, method: str, body: str) -> None:
            crm.asked.append((method, self.path, self.headers.get("Authorization", ""), body))
            crm.go_on.wait(crm.wait_s)
            status, content = crm.answer(method, self.path)
            self.send_response(status)
            self.send_header("Content-Type", crm.kind)
            self.send_header("Content-Length", str(len(content)))
            for name, value in crm.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not crm.drip_s:
                self.wfile.write(content)
                return
            for at in range(len(content)):
                self.wfile.write(content[at:at + 1])
                self.wfile.flush()
                crm.go_on.wait(crm.drip_s)

        def log_message(self, format: str, *args: Any) -> None:
            return

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                return

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            return

    server = Quiet(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    crm.url = f"{'http' if context is None else 'https'}://127.0.0.1:{server.server_port}/api"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield crm
    finally:
        crm.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()
