//! The kinds of findings in Markdown. The checks themselves are beside what they check.

use crate::diagnostic::Code;

/// An address that must not be linked.
pub static FORBIDDEN_LINK: Code = Code::error(
    "forbidden-link",
    "`javascript:`・`data:`・`file:`・`mailto:`・共有フォルダー（`\\\\server`）などへのリンクは公開しません。`https://` か相対パスに直してください",
    "links with `javascript:`, `data:`, `file:`, `mailto:` or to network shares are never published; use `https://` or a relative path",
);
/// A link that begins with `/`.
pub static ABSOLUTE_LINK: Code = Code::error(
    "absolute-link",
    "`/` で始まるリンクは、置き場所やファイル共有によって切れます。相対パスで `.md` ファイルを指してください",
    "links beginning with `/` break when the site is moved; point to the `.md` file by a relative path",
);
/// A relative link out of the project.
pub static OUTSIDE_LINK: Code = Code::error(
    "outside-link",
    "サイトのフォルダーの外にあるファイルは公開されません。フォルダーの中に置いて指してください",
    "files outside the project are not published; put the file into the project",
);
/// `[text]()`.
pub static EMPTY_LINK: Code =
    Code::error("empty-link", "リンク先のないリンクです。リンク先を書いてください", "a link without a destination; write the destination");
