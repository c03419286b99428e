#!/usr/bin/env python3
"""Compares the jar with its bill of materials, and all licences with the allowed ones.

usage: scripts/what-ships.py            the jar is server/target/streamgate.jar
       scripts/what-ships.py --write    rewrites the notice of the libraries; rebuild the jar afterwards

Each printed line is a fault:
- a file in the jar belongs neither to Streamgate nor to a library in the bill, or differs from the library's file;
- a library in the bill has no file in the jar, or its jar has a different hash than in the bill;
- a library contains another library that LIBRARIES_WITHIN does not list;
- a library has a licence that is not allowed;
- the libraries, their versions, licences or notices differ from NOTICE.

The libraries' jars are read from Maven's local repository: MAVEN_REPOSITORY, or ~/.m2/repository.
"""

import hashlib
import json
import os
import pathlib
import re
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAR = ROOT / "server/target/streamgate.jar"
OWN = ROOT / "server/target/original-streamgate.jar"  # before shading
BILL = "META-INF/sbom/application.cdx.json"
NOTICE = ROOT / "server/src/main/resources/META-INF/THIRD-PARTY.txt"
IN_JAR = "META-INF/THIRD-PARTY.txt"
MOST = 20  # printed faults: a missing library causes a fault for each of its files
REPOSITORY = pathlib.Path(os.environ.get("MAVEN_REPOSITORY") or pathlib.Path.home() / ".m2/repository")

# Licences that an Apache-2.0 program may include, and that only require distributors to keep the notices. A library
# may be under several of these.
ALLOWED = {
    "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-2.0", "ISC", "MIT", "MIT-0",
    "LicenseRef-public-domain",
}
# Dual-licensed libraries, with the licence that was chosen.
CHOSEN = {
    ("EPL-2.0", "LGPL-2.1-only"): "EPL-2.0",  # Logback
    ("Apache-2.0", "MPL-2.0"): "Apache-2.0",  # DOMPurify
}

# Libraries inside libraries, which no pom and no bill lists: library -> name, licences.
LIBRARIES_WITHIN = {
    "netty-common": [("JCTools (io.netty.util.internal.shaded)", ["Apache-2.0"])],
    "jackson-core": [
        ("FastDoubleParser (tools.jackson.core.internal.shaded)", ["MIT"]),
        ("Schubfach", ["MIT"]),
    ],
    "third-party-jackson-core": [
        ("jackson-core 2 (software.amazon.awssdk.thirdparty)", ["Apache-2.0"]),
        ("FastDoubleParser", ["MIT"]),
        ("Schubfach", ["MIT"]),
    ],
    "prometheus-metrics-exposition-formats": [
        ("Protocol Buffers (io.prometheus.metrics.shaded)", ["BSD-3-Clause"]),
    ],
    "sqlite-jdbc": [("SQLite", ["LicenseRef-public-domain"])],
    "aws-crt": [("the AWS Common Runtime in C, s2n-tls, AWS-LC", ["Apache-2.0", "ISC"])],
    "swagger-ui": [
        ("React and what else its bundle is made of", ["MIT", "BSD-3-Clause"]),
        ("DOMPurify", ["Apache-2.0", "MPL-2.0"]),
    ],
}
# Folders in which libraries keep other libraries, such as a/b/shaded/c
WITHIN = re.compile(r"^(?:META-INF/versions/\d+/)?((?:\w+/)*?(?:shaded?|thirdparty|repackaged|relocated))/")

# Licence texts that a library's jar should contain but does not.
TEXTS = {
    "logback-core": "EPL-2.0.txt",
    "logback-classic": "EPL-2.0.txt",
    "prometheus-metrics-exposition-formats": "protobuf.txt",
}
TEXT = re.compile(r"^META-INF/(?:[^/]*(?:LICENSE|NOTICE)[^/]*|maven/.*/LICENSE[^/]*"
                  r"|resources/.*/swagger-ui-bundle\.js\.LICENSE\.txt)$")

# Files that shading writes itself.
MERGED = re.compile(r"^META-INF/(?:MANIFEST\.MF|services/.*|sbom/application\.cdx\.json)$")

HEAD = """\
Streamgate is under the Apache License 2.0. It ships with these libraries, unchanged, under licences of
their own. The source code of each library is public under its name and version.
scripts/what-ships.py --write generates this list, and every CI run compares it with the jar.

"""


def key(component):
    return f"{component['group']}:{component['name']}"


def jar_of(component):
    group, name, version = component["group"], component["name"], component["version"]
    return REPOSITORY / group.replace(".", "/") / name / version / f"{name}-{version}.jar"


def licences_of(component):
    found = [one.get("expression") or one["license"].get("id") or one["license"]["name"]
             for one in component.get("licenses", [])]
    return sorted(found)


def chosen(licences):
    """The licences that apply, or None if they are not allowed."""
    if tuple(sorted(licences)) in CHOSEN:
        return [CHOSEN[tuple(sorted(licences))]]
    return licences if licences and set(licences) <= ALLOWED else None


