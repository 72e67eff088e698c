"""Compares what the JSON Schemas say of files with what `shirube check` says: on seeded mistakes and on what is right.

    check_schemas.py target/debug/shirube

Each snippet replaces or adds one file of the portal that `shirube init` makes. A mistake is judged by the schema of its file (jsonschema)
and by `check`; both must find it, or neither. The last table holds what only `check` can see, so that it stays known.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

import jsonschema
import yaml

shirube = pathlib.Path(sys.argv[1]).resolve()
env = dict(os.environ, SOURCE_DATE_EPOCH="1795305600")
problems = []


class Core(yaml.SafeLoader):
    """YAML 1.2 core, as editors read it: a day is a text, `no` is a word."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("null", r"^(~|null|Null|NULL|)$", "~nN\0"),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
]:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first) + ([""] if tag == "null" else []))


def with_text_keys(value):
    if isinstance(value, dict):
        return {str(key): with_text_keys(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_text_keys(inner) for inner in value]
    return value


def read(path, text):
    if path.endswith(".toml"):
        return tomllib.loads(text)
    if path.endswith(".md"):
        text = text.split("---\n")[1]
    return with_text_keys(yaml.load(text, Core))


def run(root, *arguments):
    return subprocess.run([shirube, "-r", root, *arguments], env=env, capture_output=True, text=True, check=False)


EXAM = "exams:\n  - {{ id: x, name: 試験, provider: {{ name: 団体, yomi: だんたい, kind: public }}, kind: public, timing: year_round{} }}\n"
COURSE = "---\ntitle: 研修\nsummary: 説明\nlevels: [all-staff]\nformat: [elearning]\n{}---\n\n本文です。\n"
KPI = "kpi:\n  - {{ id: x, name: 指標, unit: 件, kind: reach, baseline: {{ value: 1, fiscal_year: R7 }}, target: {{ value: {}, fiscal_year: {} }} }}\n"
LEVEL = "- {{ id: x, kind: external, name: 区分{} }}\n"
TERM = "glossary:\n  - {{ id: x, term: 用語, yomi: ようご, body: 意味{} }}\n"
SITE = 'title = "しるべ"\norganization = "県"\n{}'
ASSESSMENT = "assessment:\n  - {{ level: level-1, rule: {} }}\n"

# file that is written, schema, text, whether it is right
TABLE = [
    ("data/exams2.yaml", "exams", EXAM.format(""), True),
    ("data/exams2.yaml", "exams", EXAM.format(", fee: 7500, valid_from: R8, valid_to: 2027年度"), True),
    ("data/exams2.yaml", "exams", EXAM.format(", fee: 7500円"), False),
    ("data/exams2.yaml", "exams", EXAM.format(", fe: 7500"), False),
    ("data/exams2.yaml", "exams", EXAM.format(", sample: yes"), False),
    ("data/exams2.yaml", "exams", EXAM.format(', sample: "true"'), False),
    ("data/exams2.yaml", "exams", EXAM.format(", skills: data-read"), False),
    ("data/exams2.yaml", "exams", EXAM.format(", skills: [Data_Read]"), False),
    ("data/exams2.yaml", "exams", EXAM.format(", url: www.example.jp"), False),
    ("data/exams2.yaml", "exams", EXAM.format(", checked_on: 令和8年11月1日"), True),
    ("data/exams2.yaml", "exams", EXAM.format(", checked_on: ２０２６/１１/１"), True),
    ("data/exams2.yaml", "exams", EXAM.format(", checked_on: 11月22日"), False),
    ("data/exams2.yaml", "exams", EXAM.format(", checked_on: 26/11/22"), False),
    ("data/exams2.yaml", "exams", EXAM.format(", checked_on: 45670"), False),
    ("data/exams2.yaml", "exams", EXAM.format(", history: [{ from: R8 }]"), False),
    ("data/exams2.yaml", "exams", EXAM.format(", status: draff"), False),
    ("data/exams2.yaml", "exams", EXAM.format("").replace("timing: year_round", "timing: yearround"), False),
    ("data/exams2.yaml", "exams", EXAM.format("").replace(", yomi: だんたい", ""), False),
    ("data/exams2.yaml", "exams", EXAM.format("").replace("exams:", "exam:"), False),
    ("data/exams2.yaml", "exams", EXAM.format("").replace("name: 試験", 'name: ""'), False),
    ("data/exams2.yaml", "exams", EXAM.format(", abbr: , summary: null"), True),
    ("content/courses/x.md", "front-matter-course", COURSE.format(""), True),
    ("content/courses/x.md", "front-matter-course", COURSE.format("requirement: { all-staff: mandatory }\n"), True),
    ("content/courses/x.md", "front-matter-course", COURSE.format("requirement: must\n"), False),
    ("content/courses/x.md", "front-matter-course", COURSE.format("skills: { data-read: 2 }\n"), True),
    ("content/courses/x.md", "front-matter-course", COURSE.format("skills: { data-read: 5 }\n"), False),
    ("content/courses/x.md", "front-matter-course", COURSE.format("duration_minutes: 半日\n"), False),
    ("content/courses/x.md", "front-matter-course", COURSE.format('duration_minutes: "210"\n'), True),
    ("content/courses/x.md", "front-matter-course", COURSE.format("due: 2027-01-29T17:00\n"), True),
    ("content/courses/x.md", "front-matter-course", COURSE.format("due: 2027-01-29T24:00\n"), False),
    ("content/courses/x.md", "front-matter-course", COURSE.format("sessions: [{ id: a, start: '13:30' }]\n"), False),
    ("content/courses/x.md", "front-matter-course", COURSE.format("").replace("summary: 説明\n", ""), False),
    ("content/courses/x.md", "front-matter-course", COURSE.format("").replace("[elearning]", "[e-learning]"), False),
    ("data/kpi2.yaml", "kpi", KPI.format('"約1,438"', "R9"), True),
    ("data/kpi2.yaml", "kpi", KPI.format("80以上", "令和9年度"), True),
    ("data/kpi2.yaml", "kpi", KPI.format("上げる", "R9"), False),
    ("data/kpi2.yaml", "kpi", KPI.format("2", "R9年"), True),
    ("data/kpi2.yaml", "kpi", KPI.format("2", "来年度"), False),
    ("data/levels2.yaml", "levels", LEVEL.format(", level_range: [1, 4]"), True),
    ("data/levels2.yaml", "levels", LEVEL.format(", level_range: [1]"), False),
    ("data/levels2.yaml", "levels", LEVEL.format(", priority: high"), False),
    ("data/glossary2.yaml", "glossary", TERM.format(", variants: [ことば]"), True),
    ("data/glossary2.yaml", "glossary", TERM.format(", variants: ことば"), False),
    ("data/glossary2.yaml", "glossary", TERM.format(", mark: ○"), False),
    ("data/assessment.yaml", "assessment", ASSESSMENT.format("{ all: [{ course: digital-basic }, { at_least: { n: 1, of: [{ exam: sample-exam }] } }] }"), True),
    ("data/assessment.yaml", "assessment", ASSESSMENT.format("{ all: [{ at_least: { of: [{ exam: sample-exam }] } }] }"), False),
    ("data/assessment.yaml", "assessment", ASSESSMENT.format("{ all: [{ exams: sample-exam }] }"), False),
    ("site.toml", "site", SITE.format(""), True),
    ("site.toml", "site", SITE.format("deadline_soon_days = 14\n[csv]\nencoding = \"cp932\"\n"), True),
    ("site.toml", "site", SITE.format("[csv]\nencoding = \"sjis\"\n"), False),
    ("site.toml", "site", SITE.format("titel = \"x\"\n"), False),
    ("site.toml", "site", SITE.format("deadline_soon_days = \"十四\"\n"), False),
    ("site.toml", "site", SITE.format("").replace("organization", "organisation"), False),
]

# What is right for the schema of one file and wrong for `check`, which knows the calendar and the whole portal.
BEYOND = [
    ("data/exams2.yaml", "exams", EXAM.format(", skills: [no-such-skill]")),
    ("data/exams2.yaml", "exams", EXAM.format(", checked_on: 2026-02-30")),
    ("data/exams2.yaml", "exams", EXAM.format(", checked_on: 平成38年1月1日")),
    ("data/assessment.yaml", "assessment", ASSESSMENT.format("{ course: digital-basic, exam: sample-exam }")),
]


def judge(portal, schemas, path, name, text):
    """(right for the schema, right for check, what both said)"""
    # The file of the kind is taken already: the snippet lies in the folder of the kind.
    place = re.sub(r"^data/(\w+)2\.yaml$", r"data/\1/snippet.yaml", path)
    file = portal / place
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    found = list(jsonschema.Draft7Validator(schemas[name]).iter_errors(read(path, text)))
    said = json.loads(run(portal, "check", "--format", "json").stdout or "{}")
    listed = said if isinstance(said, list) else said.get("diagnostics", said.get("findings", []))
    errors = [finding for finding in listed if finding["severity"] == "error" and place in json.dumps(finding, ensure_ascii=False)]
    if before is None:
        file.unlink()
    else:
        file.write_bytes(before)
    words = [error.message for error in found] + [str(finding.get("message")) for finding in errors]
    return not found, not errors, words


with tempfile.TemporaryDirectory() as directory:
    portal = pathlib.Path(directory) / "portal"
    for arguments in (["init"], ["schema"]):
        portal.mkdir(exist_ok=True)
        done = run(portal, *arguments)
        if done.returncode:
            sys.exit(done.stderr)
    schemas = {path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8")) for path in (portal / "schemas").iterdir()}
    for schema in schemas.values():
        jsonschema.Draft7Validator.check_schema(schema)

    # Everything that `init` makes is right.
    made = 0
    for path in sorted([*portal.glob("data/*.yaml"), *portal.glob("content/**/*.md"), portal / "site.toml"]):
        relative = path.relative_to(portal).as_posix()
        folder = {"courses": "course", "news": "news", "trends": "trend"}.get(relative.split("/")[1] if "/" in relative else "", "page")
        name = "site" if path.suffix == ".toml" else path.stem if path.suffix == ".yaml" else f"front-matter-{folder}"
        if path.name == "_index.md":
            name = "front-matter-page"
        for error in jsonschema.Draft7Validator(schemas[name]).iter_errors(read(relative, path.read_text(encoding="utf-8"))):
            problems.append(f"{relative}: {error.message}")
        made += 1

    for path, name, text, is_right in TABLE:
        by_schema, by_check, words = judge(portal, schemas, path, name, text)
        if (by_schema, by_check) != (is_right, is_right):
            problems.append(f"{path}: expected {is_right}, schema {by_schema}, check {by_check}\n{text}{words}")
    for path, name, text in BEYOND:
        by_schema, by_check, words = judge(portal, schemas, path, name, text)
        if (by_schema, by_check) != (True, False):
            problems.append(f"{path}: only `check` should find this: schema {by_schema}, check {by_check}\n{text}{words}")

print(f"schemas: {len(schemas)}; {made} files of the first portal; {len(TABLE)} snippets judged by both, {len(BEYOND)} beyond a schema")
if made < 10:
    problems.append("the first portal has hardly any files")
for problem in problems:
    print(problem)
sys.exit(bool(problems))