/// `[text][ref]` without `[ref]: …`.
pub static BROKEN_REFERENCE: Code = Code::error(
    "broken-reference",
    "参照形式のリンク `[文][名前]` に対応する `[名前]: リンク先` の行がありません。行を書き足すか、`[文](リンク先)` に直してください",
    "a reference link `[text][name]` has no line `[name]: destination`",
);
/// 「こちら」 and the like, or nothing.
pub static VAGUE_LINK_TEXT: Code = Code::warning(
    "vague-link-text",
    "「こちら」だけ、または空のリンクは、読み上げの一覧で行き先が分かりません。行き先の名前を書いてください",
    "a link whose text is only “here” or nothing says not where it leads; write the name of the destination",
);
/// An address as the text of a link.
pub static URL_LINK_TEXT: Code = Code::warning(
    "url-link-text",
    "リンクの文がアドレスそのままです。ページの名前を書いてください",
    "the text of the link is an address; write the name of the page",
);
/// An image without alternative text.
pub static IMAGE_ALT: Code = Code::error(
    "image-alt",
    "画像に代替テキストがありません。`![何の図か](…)` のように、見えない人に伝わる言葉を書いてください",
    "the image has no alternative text; say in words what it shows: `![what it shows](…)`",
);
/// A file name as alternative text.
pub static IMAGE_ALT_FILE_NAME: Code = Code::warning(
    "image-alt-file-name",
    "代替テキストがファイル名です。何の画像かを言葉で書いてください",
    "the alternative text is a file name; say what the image shows",
);
/// Something that a browser would fetch from another server.
pub static EXTERNAL_REQUEST: Code = Code::error(
    "external-request",
    "ページを開くだけで外のサーバーへ通信が出ます。ファイルをサイトの中に置いてください",
    "opening the page would contact another server; put the file into the project",
);
/// HTML in Markdown.
pub static RAW_HTML: Code = Code::error(
    "raw-html",
    "Markdown の中の HTML タグは使えません。Markdown の書き方に直すか、文字として見せるなら ` で囲んでください",
    "HTML tags are not allowed in Markdown; use Markdown, or backquotes to show them",
);
/// `**` that stays visible.
pub static LEFTOVER_EMPHASIS: Code = Code::error(
    "leftover-emphasis",
    "`**`・`__`・`~~` が強調や取り消しにならず、そのまま表示されます。内側の空白を取り、組になっているか確かめてください。文字として出すなら `\\*\\*` と書いてください",
    "`**`, `__` or `~~` stays visible on the page; remove blanks inside it or complete the pair, or write `\\*\\*`",
);
/// h1 in the body, or a level left out.
pub static HEADING_ORDER: Code = Code::warning(
    "heading-order",
    "本文に `#` の見出しがあるか、見出しの段が飛んでいます。ページの題名が `#`（h1）になるので、本文は `##` から段を飛ばさずに書いてください",
    "headings of the body begin with `##` and leave no level out; the page's title is the h1",
);
/// A heading without text.
pub static EMPTY_HEADING: Code = Code::warning(
    "empty-heading",
    "見出しに文字がありません。文字を書くか、行を消してください",
    "the heading is empty; write a text or remove it",
);
/// `{#id}` used twice, or one that belongs to the page's frame.
pub static HEADING_ID: Code = Code::warning(
    "heading-id",
    "見出しの `{#名前}` がほかと重なっているか、使えない名前です。別の名前にしてください",
    "the `{#id}` of a heading is taken or reserved; choose another",
);
/// `{.class}` or `{attribute=…}` on a heading.
pub static HEADING_ATTRIBUTE: Code = Code::warning(
    "heading-attribute",
    "見出しにクラスか属性が付いています。無視されるので、`{#名前}` だけにしてください",
    "headings take only `{#id}`; classes and attributes are ignored",
);
/// `[^x]` without a note.
pub static MISSING_FOOTNOTE: Code = Code::error(
    "missing-footnote",
    "`[^名前]` に対応する脚注 `[^名前]: …` がありません。脚注を書き足すか、`[^名前]` を消してください",
    "there is no footnote `[^name]: …` for `[^name]`",
);
/// Two notes of one name.
pub static DUPLICATE_FOOTNOTE: Code = Code::error(
    "duplicate-footnote",
    "同じ名前の脚注が2つあります。どちらかの名前を変えてください",
    "two footnotes have one name; rename one",
);
/// A note that nothing refers to.
pub static UNUSED_FOOTNOTE: Code = Code::warning(
    "unused-footnote",
    "本文から参照されていない脚注は表示されません。`[^名前]` を本文に入れるか、脚注を消してください",
    "a footnote nothing refers to is not shown; refer to it or remove it",
);
/// A language of code that is not known.
pub static UNKNOWN_LANGUAGE: Code = Code::warning(
    "unknown-language",
    "コードブロックの言語名が分からないため、色を付けずに表示します。つづりを直すか、`text` と書いてください",
    "the language of the code block is not known, so it is shown without colours; mend the name or write `text`",
);
/// Characters that look different or break elsewhere.
pub static PLATFORM_DEPENDENT_CHARACTER: Code = Code::warning(
    "platform-dependent-character",
    "機種依存文字・半角カナ・外字は、環境によって化けたり読み上げられなかったりします。普通の文字に置き換えてください",
    "platform-dependent characters, half-width kana and private characters are garbled or not read aloud elsewhere; replace them",
);
/// Markdown marks typed full-width.
pub static FULLWIDTH_MARKUP: Code = Code::error(
    "fullwidth-markup",
    "全角の `＃`・`｜`・`［ ］（ ）` や空白のない `#見出し` は、Markdown として読まれず、そのまま表示されます。記号は半角で書き、`#` の後に空白を入れてください",
    "Markdown marks are half-width; full-width ones, and `#heading` without a blank, appear as plain text",
);
/// A list typed by hand.
pub static LIST_MARK: Code = Code::warning(
    "list-mark",
    "「・」や「１．」で始めた行は、見た目はそのまま出ますが、箇条書きとしては読まれません（読み上げでも一覧になりません）。`- ` か `1. ` で始めてください",
    "lines that begin with 「・」 or 「１．」 are shown as they are, but are no list, neither to a screen reader; begin them with `- ` or `1. `",
);
/// Marks of Markdown that did not become anything.
pub static LEFTOVER_MARKUP: Code = Code::error(
    "leftover-markup",
    "Markdown の記号が働かず、文字のまま表示されるか、その後の文が消えます。示された形に直してください。文字として出すなら前に `\\` を付けるか、` で囲んでください",
    "marks of Markdown do not work here and stay visible, or hide what follows; mend them as shown, or write `\\` before them or backquotes around them",
);
/// A link that is none.
pub static LOST_LINK: Code = Code::error(
    "lost-link",
    "リンクの形が崩れていて、リンクにならないか、書いた所と違う所へ行きます。`[文](リンク先)` の形に直してください",
    "this is no link, or leads elsewhere than written; write `[text](destination)`",
);
/// Text that was read as something else.
pub static MISREAD_TEXT: Code = Code::error(
    "misread-text",
    "ふつうの文が、見出し・コード・番号などに変わって表示されます（文のすぐ下の `---` など）。示された形に直してください",
    "ordinary text is shown as a heading, as code or with another number (such as by `---` right below it); mend it as shown",
);
/// Lines that are joined.
pub static RUN_TOGETHER: Code = Code::warning(
    "run-together",
    "行を分けて書いた文が、つながって1行で表示されます。分けるなら行の終わりに半角の空白を2つ入れるか、`- ` の箇条書きにしてください",
    "lines written one below another are shown as one; put two blanks at the end of the line, or make a list with `- `",
);
/// Markup of other tools.
pub static FOREIGN_MARKUP: Code = Code::error(
    "foreign-markup",
    "ほかの道具（MkDocs・Hugo・MDX・ウィキなど）の書き方で、ここではそのまま表示されます。示された形に直してください。文字として見せるなら ` で囲んでください",
    "markup of another tool (MkDocs, Hugo, MDX, wikis …) is shown as it is; write what is proposed, or put it between backquotes to show it",
);
/// A box without an end, or an end without a box.
pub static UNCLOSED_BOX: Code = Code::error(
    "unclosed-box",
    "`:::note` で始めた囲みに、終わりの `:::` の行がありません（または、始まりがありません）。始まりと終わりの行を組にしてください",
    "a box `:::note` has no closing line `:::`, or a line `:::` closes nothing; they come in pairs",
);
/// A row of a table that is wider than its head.
pub static TABLE_SHAPE: Code = Code::error(
    "table-shape",
    "表の形が崩れていて、値が消えるか、表にならずにそのまま表示されます。列の数を見出しと合わせてください。値の中の縦棒は `\\|` と書きます",
    "the table is out of shape: cells are lost, or it is no table; match the columns, and write `\\|` for a bar in a cell",
);
/// Code without an end.
pub static UNCLOSED_FENCE: Code = Code::error(
    "unclosed-fence",
    "コードの囲み ``` の終わりがなく、ページの残りがすべてコードになっています。終わりの行に ``` を書いてください",
    "a code fence is never closed, so the rest of the page is code; write the closing fence",
);
/// `> [!CAUTON]`.
pub static UNKNOWN_ALERT: Code = Code::error(
    "unknown-alert",
    "囲み `:::種類`・`> [!種類]` の種類は note・tip・important・warning・caution（注記・ヒント・重要・注意・警告）のどれかです。つづりを直してください",
    "the kind of a box `:::kind` or `> [!KIND]` is note, tip, important, warning or caution; mend its spelling",
);
/// C0 and C1 control characters.
pub static CONTROL_CHARACTER: Code = Code::error(
    "control-character",
    "見えない制御文字が入っています。その文字を消してください",
    "an invisible control character stands in the text; remove it",
);
/// Zero-width and direction controls.
pub static INVISIBLE_CHARACTER: Code = Code::warning(
    "invisible-character",
    "幅のない文字や文字方向の制御文字が入っています。検索やリンクが合わなくなるため、消してください",
    "a zero-width or bidirectional control stands in the text; searches and links miss it, so remove it",
);

