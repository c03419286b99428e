#!/usr/bin/env python3
"""Probes an unpacked image of Streamgate, and prints a line for each fact that holds. The first that
does not ends it with status 1. checks/image-check.sh starts it, in namespaces of its own."""

import argparse
import json
import pathlib
import re
import stat
import statistics
import subprocess
import sys
import tempfile

import dynamodb
from sandbox import OPEN_TMP, STOP_SECONDS, WORST_TMP, Failure, Sandbox

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = "/var/lib/streamgate"
AUTHORITIES = "etc/ssl/certs/ca-certificates.crt"
LARGEST_MB = 300
SHARE_FROM_CACHE = 0.95

# An emulator takes any credentials, but a request has to be signed.
EMULATOR = {
    "AWS_ENDPOINT_URL": "http://127.0.0.1:8000",
    "AWS_ACCESS_KEY_ID": "local",
    "AWS_SECRET_ACCESS_KEY": "local",
}
# An emulator that has just started is slower than DynamoDB is.
PATIENT = {
    "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT": "PT5S",
    "STREAMGATE_DYNAMODB_CALL_TIMEOUT": "PT14S",
}
# Measuring starts, not stops.
AT_ONCE = {"STREAMGATE_DRAIN_DELAY": "PT0S"}
WITH_CACHE = {"JDK_JAVA_OPTIONS": "-XX:AOTMode=on"}
WITHOUT_CACHE = {"JDK_JAVA_OPTIONS": "-XX:AOTMode=off"}


def main():
    asked = arguments()
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    image = json.loads(asked.image.read_text())["Docker"]["config"]
    temporary_folder(image, asked.root)
    sandbox = Sandbox(asked.root, image)
    changed = Sandbox(asked.changed, image)
    with tempfile.TemporaryDirectory() as folder:
        configuration(image)
        size(asked.root)
        authorities(asked.root)
        only_tmp_is_writable(sandbox)
        aot_cache(sandbox)
        no_stale_code(sandbox, changed, asked.titles)
        on_sqlite(sandbox, pathlib.Path(folder))
        on_a_table(sandbox, task(asked.environment), asked.starts, pathlib.Path(folder))
        time_to_ready(sandbox, {"STREAMGATE_STORE": "memory"}, "the memory store", asked.starts)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--image", type=pathlib.Path, required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("--changed", required=True)
    parser.add_argument("--titles", nargs=2, required=True)
    parser.add_argument("--starts", type=int, required=True)
    parser.add_argument("--environment", type=pathlib.Path, required=True)
    return parser.parse_args()


def task(environment):
    """What infra's task definition sets, and what an emulator needs besides."""
    return {**dict(line.split("=", 1) for line in environment.read_text().splitlines()), **EMULATOR}


def holds(fact, condition, instead=""):
    if not condition:
        raise Failure(f"does not hold: {fact}{f': {instead}' if instead else ''}")
    print(f"image: {fact}", flush=True)


def configuration(image):
    labels = image["Labels"]
    holds("it runs as 10001:10001", image["User"] == "10001:10001", image["User"])
    holds("it exposes 8080 only", list(image["ExposedPorts"]) == ["8080/tcp"], image["ExposedPorts"])
    holds("it is stopped by SIGTERM", image["StopSignal"] == "SIGTERM", image.get("StopSignal"))
    entry = image["Entrypoint"]
    holds("its entry point is java, not a shell", entry[0].endswith("/bin/java"), entry)
    holds("its label tells the revision",
          re.fullmatch("[0-9a-f]{40}", labels["org.opencontainers.image.revision"]), labels)
    flags = re.search(r"^readonly JAVA_FLAGS=\((.*)\)$", (REPOSITORY / "make.sh").read_text(), re.M)
    options = (REPOSITORY / "image/java.options").read_text().splitlines()
    missing = [flag for flag in flags[1].split() if flag not in options]
    holds("its Java flags are those of make.sh", not missing, f"{missing} not in image/java.options")


