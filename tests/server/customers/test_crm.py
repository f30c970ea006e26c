"""A CRM that is slow, down, or not telling the truth."""

from __future__ import annotations

import datetime
import ipaddress
import json
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from server.customers.asking import Address, Bounds
from server.customers.crm import Breaker, Crm
from server.customers.errors import CrmFailed, CrmSettings
from server.customers.fields import FieldTable
from tests.server.customers.records import PHONE, FakeCrm, customer, field, running_crm

BOUNDS = Bounds(connect_s=30.0, total_s=60.0, bytes=64 * 1024)


@pytest.fixture
def crm() -> Iterator[FakeCrm]:
    with running_crm() as running:
        yield running


def connector(crm: FakeCrm, bounds: Bounds = BOUNDS, breaker: Breaker | None = None, ca: Path | None = None,
              url: str = "") -> Crm:
    return Crm(Address(url or crm.url, ca), bounds, breaker or Breaker(100, 1.0), FieldTable(), "86", lambda: "s3cret")


def failure(crm: FakeCrm, bounds: Bounds = BOUNDS) -> CrmFailed:
    with pytest.raises(CrmFailed) as caught:
        connector(crm, bounds).by_phone(PHONE)
    return caught.value


def test_by_phone_and_by_id(crm: FakeCrm) -> None:
    asked = connector(crm)
    assert [one.name for one in asked.by_phone(PHONE).records] == ["许知远"]
    assert asked.by_id("C7001").records[0].customer_id == "C7001"
    assert asked.by_id("C0").records == ()
    method, path, authorization, body = crm.asked[0]
    assert (method, path, authorization, json.loads(body)) == (
        "POST", "/api/customers/search", "Bearer s3cret", {"phone": PHONE})
    assert crm.asked[1][:2] == ("GET", "/api/customers/C7001")


def test_an_id_can_not_leave_its_place_in_the_address(crm: FakeCrm) -> None:
    connector(crm).by_id("../admin?x=1")
    assert crm.asked[0][1] == "/api/customers/..%2Fadmin%3Fx%3D1"


def test_faulty_fields_are_left_out_and_named(crm: FakeCrm) -> None:
    crm.customers = [customer(fields=[field("loan_rate", "about 4"), field("loan_balance", -5), field("next_due", "x"),
                                      field("credit_limit", 50_000)])]
    found = connector(crm).by_phone(PHONE)
    assert [one.key for one in found.records[0].fields] == ["credit_limit"]
    assert [fault.where for fault in found.faults] == ["loan_rate", "loan_balance", "next_due"]


@pytest.mark.parametrize(("changes", "code"), [
    ({"status": 302, "headers": {"Location": "http://elsewhere.example/"}}, "redirect"),
    ({"status": 301, "headers": {"Location": "/api/elsewhere"}}, "redirect"),
    ({"status": 401}, "refused"), ({"status": 403}, "refused"), ({"status": 500}, "status"), ({"status": 204}, "status"),
    ({"kind": "text/html", "raw": b"<html><b>86400</b></html>"}, "not_json"), ({"raw": b"<html>"}, "not_json"),
    ({"raw": b""}, "not_json"), ({"raw": b'{"customers": [NaN]}'}, "not_json"), ({"raw": b"\xff\xfe"}, "not_json"),
    ({"raw": b"[" * 60_000}, "not_json"),
    ({"raw": b" " * 10_000_000}, "too_large"),
    ({"raw": b"[]"}, "malformed"), ({"raw": b'{"customers": {}}'}, "malformed"), ({"raw": b'{"customers": ["x"]}'}, "malformed"),
    ({"customers": [customer(name=5)]}, "malformed"), ({"customers": [customer(), customer()]}, "malformed"),
    ({"customers": [customer(f"C{at}") for at in range(21)]}, "malformed"),
    ({"wait_s": 60.0}, "timeout"),
    ({"drip_s": 0.05}, "timeout"),
])
def test_an_answer_that_is_none_is_named(crm: FakeCrm, changes: dict[str, Any], code: str) -> None:
    for name, value in changes.items():
        setattr(crm, name, value)
    slow = Bounds(connect_s=0.3, total_s=0.3, bytes=BOUNDS.bytes)
    error = failure(crm, slow if code == "timeout" else BOUNDS)
    assert error.code == f"customer.crm.{code}" and error.retryable
    assert "许知远" not in str(error) and "elsewhere" not in str(error) and PHONE not in str(error)
    assert len(crm.asked) == 1, "no redirect is followed, nothing is asked twice"