/// All codes of the Markdown room.
pub static CODES: &[&Code] = &[
    &FORBIDDEN_LINK,
    &ABSOLUTE_LINK,
    &OUTSIDE_LINK,
    &EMPTY_LINK,
    &BROKEN_REFERENCE,
    &VAGUE_LINK_TEXT,
    &URL_LINK_TEXT,
    &IMAGE_ALT,
    &IMAGE_ALT_FILE_NAME,
    &EXTERNAL_REQUEST,
    &RAW_HTML,
    &LEFTOVER_EMPHASIS,
    &HEADING_ORDER,
    &EMPTY_HEADING,
    &HEADING_ID,
    &HEADING_ATTRIBUTE,
    &MISSING_FOOTNOTE,
    &DUPLICATE_FOOTNOTE,
    &UNUSED_FOOTNOTE,
    &UNKNOWN_LANGUAGE,
    &PLATFORM_DEPENDENT_CHARACTER,
    &FULLWIDTH_MARKUP,
    &LIST_MARK,
    &LEFTOVER_MARKUP,
    &LOST_LINK,
    &MISREAD_TEXT,
    &RUN_TOGETHER,
    &FOREIGN_MARKUP,
    &UNCLOSED_BOX,
    &TABLE_SHAPE,
    &UNCLOSED_FENCE,
    &UNKNOWN_ALERT,
    &CONTROL_CHARACTER,
    &INVISIBLE_CHARACTER,
];