def licence_faults(components):
    for component in components:
        held = [(key(component), licences_of(component))]
        held += [(f"{what} in {key(component)}", licences)
                 for what, licences in LIBRARIES_WITHIN.get(component["name"], [])]
        for what, licences in held:
            if chosen(licences) is None:
                yield (f"{what} is under {' and '.join(licences) or 'no licence in its pom'}, which is "
                       "not allowed: remove or replace the library. If the licence only requires keeping its notice, "
                       "add it to ALLOWED in scripts/what-ships.py, or to CHOSEN if the library is "
                       "dual-licensed")


def files(jar):
    """The files of a jar with the checksum of each."""
    with zipfile.ZipFile(jar) as opened:
        return {entry.filename: entry.CRC for entry in opened.infolist() if not entry.is_dir()}


def origin_faults(components, shipped):
    own, sums, holders, told = files(OWN), {}, {}, set()
    for component in components:
        jar = jar_of(component)
        if not jar.is_file():
            yield f"{key(component)} is missing at {jar}: set MAVEN_REPOSITORY to Maven's local repository"
            continue
        hashes = {one["alg"]: one["content"] for one in component.get("hashes", [])}
        if hashes.get("SHA-256") != hashlib.sha256(jar.read_bytes()).hexdigest():
            yield f"{key(component)} has a different SHA-256 in the bill than {jar}"
        within = files(jar)
        for name, checksum in within.items():
            sums.setdefault(name, set()).add(checksum)
        holders[key(component)] = {name for name in within if shipped.get(name) == within[name]}
        for folder in {match[1] for match in map(WITHIN.match, within) if match} - told:
            if f"({folder.replace('/', '.')})" not in str(LIBRARIES_WITHIN.get(component["name"])):
                told.add(folder)
                yield f"{key(component)} contains another library in {folder}: add it to LIBRARIES_WITHIN"
    for name, checksum in shipped.items():
        if name in own or MERGED.match(name):
            if checksum != own.get(name, checksum) and not MERGED.match(name):
                yield f"{name} in the jar is a library's file instead of Streamgate's own"
        elif checksum not in sums.get(name, ()):
            yield (f"{name} in the jar differs from the library's file" if name in sums
                   else f"{name} is in the jar, but belongs to no library in the bill")
    for library, kept in holders.items():
        if not kept - set(own):
            yield f"{library} is in the bill, but none of its files is in the jar"


def pom_faults(components, shipped):
    """One sentence per library that the jar names and the bill does not list in that version."""
    known = {(one["group"], one["name"], one["version"]) for one in components}
    named_within = {"jctools-core", "jctools-core-jdk11", "streamgate-server"}
    with zipfile.ZipFile(JAR) as jar:
        for name in shipped:
            if re.match(r"META-INF/maven/.*/pom\.properties$", name):
                pairs = dict(re.findall(r"^(\w+)=(.*?)\s*$", jar.read(name).decode(), re.M))
                found = (pairs["groupId"], pairs["artifactId"], pairs["version"])
                if found not in known and found[1] not in named_within:
                    yield f"{':'.join(found)} is in the jar, but not in the bill"


def notice(components):
    texts = {}
    lines = [HEAD]
    for component in sorted(components, key=key):
        licences = chosen(licences_of(component)) or licences_of(component)
        lines.append(f"{key(component)} {component['version']}: {' or '.join(licences)}\n")
        for what, within in LIBRARIES_WITHIN.get(component["name"], []):
            lines.append(f"    with {what}: {', '.join(chosen(within) or within)}\n")
        for text in texts_of(component):
            texts.setdefault(text, []).append(component["name"])
    for text, names in texts.items():
        lines.append(f"\n{'-' * 80}\nOf {', '.join(names)}:\n\n{text}\n")
    return "".join(lines)


def texts_of(component):
    found = []
    with zipfile.ZipFile(jar_of(component)) as jar:
        found += [jar.read(name).decode(errors="replace") for name in sorted(jar.namelist()) if TEXT.match(name)]
    if component["name"] in TEXTS:
        found.append((ROOT / "server/licences" / TEXTS[component["name"]]).read_text())
    return [re.sub(r"[ \t\r]+$", "", text, flags=re.M).strip("\n") for text in found]


def main(arguments):
    if not JAR.is_file():
        print(f"{JAR} does not exist: run ./make.sh package first", file=sys.stderr)
        return 1
    shipped = files(JAR)
    if BILL not in shipped:
        print("what-ships.py: the jar has no bill of materials: build it without Maven's --offline, because the "
              "plugin refuses to run offline (although it needs no network)", file=sys.stderr)
        return 1
    with zipfile.ZipFile(JAR) as jar:
        bill = json.loads(jar.read(BILL))
        told = jar.read(IN_JAR).decode() if IN_JAR in shipped else ""
    components = bill["components"]
    faults = [*licence_faults(components), *origin_faults(components, shipped), *pom_faults(components, shipped)]
    if arguments == ["--write"]:
        NOTICE.write_text(notice(components))
    elif not faults and told != notice(components):
        faults.append(f"{IN_JAR} is out of date: run scripts/what-ships.py --write and review the difference")
    for fault in faults[:MOST]:
        print(f"what-ships.py: {fault}", file=sys.stderr)
    if len(faults) > MOST:
        print(f"what-ships.py: and {len(faults) - MOST} more", file=sys.stderr)
    if not faults:
        print(f"the jar contains the {len(components)} libraries in its bill of materials")
    return 1 if faults else 0


sys.exit(main(sys.argv[1:]))
