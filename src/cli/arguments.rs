//! What can be typed after `shirube`.

use crate::diagnostic::{Lang, Text, closest};
use crate::notation::Day;
use crate::schema::Kind;
use crate::text;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::net::IpAddr;
use std::path::PathBuf;

/// 庁内ポータルをつくる静的サイトジェネレーター
#[derive(Debug, Parser)]
#[command(name = "shirube", version, about = "標（しるべ）: 庁内ポータルをつくる静的サイトジェネレーター", disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// Flags of every command.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// プロジェクトのフォルダー（site.toml のある場所。指定がなければ今のフォルダー）
    #[arg(short, long, global = true, default_value = ".", value_name = "DIR")]
    pub root: PathBuf,
    /// メッセージの言語: ja、en（指定がなければ ja）
    #[arg(long, global = true, value_enum, default_value = "ja", value_name = "LANG")]
    pub lang: LangArgument,
    /// 色を付けるか: auto、always、never（指定がなければ auto）
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: ColorArgument,
    /// 終わりのまとめを出さない（見つかった問題と終了コードは変わらない）
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// 見つかった問題を省かずに出す（ふだんは重さごとに50件まで）
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub verbose: u8,
    /// 並列に使うスレッドの数
    #[arg(short, long, global = true, value_name = "N")]
    pub jobs: Option<usize>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// サイトを作る
    Build(Build),
    /// 何も書かずに、まちがいを調べる（validate、lint でも同じ）
    #[command(aliases = ["validate", "lint"])]
    Check(Check),
    /// 編集しながら、ブラウザーで見る（server、dev、preview でも同じ）
    #[command(aliases = ["server", "dev", "preview"])]
    Serve(Serve),
    /// Excelのブックか CSV を、data/ の表か研修のページにする（隠れたシートは読まず、隠れた行と列は読む）
    Import(Import),
    /// 空のフォルダーに、小さなポータルの見本を作る（見本の文章は、--lang en でも日本語）
    Init {
        /// 作る場所（指定がなければ今のフォルダー。空のフォルダーか、新しい名前）
        #[arg(default_value = ".", value_name = "DIR")]
        directory: PathBuf,
    },
    /// 新しい記録のひな形を作る（例: shirube new course first-excel）
    New(New),
    /// 入力を助ける JSON Schema を書き出す（VS Code など）
    Schema(Schema),
    /// 確かに直せるまちがいを直す（元のファイルは .bak として残す）
    Fix(Fix),
    /// 見つかった問題のコードを説明する
    Explain(Explain),
    /// ページ・画像・記録を移し、リンクとidを書き直す（move でも同じ）
    #[command(alias = "move")]
    Mv(Mv),
    /// 手入れの一覧を出す（期限切れ、不足、見本、使われていないファイルなど）
    Report(Report),
    /// build が作ったものを消す
    Clean(Clean),
    /// シェルの補完を出す（bash、elvish、fish、powershell、zsh）
    Completion {
        /// bash、elvish、fish、powershell、zsh のどれか
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

/// What the site is made for; the same for `build`, `check` and `serve`.
#[derive(Clone, Debug, Args)]
pub(super) struct View {
    /// この日のサイトとして作る（例: 2026-11-22）。指定がなければ SOURCE_DATE_EPOCH、それもなければ今日（日本時間）
    #[arg(long, alias = "clock", value_parser = day, value_name = "DATE")]
    pub today: Option<Day>,
    /// 公開先のアドレス（site.toml の base_url より優先）
    #[arg(short = 'u', long, value_name = "URL")]
    pub base_url: Option<String>,
    /// 下書きも含める
    #[arg(short = 'D', long)]
    pub drafts: bool,
    /// 公開日がまだ先のものも含める
    #[arg(long)]
    pub future: bool,
    /// 見本をエラーにする
    #[arg(long)]
    pub no_samples: bool,
    /// コードの色分けをしない
    #[arg(long)]
    pub no_highlight: bool,
}

/// What a run judges and how it says it; the same for `build` and `check`.
#[derive(Debug, Args)]
pub(super) struct Scope {
    #[command(flatten)]
    pub view: View,
    /// 警告もエラーとして扱う
    #[arg(long)]
    pub strict: bool,
    /// 前に作ったときから記録が大きく減っていても、消したのが正しいとする
    #[arg(long)]
    pub accept_losses: bool,
    /// 見つかった問題の出し方: human、short、json、github（指定がなければ human）
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub scope: Scope,
    /// 出力先（指定がなければ site.toml の output、それもなければ public）
    #[arg(short, long, aliases = ["dest-dir", "destination"], value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub scope: Scope,
    /// 前に作ったサイトの場所。なくなったものを知らせるために、読むだけ（指定がなければ site.toml の output、それもなければ public）
    #[arg(id = "last_build", short = 'o', long = "output-dir", aliases = ["dest-dir", "destination"], value_name = "DIR")]
    pub last_build: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub view: View,
    /// ポート番号（使われていれば次の番号。0なら空いている番号）
    #[arg(short, long, default_value_t = crate::serve::PORT, value_name = "PORT")]
    pub port: u16,
    /// 待ち受けるアドレス（指定がなければ 127.0.0.1: このパソコンだけ）
    #[arg(short, long, alias = "bind", default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub interface: IpAddr,
    /// この名前でも応答する（何度でも指定できる）
    #[arg(long, value_name = "HOST")]
    pub allow_host: Vec<String>,
    /// ブラウザーで開く
    #[arg(short = 'O', long)]
    pub open: bool,
    /// 変更の通知を待たず、この秒数ごとに調べる（共有フォルダーなど）
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=3600), value_name = "SECONDS")]
    pub poll: Option<u64>,
}

