#!/usr/bin/env python3
"""A made-up portal of any size, to measure Shirube with. Deterministic, no dependencies.

    corpus.py --pages N [--seed S] [--twin] --out DIR

Writes N plain pages (Japanese prose, about 6 KB of Markdown each, 4 to 8 headings, lists, one table, about two fenced code blocks,
one note, 3 to 6 links to other pages) in sections of --per-section pages, each with an `_index.md`; tags from 4 levels and 20 skills;
and a `site.toml`. Page i of a seed has the same prose, code and tables whatever N is; the targets of its links depend on N.

--twin writes the same pages the way a bare pipeline expects them (content/courses/<section>/, levels, skills and duration as keys of
the front matter), so that it can be measured over the same bytes.

It does not write data files: courses, exams and indicators grow with the office, not with the number of texts.
"""
import argparse
import datetime
import json
import os
import random

# --- vocabulary (about 200 words around digital skills training) -------------------
ACTORS = """職員 受講者 管理職 担当者 研修担当 情報システム部門 新任職員 管理者 利用者 開発者
事業者 自治体 省庁 調達担当者 プロジェクト責任者 データ分析担当 窓口職員 監査担当 講師 企画部門""".split()
THINGS = """業務手順書 個人情報 統計データ 表計算シート 申請書 公開データ 議事録 決裁文書 仕様書 調達要件
利用者調査 業務フロー 電子署名 認証基盤 アクセス権限 バックアップ ログ記録 脆弱性情報 クラウド環境 仮想サーバー
データベース 集計結果 可視化グラフ 通知メール 共有フォルダー 版管理の履歴 検索条件 画面設計 住所データ 文字コード
住民記録 様式番号 電子申請 添付ファイル 作業計画 評価指標 費用見積 運用記録 障害報告 学習履歴
問い合わせ票 更新手順 設定ファイル 変数名 関数 条件分岐 繰り返し処理 正規表現 外部連携 接続情報""".split()
QUALS = """正確な 最新の 標準的な 安全な 必要な 公開済みの 複数の 共通の 暗号化された 匿名化された
簡潔な 再利用できる 承認済みの 一時的な 重要な 定期的な 機械判読可能な 組織横断の 構造化された 小規模な""".split()
TOOLS = """表計算ソフト 文書作成ソフト 版管理システム 学習ポータル 申請システム 対話型端末 統合開発環境 ワークフロー製品
データ連携基盤 監視ツール 電子掲示板 文書管理システム 生成AI 翻訳ツール 可視化ツール 検証環境 クラウドサービス
自動化スクリプト 業務チャット 会議システム""".split()
VERBS = """確認する 登録する 更新する 集計する 分析する 共有する 公開する 保護する 検証する 記録する
比較する 自動化する 整理する 移行する 設計する 評価する 抽出する 変換する 承認する 復元する""".split()
VERB_TE = """確認して 登録して 更新して 集計して 分析して 共有して 公開して 保護して 検証して 記録して
比較して 自動化して 整理して 移行して 設計して 評価して 抽出して 変換して 承認して 復元して""".split()
PURPOSES = """誤りを防ぐ 作業時間を減らす 説明責任を果たす 利用者の負担を減らす 情報漏えいを防ぐ 品質を保つ
引き継ぎを容易にする 意思決定を早める 費用を抑える 再現性を高める 事故の影響を小さくする 法令を守る""".split()
PLACES = """研修環境 執務室 本番環境 検証環境 庁内ネットワーク 地方支分部局 共同利用センター 遠隔地 在宅勤務 会議室""".split()
TOPICS = """データ活用 情報セキュリティ 業務改革 サービスデザイン プログラミング クラウド利用 アクセシビリティ
個人情報保護 電子申請 統計入門 表計算 データベース 版管理 自動化 生成AI活用 調達とベンダー管理 プロジェクト管理
文書作成 可視化 ネットワーク""".split()
ASPECTS = """基礎 実践 演習 設計 運用 点検 改善 事例 評価 入門 応用 手順 考え方 注意点 導入準備""".split()
HEADS = """この単元のねらい 前提となる知識 用語の整理 基本の手順 操作の流れ 例題 よくある誤り 安全に使うための確認
応用の考え方 記録と報告 評価の観点 演習課題 まとめ 次に学ぶこと 参考になる事例 役割と責任""".split()
SKILLS = """データ分析 データ管理 セキュリティ プログラミング 業務設計 サービス設計 クラウド 調達 広報 文書管理
可視化 統計 自動化 生成AI アクセシビリティ ネットワーク プロジェクト管理 個人情報保護 品質管理 協働""".split()
LEVELS = "入門 基礎 応用 専門".split()
PATTERNS = [
    "{a}は、{p}ために{q}{t}を{v}。",
    "{q}{t}を{te}から、{q2}{t2}を{v}と、{p}ことにつながる。",
    "{place}では、{tool}で{t}を{v}前に、{a}が{t2}を{v2}必要がある。",
    "{tool}を使うと、{t}を{te}、その結果を{a}と共有できる。",
    "{a}が{t}を{v}ときは、{q}{t2}がそろっているかを先に見る。",
    "{t}と{t2}の関係を図にして、{p}ための順序を決める。",
    "もし{t}に不足があれば、{a}に連絡し、{q}{t2}を{te}やり直す。",
    "ここでは{tool}を例に、{q}{t}を{v}方法を三つの段階に分けて説明する。",
]
CELLS = ["必須", "任意", "推奨", "対象外", "確認済み", "要確認"]
IDENT = """records members courses lessons offices reports requests scores items logs events users
units skills permits""".split()
FIELD = """id name level score office updated_at duration status category total""".split()


