"""What commands name of this project, and whether it is there: what is not executed has to be typed right.

Known are the commands and options of make.sh and of the scripts, the parts of the benchmark, environments,
Maven's modules, tests and properties, and Streamgate's settings. What belongs to others is not known.
"""

import re
import shlex

SEPARATORS = set("&|;()<>")
# Of Terraform, which make.sh passes on
OF_TERRAFORM = {"-var", "-var-file", "-target", "-replace", "-lock-timeout"}
# A mistake that is shown, and what Kubernetes sets
NO_SETTINGS = {"STREAMGATE_LEASES", "STREAMGATE_PORT", "STREAMGATE_SERVICE_"}
FILES_OF = {"test": "scripts/tests.sh", "image": "scripts/image.sh", "deploy": "scripts/deploy.sh"}


class Names:
    def __init__(self, root):
        self.root = root
        self.settings = set(re.findall(r"^# (\w+)=", self.text(".env.example"), re.M))
        self.metrics = set(re.findall(r"^\| `(streamgate_\w+)` \|", self.text("docs/OPERATING.md"), re.M))
        self.modules = set(re.findall(r"<module>(.*?)</module>", self.text("pom.xml")))
        tests = [path for module in self.modules for path in (root / module / "src/test").rglob("*.java")]
        self.tests = {path.stem for path in tests}
        self.properties = {name for path in tests for name in re.findall(r'"(streamgate(?:\.\w+)+)"', path.read_text())}
        self.environments = {path.stem for path in (root / "infra/env").glob("*.tfvars")}
        self.commands = self.labels(self.text("make.sh").split("\nmain() {")[1].split("\n}")[0])
        infra = self.text("scripts/infra.sh").split("\nmain() {")[1].split("esac")[0]
        self.commands |= {f"tf-{label}" for label in self.labels(infra)}
        bench = self.text("make.sh").split("\nbench() {")[1].split("\n}")[0]
        http = self.text("bench/src/main/java/io/streamgate/bench/http/Http.java")
        self.programs = self.labels(bench)
        self.parts = set(re.findall(r'parts\.put\("(\w+)"', http))

    def text(self, path):
        return (self.root / path).read_text()

    @staticmethod
    def labels(body):
        """The labels of a `case`, but for patterns."""
        found = re.findall(r"^\s+([\w| -]+)\)", body, re.M)
        return {label.strip() for labels in found for label in labels.split("|")}

    def faults_of_words(self, text):
        """Settings and metrics that a text names, and that are not there. Each kind has its list, held by tests."""
        settings = set(re.findall(r"\bSTREAMGATE_\w+", text)) - self.settings - NO_SETTINGS
        metrics = {name for name in re.findall(r"\bstreamgate_[a-z_]+\b", text)
                   if re.sub("_(bucket|count|sum|max)$", "", name) not in self.metrics}
        return [f"there is no setting {name}" for name in sorted(settings)] + \
            [f"there is no metric {name}" for name in sorted(metrics)]

    def faults(self, line):
        """What a line of a shell names that is not there."""
        lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
        lexer.commenters = ""
        lexer.whitespace_split = True
        found, words = [], []
        for word in [*lexer, ";"]:
            if set(word) <= SEPARATORS:
                found += self.faults_of_command(words)
                words = []
            else:
                words.append(word)
        return found

    def faults_of_command(self, words):
        found = [f"there is no setting {name}" for word in words
                 for name in re.findall(r"^(STREAMGATE_\w+)=", word) if name not in self.settings]
        while words and (words[0] in (".", "source", "exec", "env") or re.match(r"\w+=", words[0])):
            words = words[1:]
        if not words:
            return found
        if words[0] in ("./make.sh", "make.sh"):
            return found + self.faults_of_make(words[1:])
        if words[0].startswith("scripts/") or words[0].startswith("./"):
            return found + self.faults_of_script(words[0], words[1:])
        return found + (self.faults_of_maven(words[1:]) if words[0] == "mvn" else [])

    def faults_of_make(self, words):
        command, rest = (words[0], words[1:]) if words else ("help", [])
        if command not in self.commands:
            return [f"make.sh has no command {command}"]
        if command == "bench":
            parts = [] if rest[:1] and rest[0] in self.programs else rest
            return [f"bench has no part {part}" for part in parts if part not in self.parts]
        terraform = command.startswith("tf-")
        path = "scripts/infra.sh" if terraform else FILES_OF.get(command)
        found = self.unknown_options(f"make.sh {command}", rest, self.text(path) if path else "",
                                     OF_TERRAFORM if terraform else set())
        given = rest[1:2] if path and command != "test" else []
        if command == "test":
            found += self.unknown_jobs(rest[1:]) if rest[:1] == ["--only"] else \
                self.unknown_tests([word for word in rest if not word.startswith("-")])
        return found + [f"there is no environment {word}" for word in given
                        if not word.startswith("-") and word not in self.environments]

    def faults_of_script(self, path, words):
        file = self.root / path
        if not file.exists():
            return [f"there is no {path}"]
        return self.unknown_options(path, words, file.read_text() if file.is_file() else "", set())

    @staticmethod
    def unknown_options(whose, words, text, known):
        """An option is known where a file names it by itself, as a `case` or a comparison does."""
        options = [word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)]
        return [f"{whose} has no option {option}" for option in options
                if option not in known and not re.search(rf"(?<![\w-]){option}(?![\w-])", text)]

    def faults_of_maven(self, words):
        found = []
        for before, word in zip([""] + words, words):
            if before == "-pl" and word not in self.modules:
                found.append(f"there is no module {word}")
            if word.startswith("-Dtest="):
                found += self.unknown_tests(re.sub("^-Dtest=", "", word).split(","))
            name = re.match(r"-D(streamgate\.[\w.]+)", word)
            if name and name.group(1) not in self.properties:
                found.append(f"no test reads the property {name.group(1)}")
        return found

    def unknown_jobs(self, words):
        jobs = set(re.findall(r"^(\w+)\|\d\|", self.text("scripts/tests.sh"), re.M))
        return [f"there is no job {word}" for word in words if word not in jobs]

    def unknown_tests(self, patterns):
        return [f"there is no test {pattern}" for pattern in patterns
                if not any(re.fullmatch(pattern.replace("*", ".*"), name) for name in self.tests)]
