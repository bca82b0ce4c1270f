"""Over TLS, the certificate has to be for the name that was asked, whatever address is connected to."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.feeds.addresses import PrivateHosts
from onrecord.feeds.failures import FetchError
from onrecord.feeds.network import Network
from tests.feeds.site import Answer, Site

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="there is no openssl here to make a certificate with")
NAME = "courier.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for one name, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "certificate.pem"
    subject = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    new = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subprocess.run([str(OPENSSL), *new, *subject, "-keyout", key, "-out", made], check=True, capture_output=True)
    return key, made


@pytest.fixture
def secure_site(certificate: tuple[Path, Path]) -> Iterator[Site]:
    key, made = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    site = Site(context)
    site.pages["/"] = Answer(b"news")
    yield site
    site.close()


def ask(site: Site, name: str, tls: ssl.SSLContext | None) -> bytes:
    network = Network("onrecord/test", PrivateHosts([name]), seconds=10, find=lambda *_: ["127.0.0.1"], tls=tls)
    return network.ask(f"https://{name}:{site.port}/", 1_000).body


def test_a_certificate_for_the_name_is_accepted(secure_site: Site, certificate: tuple[Path, Path]) -> None:
    assert ask(secure_site, NAME, ssl.create_default_context(cafile=str(certificate[1]))) == b"news"


def test_a_certificate_for_another_name_or_of_nobody_known_is_refused(secure_site: Site, certificate: tuple[Path, Path]) -> None:
    for name, tls in (("gazette.example", ssl.create_default_context(cafile=str(certificate[1]))), (NAME, None)):
        with pytest.raises(FetchError) as refused:
            ask(secure_site, name, tls)
        assert "its certificate is not valid" in refused.value.reason
    assert secure_site.asked == []