class Text:
    """Prose and code from one random stream."""

    def __init__(self, rng):
        self.r = rng

    def sentence(self):
        r = self.r
        c = r.choice
        return c(PATTERNS).format(
            a=c(ACTORS), p=c(PURPOSES), q=c(QUALS), q2=c(QUALS), t=c(THINGS), t2=c(THINGS),
            te=c(VERB_TE), v=c(VERBS), v2=c(VERBS), tool=c(TOOLS), place=c(PLACES))

    def para(self, lo=3, hi=5, link=None):
        out = [self.sentence() for _ in range(self.r.randint(lo, hi))]
        i = self.r.randrange(len(out))
        out[i] = out[i].replace("必要", "**必要**") if "必要" in out[i] else "**注意**：" + out[i] \
            if self.r.random() < 0.15 else out[i]
        if self.r.random() < 0.4:
            out.append("設定値は `%s.%s` に置く。" % (self.r.choice(IDENT), self.r.choice(FIELD)))
        if link:
            out.append("詳しくは%sを参照。" % link)
        return "".join(out)

    def bullets(self, ordered):
        r = self.r
        lines = []
        for k in range(r.randint(3, 6)):
            mark = "%d." % (k + 1) if ordered else "-"
            lines.append("%s %sを%s" % (mark, r.choice(THINGS), r.choice(VERBS)))
            if not ordered and r.random() < 0.3:
                lines.append("  - %sで%s%sを%s" % (
                    r.choice(TOOLS), r.choice(QUALS), r.choice(THINGS), r.choice(VERBS)))
        return "\n".join(lines)

    def table(self):
        r = self.r
        rows = ["| 項目 | 区分 | 担当 | 目安（分） |", "| --- | --- | --- | ---: |"]
        for _ in range(r.randint(4, 7)):
            rows.append("| %s | %s | %s | %d |" % (
                r.choice(THINGS), r.choice(CELLS), r.choice(ACTORS), r.randint(1, 18) * 5))
        return "\n".join(rows)

    def code(self):
        r = self.r
        lang = r.choices(["python", "sql", "bash", "json"], [35, 25, 20, 20])[0]
        a, b = r.sample(IDENT, 2)
        f, g, h = r.sample(FIELD, 3)
        n, m = r.randint(2, 99), r.randint(100, 9999)
        w, w2 = r.choice(THINGS), r.choice(THINGS)
        if lang == "python":
            body = f'''import csv
from pathlib import Path

LIMIT = {m}  # {w}の上限


def load_{a}(path: Path, *, min_{f}: int = {n}) -> list[dict]:
    """{w}を読み込み、{w2}を返す。"""
    rows = []
    with path.open(encoding="utf-8", newline="") as fh:
        for row in csv.DictReader(fh):
            if int(row["{f}"]) >= min_{f} and row["{g}"] != "":
                rows.append({{**row, "{h}": float(row["{h}"]) * 1.{n}}})
    return sorted(rows, key=lambda x: x["{f}"])[:LIMIT]

'''
            if r.random() < 0.6:
                body += f'''
if __name__ == "__main__":
    {a} = load_{a}(Path("data/{a}.csv"))
    print(f"{w}: {{len({a})}} 件")
'''
        elif lang == "sql":
            body = f'''-- {w}を{f}ごとに集計する
WITH recent AS (
    SELECT {a}.{f}, {a}.{g}, COUNT(*) AS total
    FROM {a}
    LEFT JOIN {b} ON {b}.id = {a}.{b}_id
    WHERE {a}.updated_at >= DATE '2025-{1 + n % 12:02d}-01'
      AND {a}.{h} IS NOT NULL
    GROUP BY {a}.{f}, {a}.{g}
    HAVING COUNT(*) > {n}
)
SELECT {f}, {g}, total,
       CASE WHEN total > {m} THEN '多い' ELSE '少ない' END AS label
FROM recent
ORDER BY total DESC, {f} ASC
LIMIT {n};
'''
        elif lang == "bash":
            body = f'''#!/usr/bin/env bash
set -euo pipefail
# {w}を保存してから{w2}を更新する
src="${{1:-/srv/{a}}}"
dest="/var/backups/{b}-$(date +%Y%m%d).tar.gz"

if [[ ! -d "$src" ]]; then
  echo "見つかりません: $src" >&2
  exit {1 + n % 7}
fi

for dir in "$src"/*/; do
  count=$(find "$dir" -type f -name '*.{f}' | wc -l)
  printf '%s\\t%d\\n' "$dir" "$count" >> "{a}.log"
done
tar -czf "$dest" -C "$src" . && echo "done: $dest"
'''
        else:
            obj = {"version": n, "name": a, "description": w, "enabled": n % 2 == 0,
                   "limits": {f: m, g: n / 10, h: None},
                   b: [{"id": m + k, "label": r.choice(SKILLS), "tags": [f, g]} for k in range(2)]}
            body = json.dumps(obj, ensure_ascii=False, indent=2) + "\n"
        return "```%s\n%s```" % (lang, body)


