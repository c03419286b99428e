#!/usr/bin/env python3
"""Tests an unpacked image of Streamgate. Prints a line for each fact that holds, and exits with status 1
at the first one that does not. checks/image-check.sh runs it in new namespaces."""

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
from sandbox import OPEN_TMP, ROOT_ONLY_TMP, STOP_SECONDS, Failure, Sandbox

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = "/var/lib/streamgate"
AUTHORITIES = "etc/ssl/certs/ca-certificates.crt"
LARGEST_MB = 300
SHARE_FROM_CACHE = 0.95

# DynamoDB Local accepts any credentials, but requests must be signed.
EMULATOR = {
    "AWS_ENDPOINT_URL": "http://127.0.0.1:8000",
    "AWS_ACCESS_KEY_ID": "local",
    "AWS_SECRET_ACCESS_KEY": "local",
}
# DynamoDB Local responds more slowly than DynamoDB when it has just started.
LONG_TIMEOUTS = {
    "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT": "PT5S",
    "STREAMGATE_DYNAMODB_CALL_TIMEOUT": "PT14S",
}
# Startup is measured, so shutdown should be fast.
NO_DRAIN_DELAY = {"STREAMGATE_DRAIN_DELAY": "PT0S"}
WITH_CACHE = {"JDK_JAVA_OPTIONS": "-XX:AOTMode=on"}
WITHOUT_CACHE = {"JDK_JAVA_OPTIONS": "-XX:AOTMode=off"}


def main():
    args = arguments()
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    image = json.loads(args.image.read_text())["Docker"]["config"]
    temporary_folder(image, args.root)
    sandbox = Sandbox(args.root, image)
    changed = Sandbox(args.changed, image)
    with tempfile.TemporaryDirectory() as folder:
        configuration(image)
        size(args.root)
        authorities(args.root)
        only_tmp_is_writable(sandbox)
        aot_cache(sandbox)
        no_stale_code(sandbox, changed, args.titles)
        on_sqlite(sandbox, pathlib.Path(folder))
        on_a_table(sandbox, task(args.environment), args.starts, pathlib.Path(folder))
        time_to_ready(sandbox, {"STREAMGATE_STORE": "memory"}, "the memory store", args.starts)


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
    """The settings of infra's task definition, changed to use DynamoDB Local."""
    return {**dict(line.split("=", 1) for line in environment.read_text().splitlines()), **EMULATOR}


def check(fact, condition, found=""):
    if not condition:
        raise Failure(f"failed: {fact}{f'; found: {found}' if found else ''}")
    print(f"image: {fact}", flush=True)


def configuration(image):
    labels = image["Labels"]
    check("the image runs as 10001:10001", image["User"] == "10001:10001", image["User"])
    check("only port 8080 is exposed", list(image["ExposedPorts"]) == ["8080/tcp"], image["ExposedPorts"])
    check("the stop signal is SIGTERM", image["StopSignal"] == "SIGTERM", image.get("StopSignal"))
    entry = image["Entrypoint"]
    check("the entry point is java, not a shell", entry[0].endswith("/bin/java"), entry)
    check("the image has a label with its revision",
          re.fullmatch("[0-9a-f]{40}", labels["org.opencontainers.image.revision"]), labels)
    flags = re.search(r"^readonly JAVA_FLAGS=\((.*)\)$", (REPOSITORY / "make.sh").read_text(), re.M)
    options = (REPOSITORY / "image/java.options").read_text().splitlines()
    missing = [flag for flag in flags[1].split() if flag not in options]
    check("image/java.options contains the Java flags of make.sh", not missing, f"{missing} missing")


def size(root):
    def megabytes(path):
        return int(subprocess.run(["du", "-sxB1", path], check=True, capture_output=True)
                   .stdout.split()[0]) / 1e6
    home = f"{root}/opt/streamgate"
    whole = megabytes(root)
    parts = {"runtime": "runtime", "jar": "streamgate.jar", "AOT cache": "streamgate.aot",
             "native libraries": "lib"}
    sizes = ", ".join(f"{part} {megabytes(f'{home}/{path}'):.0f}" for part, path in parts.items())
    check(f"the unpacked size is {whole:.0f} MB ({sizes}), at most {LARGEST_MB}", whole <= LARGEST_MB)