/// What a table can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Importable {
    /// A table of `data/`.
    Data(Kind),
    /// Pages of `content/courses/`.
    Courses,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// Excelのブック（.xlsx）か CSV のファイル
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// データの種類（kpi_actuals、exam_sessions、holidays など）。研修の一覧は courses
    #[arg(short, long, value_parser = kind, value_name = "KIND")]
    pub kind: Importable,
    /// 読むシートの名前（指定がなければ、見出しの合うシート）
    #[arg(short, long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// 書き出すファイル（指定がなければ、プロジェクトの data/KIND.csv）。courses ではフォルダー（content/courses）
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// すでにあるファイルを置き換える
    #[arg(short, long)]
    pub force: bool,
    /// 書かずに、できる表を画面に出す
    #[arg(id = "print_table", short = 'n', long = "dry-run")]
    pub dry_run: bool,
    /// 見つかった問題の出し方: human、short、json、github（指定がなければ human）
    #[arg(long, value_enum, default_value = "human", value_name = "FORMAT")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// 種類: course、news、trend、page か、データの種類（exams、kpi、glossary など）
    #[arg(id = "record_kind", value_name = "KIND", display_order = 0)]
    pub kind: String,
    /// id（半角の小文字・数字を - でつなぐ）。page は about/rules のようにフォルダーも書ける。holidays は日付、matrix は人材区分--所属、kpi_actuals は指標--年度
    #[arg(value_name = "ID", display_order = 1)]
    pub id: String,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// 書き出すフォルダー（指定がなければ schemas）
    #[arg(id = "schema_dir", short, long = "output-dir", default_value = "schemas", value_name = "DIR")]
    pub schema_dir: PathBuf,
    /// VS Code の設定（.vscode）も作る。すでにあれば書き換えず、足す内容を示す
    #[arg(long)]
    pub vscode: bool,
}

#[derive(Debug, Args)]
pub(super) struct Fix {
    /// 直すファイルやフォルダー（指定がなければ全部）
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Shift_JIS・UTF-16・JISのファイルをUTF-8に変える
    #[arg(long)]
    pub encoding: bool,
    /// 機種依存文字・半角カナ・全角の英数字も直す
    #[arg(long)]
    pub width: bool,
    /// 書かずに、変わるところを見せる（変わるところがあれば終了コード1）
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// 見つかった問題の [ ] の中の名前か、探すことば（全角、日付 など。指定がなければ一覧）
    #[arg(value_name = "WORD")]
    pub words: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Mv {
    /// 今のファイル（content/courses/a.md）、または 種類:id（skill:data-read）
    #[arg(value_name = "OLD")]
    pub old: String,
    /// 新しいファイル、または 種類:id
    #[arg(id = "new_place", value_name = "NEW")]
    pub new: String,
    /// 書かずに、変わるところを見せる
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct Report {
    /// この日の一覧として出す（例: 2026-11-22）。指定がなければ今日
    #[arg(long, alias = "today", value_parser = day, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// 一覧の形: human、markdown、csv、json（指定がなければ human）
    #[arg(long = "format", id = "form", value_enum, default_value = "human", value_name = "FORMAT")]
    pub form: ReportForm,
}

/// How the report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportForm {
    /// 人が読む形
    Human,
    /// Markdown
    Markdown,
    /// CSV
    Csv,
    /// JSON
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Clean {
    /// 出力先
    #[arg(short, long, aliases = ["dest-dir", "destination"], value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// 人が読む形
    Human,
    /// 1件1行
    Short,
    /// JSON
    Json,
    /// GitHub Actionsの注釈
    Github,
}

/// Language of messages.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LangArgument {
    /// 日本語
    Ja,
    /// English
    En,
}

impl From<LangArgument> for Lang {
    fn from(lang: LangArgument) -> Self {
        match lang {
            LangArgument::Ja => Lang::Ja,
            LangArgument::En => Lang::En,
        }
    }
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArgument {
    /// 画面に出すときだけ
    Auto,
    /// いつも
    Always,
    /// 付けない
    Never,
}

/// The name of the pages that a list of courses becomes.
const COURSES: &str = "courses";

/// A value of an argument that is wrong: clap carries it to `misuse`, which says it in the reader's language.
#[derive(Clone, Debug)]
pub(super) struct Wrong {
    /// What is.
    pub message: Text,
    /// What to type instead.
    pub hint: Option<Text>,
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl std::error::Error for Wrong {}

fn day(text: &str) -> Result<Day, Wrong> {
    Day::parse(text).map_err(|misread| Wrong { message: misread.message, hint: misread.hint })
}

fn kind(text: &str) -> Result<Importable, Wrong> {
    if text == COURSES {
        return Ok(Importable::Courses);
    }
    Kind::of_file(text).map(Importable::Data).ok_or_else(|| {
        let message = text!("「{text}」というデータの種類はありません", "there is no kind of data \"{text}\"");
        let names = Kind::ALL.iter().map(|kind| kind.stem()).chain([COURSES]);
        let hint = match closest(text, names.clone()) {
            Some(near) => text!("もしかして: {near}", "did you mean: {near}"),
            None => {
                let names = names.collect::<Vec<_>>().join(", ");
                text!("次の値から選んでください: {names}", "allowed: {names}")
            }
        };
        Wrong { message, hint: Some(hint) }
    })
}
