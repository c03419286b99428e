"""DynamoDB Local for the length of a block, and a door to it that speaks TLS."""

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
def answering_at(endpoint):
    address = urllib.parse.urlsplit(endpoint)
    if address.scheme != "http" or address.hostname != "127.0.0.1" or address.port is None:
        raise SystemExit(f"AWS_ENDPOINT_URL is {endpoint}; it has to be http://127.0.0.1:<port>")
    # It ends with its input.
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
    raise SystemExit(f"DynamoDB Local does not listen on {port} after {START_SECONDS} s")


def certificate(folder):
    """Of 127.0.0.1, signed by itself: the files of its key and of itself."""
    key, public = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", key, "-out", public], check=True, capture_output=True)
    return key, public


def speak_tls(key, public, port):
    """Passes on to the port what arrives by TLS. The answer is the port to come to."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, key)
    door = socket.create_server(("127.0.0.1", 0))

    def accept():
        while True:
            arrived, _ = door.accept()
            threading.Thread(target=pass_on, args=(arrived,), daemon=True).start()

    def pass_on(arrived):
        # A client that does not trust the certificate breaks off here.
        with contextlib.suppress(OSError), context.wrap_socket(arrived, server_side=True) as near, \
                socket.create_connection(("127.0.0.1", port)) as far:
            threading.Thread(target=pump, args=(far, near), daemon=True).start()
            pump(near, far)

    def pump(source, target):
        with contextlib.suppress(OSError):
            while some := source.recv(65536):
                target.sendall(some)
            target.shutdown(socket.SHUT_WR)

    threading.Thread(target=accept, daemon=True).start()
    return door.getsockname()[1]