def size(root):
    def megabytes(path):
        return int(subprocess.run(["du", "-sxB1", path], check=True, capture_output=True)
                   .stdout.split()[0]) / 1e6
    home = f"{root}/opt/streamgate"
    whole = megabytes(root)
    parts = {"runtime": "runtime", "jar": "streamgate.jar", "AOT cache": "streamgate.aot",
             "native libraries": "lib"}
    told = ", ".join(f"{part} {megabytes(f'{home}/{path}'):.0f}" for part, path in parts.items())
    holds(f"it takes {whole:.0f} MB unpacked ({told}), of {LARGEST_MB}", whole <= LARGEST_MB)


def authorities(root):
    vouching = (pathlib.Path(root) / AUTHORITIES).read_text().count("BEGIN CERTIFICATE")
    holds(f"it trusts {vouching} authorities, of at least 100", vouching >= 100)


def temporary_folder(image, root):
    """Fargate gives the task's volume the owner and mode of this folder, because it is a VOLUME."""
    holds("its one VOLUME is /tmp", list(image.get("Volumes") or {}) == ["/tmp"], image.get("Volumes"))
    found = (pathlib.Path(root) / "tmp").stat()
    mode, owner = stat.S_IMODE(found.st_mode), found.st_uid
    holds(f"that belongs to root and has mode {OPEN_TMP:o}", (mode, owner) == (OPEN_TMP, 0),
          f"mode {mode:o}, owner {owner}")


def only_tmp_is_writable(sandbox):
    try_all = ("for folder in / /etc /opt/streamgate /var/lib/streamgate /var/tmp /run /dev /tmp; do"
               " if fault=$(touch $folder/probe 2>&1); then echo $folder;"
               " elif [[ $fault != *'Read-only file system' && $fault != *'Permission denied' ]]; then"
               " echo \"$fault\"; fi; done")
    user = sandbox.config["User"]
    cases = ((user, WORST_TMP, "nothing"), (user, OPEN_TMP, "/tmp"), ("0:0", WORST_TMP, "/tmp"))
    for who, mode, writable in cases:
        sandbox.set_tmp(mode)
        _, printed = sandbox.run(["/bin/bash", "-c", try_all], {}, who)
        holds(f"on a read-only root with a /tmp of mode {mode:o}, {who} can write to {writable}",
              (printed.strip() or "nothing") == writable, printed)


def aot_cache(sandbox):
    """Its use is demanded, so that it is a failure where the JVM would do without; with the memory of
    the smallest task on Fargate, for a cache depends on how the heap is laid out."""
    sandbox.set_tmp(OPEN_TMP)
    settings = {"STREAMGATE_STORE": "memory", "JDK_JAVA_OPTIONS":
                "-XX:AOTMode=on -XX:MaxRAM=512m -Xlog:class+load:file=/tmp/classes"}
    with sandbox.started(settings) as container:
        three_of_four(container, "on the memory store with the AOT cache in 512 MB")
        loaded = (sandbox.root / "tmp/classes").read_text().splitlines()
    cached = [line for line in loaded if "source: shared objects file" in line]
    own = [line for line in cached if " io.streamgate." in line]
    share = len(cached) / len(loaded)
    holds(f"{share:.0%} of {len(loaded)} classes come from the AOT cache, {len(own)} of them its own",
          share >= SHARE_FROM_CACHE and any(" io.streamgate.Main " in line for line in own))


def no_stale_code(sandbox, changed, titles):
    for image, title, which in ((sandbox, titles[0], "it"), (changed, titles[1], "a changed build")):
        settings = {"STREAMGATE_STORE": "memory", "STREAMGATE_LIMIT": "1", **WITH_CACHE}
        with image.started(settings) as container:
            container.call("POST", "/api/v1/stream", {"video_name": "Alien"})
            status, problem = container.call("POST", "/api/v1/stream", {"video_name": "Brazil"})
        holds(f"{which} says what its source says: {title}",
              (status, problem["title"]) == (409, title), problem)


def three_of_four(container, where):
    films = ("Alien", "Brazil", "Casablanca", "Dune")
    answers = [container.call("POST", "/api/v1/stream", {"video_name": film}) for film in films]
    statuses = [status for status, _ in answers]
    holds(f"{where} it admits three of four", statuses == [201, 201, 201, 409], answers)


