"""Runs DynamoDB Local for the duration of a block, and a TLS proxy in front of it."""

import contextlib
import pathlib
import socket
import ssl
import subprocess
import threading
import time
import urllib.parse

SCRIPT = pathlib.Path(__file__).resolve().parent.parent.parent / "scripts/dynamodb-local.sh"
START_SECONDS = 30


@contextlib.contextmanager
def running_at(endpoint):
    address = urllib.parse.urlsplit(endpoint)
    if address.scheme != "http" or address.hostname != "127.0.0.1" or address.port is None:
        raise SystemExit(f"AWS_ENDPOINT_URL is {endpoint}; it must be http://127.0.0.1:<port>")
    # DynamoDB Local exits when its stdin is closed.
    process = subprocess.Popen(
        [SCRIPT, str(address.port)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    try:
        wait_for(address.port)
        yield
    finally:
        process.kill()
        process.wait()


def wait_for(port):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise SystemExit(f"DynamoDB Local is not listening on port {port} after {START_SECONDS} s")


def certificate(folder):
    """Creates a self-signed certificate for 127.0.0.1. Returns the paths of the key and certificate."""
    key, public = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", key, "-out", public], check=True, capture_output=True)
    return key, public


def tls_proxy(key, public, port):
    """Starts a TLS proxy in front of the port, and returns the proxy's port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, key)
    listener = socket.create_server(("127.0.0.1", 0))

    def accept():
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=forward, args=(connection,), daemon=True).start()

    def forward(connection):
        # The handshake fails if the client does not trust the certificate.
        with contextlib.suppress(OSError), context.wrap_socket(connection, server_side=True) as client, \
                socket.create_connection(("127.0.0.1", port)) as server:
            threading.Thread(target=copy, args=(server, client), daemon=True).start()
            copy(client, server)

    def copy(source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]