def authorities(root):
    trusted = (pathlib.Path(root) / AUTHORITIES).read_text().count("BEGIN CERTIFICATE")
    check(f"the image trusts {trusted} certificate authorities, at least 100", trusted >= 100)


def temporary_folder(image, root):
    """Fargate gives the task's volume the owner and mode of this folder, because it is a VOLUME."""
    check("/tmp is the only VOLUME", list(image.get("Volumes") or {}) == ["/tmp"], image.get("Volumes"))
    tmp = (pathlib.Path(root) / "tmp").stat()
    mode, owner = stat.S_IMODE(tmp.st_mode), tmp.st_uid
    check(f"/tmp belongs to root and has mode {OPEN_TMP:o}", (mode, owner) == (OPEN_TMP, 0),
          f"mode {mode:o}, owner {owner}")


def only_tmp_is_writable(sandbox):
    try_all = ("for folder in / /etc /opt/streamgate /var/lib/streamgate /var/tmp /run /dev /tmp; do"
               " if fault=$(touch $folder/probe 2>&1); then echo $folder;"
               " elif [[ $fault != *'Read-only file system' && $fault != *'Permission denied' ]]; then"
               " echo \"$fault\"; fi; done")
    user = sandbox.config["User"]
    cases = ((user, ROOT_ONLY_TMP, "nowhere"), (user, OPEN_TMP, "/tmp"), ("0:0", ROOT_ONLY_TMP, "/tmp"))
    for writer, mode, writable in cases:
        sandbox.set_tmp(mode)
        _, printed = sandbox.run(["/bin/bash", "-c", try_all], {}, writer)
        check(f"on a read-only root and with mode {mode:o} of /tmp, {writer} can write: {writable}",
              (printed.strip() or "nowhere") == writable, printed)


def aot_cache(sandbox):
    """With -XX:AOTMode=on, the JVM fails if it cannot use the cache. 512 MB is the memory of Fargate's
    smallest task: whether the JVM can use the cache depends on the heap's layout."""
    sandbox.set_tmp(OPEN_TMP)
    settings = {"STREAMGATE_STORE": "memory", "JDK_JAVA_OPTIONS":
                "-XX:AOTMode=on -XX:MaxRAM=512m -Xlog:class+load:file=/tmp/classes"}
    with sandbox.started(settings) as container:
        three_of_four(container, "on the memory store with the AOT cache in 512 MB,")
        loaded = (sandbox.root / "tmp/classes").read_text().splitlines()
    cached = [line for line in loaded if "source: shared objects file" in line]
    own = [line for line in cached if " io.streamgate." in line]
    share = len(cached) / len(loaded)
    check(f"{share:.0%} of {len(loaded)} classes are from the AOT cache, {len(own)} of them Streamgate's",
          share >= SHARE_FROM_CACHE and any(" io.streamgate.Main " in line for line in own))


def no_stale_code(sandbox, changed, titles):
    for image, title, which in ((sandbox, titles[0], "the build"), (changed, titles[1], "a changed build")):
        settings = {"STREAMGATE_STORE": "memory", "STREAMGATE_LIMIT": "1", **WITH_CACHE}
        with image.started(settings) as container:
            container.call("POST", "/api/v1/stream", {"video_name": "Alien"})
            status, problem = container.call("POST", "/api/v1/stream", {"video_name": "Brazil"})
        check(f"{which} runs the code of its own sources: {title}",
              (status, problem["title"]) == (409, title), problem)


def three_of_four(container, where):
    films = ("Alien", "Brazil", "Casablanca", "Dune")
    answers = [container.call("POST", "/api/v1/stream", {"video_name": film}) for film in films]
    statuses = [status for status, _ in answers]
    check(f"{where} the server admits three of four streams", statuses == [201, 201, 201, 409], answers)


