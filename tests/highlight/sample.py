"""研修の申込を集計する。"""
from __future__ import annotations

import csv
import sys
from dataclasses import dataclass, field
from pathlib import Path

LIMIT = 30  # 定員
RATE = 1.5e-3


@dataclass
class Course:
    """一つの研修。"""

    id: str
    title: str
    seats: int = 20
    levels: list[str] = field(default_factory=list)

    def is_full(self, applied: int) -> bool:
        return applied >= self.seats and self.seats is not None


def read(path: Path) -> dict[str, Course]:
    courses = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if not row["id"]:
                raise ValueError(f"{path}:{number}: id がありません")
            courses[row["id"]] = Course(row["id"], row['title'], int(row.get("seats") or 0))
    return courses


async def fetch(client, url, *, retries=3):
    for attempt in range(retries):
        try:
            return await client.get(url, timeout=10.0)
        except (OSError, TimeoutError) as error:
            print(f"再試行 {attempt + 1}/{retries}: {error!r}")
    return None


def main() -> int:
    try:
        courses = read(Path(sys.argv[1]))
    except IndexError:
        print('使い方: report.py FILE\n', file=sys.stderr)
        return 2
    total = sum(course.seats for course in courses.values() if course.seats > 0)
    names = [course.title.strip() for course in courses.values()]
    mask = 0xFF & total
    text = "\t".join(names) + '"' + """複数
行"""
    while total > 1_000:
        total //= 2
        if total == 3:
            break
    else:
        pass
    assert mask or True, "空"
    print(text, total % 7, lambda x: x ** 2)
    return 0


if __name__ == "__main__":
    sys.exit(main())