def on_sqlite(sandbox, folder):
    status, printed = sandbox.run(sandbox.config["Entrypoint"], {})
    holds("without a volume it says that it cannot write, and ends with status 1",
          status == 1 and DATA in printed, printed)
    volume = folder / "data"
    volume.mkdir()
    subprocess.run(["chown", sandbox.config["User"], volume], check=True)
    sandbox.bind(volume, DATA)
    with sandbox.started({}) as container:
        status = container.status()
        user, group = sandbox.config["User"].split(":")
        is_user = set(status["Uid"]) == {user} and set(status["Gid"]) == {group}
        holds("its process runs as that user, without capabilities, and is process 1",
              is_user and int(status["CapEff"][0], 16) == 0 and status["NSpid"][-1] == "1", status)
        three_of_four(container, "on sqlite, with a volume and no setting,")
        holds("its health check passes while it serves", container.health() == 0)
    holds(f"SIGTERM ends it with status 0 in {container.stopped_after:.1f} s, of {STOP_SECONDS}", True)
    holds("its health check fails when it does not serve", container.health() != 0)
    with sandbox.started({}) as again:
        status, _ = again.call("POST", "/api/v1/stream", {"video_name": "Dune"})
        holds("its volume remembers the three after a restart", status == 409, status)


def on_a_table(sandbox, settings, starts, folder):
    """As the task definition starts it, with the worst /tmp that Fargate may mount."""
    sandbox.set_tmp(WORST_TMP)
    endpoint = settings["AWS_ENDPOINT_URL"]
    with dynamodb.answering_at(endpoint):
        making = {**settings, **PATIENT, "STREAMGATE_ENVIRONMENT": "dev", "STREAMGATE_CREATE_TABLE": "true"}
        with sandbox.started(making) as container:
            container.call("GET", "/api/v1/streams")
        with sandbox.started(settings) as container:
            names = [name for name in settings if not name.startswith("AWS_")]
            three_of_four(container, f"on a table, with {len(names)} settings of the task definition and"
                          " a /tmp that only root can write to,")
            holds("it serves /docs there, too", container.call("GET", "/docs")[0] == 200)
            holds("its health check passes there, too", container.health() == 0)
            lines = container.logged().splitlines()
            holds("it prints nothing but JSON", all(line.startswith("{") for line in lines), lines)
            ready = json.loads(next(line for line in lines if "is ready" in line))
            logged = {name: value for pair in ready["kvpList"] for name, value in pair.items()}
            holds("its log names the store", logged["store"] == "dynamodb", logged)
        holds(f"SIGTERM ends it with status 0 in {container.stopped_after:.1f} s, of {STOP_SECONDS}", True)
        time_to_ready(sandbox, settings, "a table", starts)
        over_tls(sandbox, settings, folder)


def over_tls(sandbox, settings, folder):
    """The table's endpoint on AWS speaks TLS, and CRT trusts what the image's list of authorities has."""
    key, public = dynamodb.certificate(folder)
    port = dynamodb.speak_tls(key, public, int(settings["AWS_ENDPOINT_URL"].rsplit(":", 1)[1]))
    settings = {**settings, **PATIENT, "AWS_ENDPOINT_URL": f"https://127.0.0.1:{port}"}
    with sandbox.started(settings) as container:
        status, _ = container.call("GET", "/api/v1/streams")
        holds("it does not talk by TLS to whom no authority vouches for", status == 503, status)
    more = folder / "authorities"
    more.write_text((sandbox.root / AUTHORITIES).read_text() + public.read_text())
    sandbox.bind(more, AUTHORITIES)
    with sandbox.started(settings) as container:
        status, _ = container.call("GET", "/api/v1/streams")
        holds("it talks by TLS to a table that an authority in its list vouches for", status == 200, status)


def time_to_ready(sandbox, settings, store, starts):
    medians = []
    for cache in (WITH_CACHE, WITHOUT_CACHE):
        times = []
        for _ in range(starts):
            with sandbox.started({**settings, **cache, **AT_ONCE}) as container:
                times.append(container.ready_after)
        medians.append(statistics.median(times))
    holds(f"on {store} it is ready after {medians[0]:.2f} s, and {medians[1]:.2f} s without the AOT cache"
          f" (medians of {starts})", medians[0] < medians[1])


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        print(f"image: {failure}", file=sys.stderr)
        sys.exit(1)
