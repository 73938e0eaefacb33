"""A server that answers for Zalo needs a certificate that this machine trusts."""

import datetime as dt
import ipaddress
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from foundation.zalo import process
from zalo_client.errors import Reason, ZaloUnavailable


class Impostor(BaseHTTPRequestHandler):
    """Answers every request with success."""

    def do_GET(self):
        self.server.asked += 1
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"error":0,"id":"7"}')

    def log_message(self, *_arguments):
        """Print nothing."""


def self_signed(folder):
    """Write a key and an untrusted certificate for this address, and return the file."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "graph.zalo.me")]),
    )
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    # OpenSSL reads the machine's clock, not the tests': only the authority may be wrong.
    begin, end = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (2020, 2090))
    certificate = (
        x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number(), begin, end
        )
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "impostor.pem"
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def certificate(tmp_path):
    """Return the file of such a certificate."""
    return self_signed(tmp_path)


@pytest.fixture
def impostor(certificate):
    """Run a server that has only that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Impostor)
    server.asked = 0
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_arguments: None
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_untrusted_certificate_is_refused(zalo, settings, impostor):
    settings.ZALO_GRAPH_URL = f"https://127.0.0.1:{impostor.server_port}"
    with pytest.raises(ZaloUnavailable) as caught:
        process.graph_client().me("token")
    assert caught.value.reason is Reason.TLS
    assert impostor.asked == 0


def test_a_certificate_of_the_agencys_own_authority_is_trusted(
    zalo, settings, impostor, certificate
):
    settings.ZALO_GRAPH_URL = f"https://127.0.0.1:{impostor.server_port}"
    settings.ZALO_CA_FILE = str(certificate)
    assert process.graph_client().me("token").id == "7"


def test_a_missing_file_of_authorities_is_a_tls_error(zalo, settings, tmp_path, impostor):
    settings.ZALO_GRAPH_URL = f"https://127.0.0.1:{impostor.server_port}"
    settings.ZALO_CA_FILE = str(tmp_path / "nothing.pem")
    with pytest.raises(ZaloUnavailable) as caught:
        process.graph_client().me("token")
    assert caught.value.reason is Reason.TLS
