"""Streamgate and the proxies in front of it. All listen on the loopback interface, and run as the current user."""

import contextlib
import json
import os
import pathlib
import socket
import time

from documents import blocks
from documents.processes import Failure, Program, clean

PAGE = blocks.ROOT / "docs/PROXIES.md"
START_SECONDS = 30

# Times of the page -> times of the check, in which proxies still close idle connections before Streamgate does
IDLE_TIMEOUT = 4
PROXY_IDLE = 2
TIMES = {"60s": f"{PROXY_IDLE}s", "2s": "60ms"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def block(section, mark):
    """The only block with this mark in a section of the page."""
    found = [one.text for one in blocks.read(PAGE) if (one.section, one.mark) == (section, mark)]
    if len(found) != 1:
        raise Failure(f"{PAGE.name}, {section}: {len(found)} blocks with the mark {mark}, instead of one")
    return found[0]


def replaced(text, changes):
    """The text with each of the changes, which must all be possible."""
    for before, after in changes.items():
        if before not in text:
            raise Failure(f"the page no longer contains '{before}':\n{text}")
        text = text.replace(before, after)
    return text


class Streamgate(Program):
    """The jar, with the memory store and the settings of the page."""

    def __init__(self, folder, jar, settings):
        java = pathlib.Path(os.environ["JAVA_HOME"], "bin/java") if os.environ.get("JAVA_HOME") else "java"
        environment = {**clean(os.environ), **dict(line.split("=", 1) for line in settings.splitlines()),
                       "PORT": "0", "STREAMGATE_MANAGEMENT_PORT": "0", "STREAMGATE_STORE": "memory",
                       "STREAMGATE_LOG": "json", "STREAMGATE_IDLE_TIMEOUT": f"PT{IDLE_TIMEOUT}S"}
        command = [str(java), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(jar)]
        super().__init__(command, folder, environment, folder / "streamgate.log")
        pairs = json.loads(self.wait_for(r'\{.*"streamgate is ready".*\}\n').group())["kvpList"]
        ready = {name: value for pair in pairs for name, value in pair.items()}
        self.port, self.management_port = int(ready["port"]), int(ready["management_port"])


class Proxy(Program):
    """A proxy, once it accepts connections on its port."""

    def __init__(self, name, command, folder, port):
        self.name, self.port = name, port
        super().__init__(command, folder, {**clean(os.environ), "HOME": str(folder), "XDG_DATA_HOME": str(folder),
                                           "XDG_CONFIG_HOME": str(folder)}, folder / f"{name}.log")
        deadline = time.monotonic() + START_SECONDS
        while True:
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
                return
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise Failure(f"{self.command} does not listen on {port}:\n{self.printed()}")
            time.sleep(0.05)


def nginx(folder, port, snippet, name="nginx"):
    """Runs a snippet that belongs into the block `http`."""
    places = "".join(f"{kind}_temp_path {folder}/{name}-{kind};\n"
                     for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    file = folder / f"{name}.conf"
    file.write_text(f"daemon off;\nmaster_process off;\npid {folder}/{name}.pid;\nerror_log stderr;\nevents {{}}\n"
                    f"http {{\naccess_log off;\n{places}{snippet}\n}}\n")
    return Proxy(name, ["nginx", "-e", "stderr", "-p", str(folder), "-c", str(file)], folder, port)


def haproxy(folder, port, snippet, name="haproxy"):
    file = folder / f"{name}.cfg"
    file.write_text(snippet + "\n")
    return Proxy(name, ["haproxy", "-db", "-f", str(file)], folder, port)


def caddy(folder, port, snippet, name="caddy"):
    """Runs a snippet without the API of Caddy, which all instances would open on the same port."""
    file = folder / f"{name}.Caddyfile"
    file.write_text("{\n    admin off\n    auto_https off\n}\n" + snippet + "\n")
    return Proxy(name, ["caddy", "run", "--adapter", "caddyfile", "--config", str(file)], folder, port)


def as_documented(folder, streamgate):
    """The three proxies with the configurations of the page."""
    server = {"127.0.0.1:8080": f"127.0.0.1:{streamgate.port}"}
    one, two, three = free_port(), free_port(), free_port()
    yield nginx(folder, one, replaced(block("nginx", "nginx"), {
        **server, "60s": TIMES["60s"], "listen 80": f"listen 127.0.0.1:{one}",
        "listen [::]:80": f"listen [::1]:{one}"}))
    yield haproxy(folder, two, replaced(block("HAProxy", "haproxy"), {
        **server, "pool-purge-delay 2s": f"pool-purge-delay {TIMES['2s']}", "bind *:80": f"bind 127.0.0.1:{two}",
        "bind [::]:80": f"bind [::1]:{two}"}))
    yield caddy(folder, three, replaced(block("Caddy", "caddyfile"), {
        **server, "60s": TIMES["60s"], "tv.example {": f"http://:{three} {{\n    bind 127.0.0.1 ::1"}))


def careless(folder, streamgate):
    """The least that works with each proxy, as in many tutorials."""
    server = f"127.0.0.1:{streamgate.port}"
    one, two, three = free_port(), free_port(), free_port()
    yield nginx(folder, one, f"server {{ listen 127.0.0.1:{one}; location / {{ proxy_pass http://{server}; }} }}",
                "nginx-careless")
    yield haproxy(folder, two, f"""
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s
listen players
    bind 127.0.0.1:{two}
    server node1 {server}""", "haproxy-careless")
    yield caddy(folder, three, f"http://:{three} {{\n    bind 127.0.0.1\n    reverse_proxy {server}\n}}",
                "caddy-careless")