# --- site structure ----------------------------------------------------------------
class Site:
    """What each page is, by its number."""

    def __init__(self, pages, seed, per_section):
        self.n, self.seed, self.per = pages, seed, per_section
        self.sections = (pages + per_section - 1) // per_section

    def sec(self, i):
        return "%03d" % (i // self.per + 1)

    def slug(self, i):
        return "lesson-%05d" % (i + 1)

    def title(self, i):
        r = random.Random("%d-t-%d" % (self.seed, i))
        return "%sの%s（第%d回）" % (r.choice(TOPICS), r.choice(ASPECTS), i % self.per + 1)

    def sec_title(self, s):
        r = random.Random("%d-s-%d" % (self.seed, s))
        return "%s課程 %03d" % (r.choice(TOPICS), s + 1)

    def sec_count(self, s):
        return min(self.per, self.n - s * self.per)

    def meta(self, i):
        r = random.Random("%d-m-%d" % (self.seed, i))
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=r.randrange(900))
        text = Text(r)
        return {"title": self.title(i), "description": text.sentence(), "date": day.isoformat(),
                "levels": [r.choice(LEVELS)], "skills": r.sample(SKILLS, r.randint(2, 3)),
                "duration": r.randint(2, 18) * 5, "weight": i % self.per + 1}

    def body(self, i, link):
        r = random.Random("%d-b-%d" % (self.seed, i))
        t = Text(r)
        heads = r.sample(HEADS, r.randint(4, 8))
        nlinks = r.randint(3, 6)
        # links: mostly in the same section, some anywhere (own stream: depends on N)
        lr = random.Random("%d-l-%d-%d" % (self.seed, i, self.n))
        lo = i // self.per * self.per
        targets = [lr.randrange(lo, min(lo + self.per, self.n)) if lr.random() < 0.6
                   else lr.randrange(self.n) for _ in range(nlinks)]
        links = ["[%s](%s)" % (self.title(j), link(i, j)) for j in targets]
        # every block has its place decided first, so that all pages have all kinds
        k = len(heads)
        codes = [r.randrange(k) for _ in range(r.choice([1, 2, 2, 2, 3]))]
        table_at, note_at = r.randrange(k), r.randrange(k)
        at = [r.randrange(k) for _ in links]
        out = [t.para(2, 3)]
        for h, head in enumerate(heads):
            deep = h and r.random() < 0.35
            out.append("%s %s" % ("###" if deep else "##", head))
            mine = [l for l, a in zip(links, at) if a == h]
            out.append(t.para(3, 4, mine.pop() if mine else None))
            if h == note_at:
                out.append("> **メモ**：%s\n> %s" % (t.sentence(), t.sentence()))
            if h == table_at:
                out.append(t.table())
            for _ in range(codes.count(h)):
                out.append(t.code())
            if r.random() < 0.5:
                out.append(t.bullets(r.random() < 0.4))
            for l in mine:
                out.append(t.para(1, 2, l))
        return "\n\n".join(out) + "\n"