def test_another_customer_than_the_one_asked_for(crm: FakeCrm) -> None:
    crm.raw = json.dumps(customer("C9")).encode()
    with pytest.raises(CrmFailed, match="another customer"):
        connector(crm).by_id("C7001")


def test_nobody_there() -> None:
    with running_crm() as gone:
        url = gone.url
    with pytest.raises(CrmFailed) as caught:
        connector(FakeCrm(), url=url).by_id("C1")
    assert caught.value.code == "customer.crm.unreachable"


def test_a_crm_that_fails_is_left_alone_for_a_while(crm: FakeCrm) -> None:
    now = [0.0]
    asked = connector(crm, breaker=Breaker(2, 30.0, lambda: now[0]))
    crm.status = 500
    for _ in range(2):
        with pytest.raises(CrmFailed, match="status"):
            asked.by_id("C7001")
    with pytest.raises(CrmFailed) as caught:
        asked.by_id("C7001")
    assert caught.value.code == "customer.crm.paused" and len(crm.asked) == 2
    now[0], crm.status = 31.0, 200
    assert asked.by_id("C7001").records
    assert asked.by_id("C7001").records, "it works again"


def test_only_one_question_goes_through_when_the_pause_is_over() -> None:
    now = [0.0]
    breaker = Breaker(1, 30.0, lambda: now[0])
    breaker.failed()
    now[0] = 31.0
    breaker.check()
    with pytest.raises(CrmFailed):
        breaker.check()


@pytest.mark.parametrize("url", [
    "ftp://crm.example", "https://", "crm.example", "http://crm.example", "http://8.8.8.8/x", "https://user:pw@crm.example",
    "https://crm.example/?key=1", "https://crm.example:x/", "http://169.254.169.254.example/"])
def test_an_address_outside_the_house_is_refused(url: str) -> None:
    with pytest.raises(CrmSettings):
        Address(url)


@pytest.mark.parametrize("url", ["https://crm.example/v1", "http://127.0.0.1:8080", "http://10.2.3.4/crm", "http://localhost"])
def test_addresses_that_are_taken(url: str) -> None:
    assert Address(url).host


def test_a_certificate_authority_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    for url in ("https://crm.example", "http://127.0.0.1"):
        with pytest.raises(CrmSettings):
            Address(url, tmp_path / "ca.pem")


def certificate(folder: Path, name: str) -> Path:
    """A self-signed certificate for this machine, with its key, in one file; and without the key beside it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256()))
    public = made.public_bytes(serialization.Encoding.PEM)
    (folder / f"{name}.pem").write_bytes(public)
    both = folder / f"{name}-with-key.pem"
    both.write_bytes(public + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                                serialization.NoEncryption()))
    return both


def test_only_the_pinned_authority_is_trusted(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path, "crm"))
    certificate(tmp_path, "other")
    with running_crm(context) as crm:
        assert connector(crm, ca=tmp_path / "crm.pem").by_phone(PHONE).records
        for authority in (None, tmp_path / "other.pem"):
            with pytest.raises(CrmFailed) as caught:
                connector(crm, ca=authority).by_phone(PHONE)
            assert caught.value.code == "customer.crm.certificate"
        assert len(crm.asked) == 1, "a stranger's certificate learns nothing"
