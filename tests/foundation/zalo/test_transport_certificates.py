"""A server that answers for Zalo needs a certificate that this machine trusts."""

import ipaddress
import ssl
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from foundation.zalo import process
from foundation.zalo.errors import Reason, ZaloUnavailable


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
    now, here = (
        timezone.now(),
        x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
    )
    certificate = (
        x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1)
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
def impostor(tmp_path):
    """Run a server that has only such a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path))
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