def on_sqlite(sandbox, folder):
    status, printed = sandbox.run(sandbox.config["Entrypoint"], {})
    check("without a volume, the server reports that it cannot write, and exits with status 1",
          status == 1 and DATA in printed, printed)
    volume = folder / "data"
    volume.mkdir()
    subprocess.run(["chown", sandbox.config["User"], volume], check=True)
    sandbox.bind(volume, DATA)
    with sandbox.started({}) as container:
        status = container.status()
        user, group = sandbox.config["User"].split(":")
        is_user = set(status["Uid"]) == {user} and set(status["Gid"]) == {group}
        check("the server runs as process 1 and as that user, without capabilities",
              is_user and int(status["CapEff"][0], 16) == 0 and status["NSpid"][-1] == "1", status)
        three_of_four(container, "on sqlite with a volume and default settings,")
        check("the health check passes while the server runs", container.health() == 0)
    check(f"on SIGTERM, exits with 0 in {container.stopped_after:.1f} s, at most {STOP_SECONDS}", True)
    check("the health check fails when the server does not run", container.health() != 0)
    with sandbox.started({}) as again:
        status, _ = again.call("POST", "/api/v1/stream", {"video_name": "Dune"})
        check("after a restart, the volume still contains the three streams", status == 409, status)


def on_a_table(sandbox, settings, starts, folder):
    """Uses the settings of the task definition, and the most restrictive /tmp that Fargate may mount."""
    sandbox.set_tmp(ROOT_ONLY_TMP)
    endpoint = settings["AWS_ENDPOINT_URL"]
    with dynamodb.running_at(endpoint):
        create = {"STREAMGATE_ENVIRONMENT": "dev", "STREAMGATE_CREATE_TABLE": "true"}
        with sandbox.started({**settings, **LONG_TIMEOUTS, **create}) as container:
            container.call("GET", "/api/v1/streams")
        with sandbox.started(settings) as container:
            names = [name for name in settings if not name.startswith("AWS_")]
            three_of_four(container, f"on a table with {len(names)} settings of the task definition and"
                          " a /tmp that only root can write to,")
            check("the server serves /docs on a table, too", container.call("GET", "/docs")[0] == 200)
            check("the health check passes on a table, too", container.health() == 0)
            lines = container.logged().splitlines()
            check("the output is JSON lines only", all(line.startswith("{") for line in lines), lines)
            ready = json.loads(next(line for line in lines if "is ready" in line))
            logged = {name: value for pair in ready["kvpList"] for name, value in pair.items()}
            check("the log names the store", logged["store"] == "dynamodb", logged)
        check(f"on SIGTERM, exits with 0 in {container.stopped_after:.1f} s, at most {STOP_SECONDS}", True)
        time_to_ready(sandbox, settings, "a table", starts)
        over_tls(sandbox, settings, folder)


def over_tls(sandbox, settings, folder):
    """On AWS the table's endpoint requires TLS. CRT trusts the certificate authorities of the image."""
    key, public = dynamodb.certificate(folder)
    port = dynamodb.tls_proxy(key, public, int(settings["AWS_ENDPOINT_URL"].rsplit(":", 1)[1]))
    settings = {**settings, **LONG_TIMEOUTS, "AWS_ENDPOINT_URL": f"https://127.0.0.1:{port}"}
    with sandbox.started(settings) as container:
        status, _ = container.call("GET", "/api/v1/streams")
        check("a TLS certificate that no trusted authority signed is rejected", status == 503, status)
    more = folder / "authorities"
    more.write_text((sandbox.root / AUTHORITIES).read_text() + public.read_text())
    sandbox.bind(more, AUTHORITIES)
    with sandbox.started(settings) as container:
        status, _ = container.call("GET", "/api/v1/streams")
        check("a table's TLS certificate is accepted if its authority is trusted", status == 200, status)


def time_to_ready(sandbox, settings, store, starts):
    medians = []
    for cache in (WITH_CACHE, WITHOUT_CACHE):
        times = []
        for _ in range(starts):
            with sandbox.started({**settings, **cache, **NO_DRAIN_DELAY}) as container:
                times.append(container.ready_after)
        medians.append(statistics.median(times))
    check(f"on {store} the server is ready after {medians[0]:.2f} s with the AOT cache and after"
          f" {medians[1]:.2f} s without it (medians of {starts})", medians[0] < medians[1])


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        print(f"image: {failure}", file=sys.stderr)
        sys.exit(1)