def front(fields):
    """Front matter; strings and lists of JSON are YAML."""
    lines = ["%s: %s" % (key, value if key == "date" else json.dumps(value, ensure_ascii=False)) for key, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def put(root, path, text):
    full = os.path.join(root, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return len(text.encode("utf-8"))


def page_front(meta, twin):
    if twin:
        return front(meta)
    fields = {key: meta[key] for key in ("title", "description", "date", "weight")}
    return front({**fields, "tags": meta["levels"] + meta["skills"], "extra": {"duration": meta["duration"]}})


def generate(site, out, twin):
    """Writes the portal below `out`; the number of bytes of its pages."""
    folder = "courses/%s" if twin else "lessons-%s"

    def link(i, j):
        return "%s.md" % site.slug(j) if site.sec(i) == site.sec(j) else "../%s/%s.md" % ((folder % site.sec(j)).split("/")[-1], site.slug(j))

    total = 0
    for i in range(site.n):
        text = page_front(site.meta(i), twin) + site.body(i, link)
        total += put(out, "content/%s/%s.md" % (folder % site.sec(i), site.slug(i)), text)
    for s in range(site.sections):
        text = front({"title": site.sec_title(s), "weight": s + 1}) + "この課程で学ぶ単元の一覧です。\n"
        put(out, "content/%s/_index.md" % (folder % ("%03d" % (s + 1))), text)
    put(out, "content/_index.md", front({"title": "学習ポータル"}) + "デジタル人材育成の学習ポータルです。\n")
    if twin:
        put(out, "content/courses/_index.md", front({"title": "研修課程"}) + "研修課程の一覧です。\n")
    else:
        put(out, "site.toml", 'title = "学習ポータル"\norganization = "見本県"\nbase_url = "https://portal.example/"\n')
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-section", type=int, default=50)
    parser.add_argument("--twin", action="store_true")
    parser.add_argument("--out", required=True)
    given = parser.parse_args()
    site = Site(given.pages, given.seed, given.per_section)
    total = generate(site, given.out, given.twin)
    print("%d pages in %d sections, %d bytes of Markdown (mean %d)" % (given.pages, site.sections, total, total // given.pages))


if __name__ == "__main__":
    main()
