//! Documents in, script files out. What the files hold is told in [`files`]; nothing here knows the site.

use super::document::Document;
use super::fold::Token;
use super::postings::{digit, encode};
use super::{Index, KINDS, fold, synonym};
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::thread;

/// Documents in which a token stands: in the title or another name, in a heading, anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Posting {
    title: Vec<u32>,
    heading: Vec<u32>,
    all: Vec<u32>,
}

/// The postings of pairs by both characters, and of words and single characters.
#[derive(Debug, Default)]
struct Postings {
    pairs: HashMap<u64, Posting, BuildHasherDefault<Mix>>,
    words: HashMap<String, Posting>,
}

/// A quick hash of a number; nobody chooses pairs to make it slow.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Postings {
    fn of(&mut self, token: Token) -> &mut Posting {
        match token {
            Token::Pair(a, b) => self.pairs.entry(u64::from(u32::from(a)) << 32 | u64::from(u32::from(b))).or_default(),
            Token::Word(word) => {
                if !self.words.contains_key(word) {
                    self.words.insert(word.to_owned(), Posting::default());
                }
                self.words.get_mut(word).expect("just inserted")
            }
        }
    }

    /// All tokens in order.
    fn sorted(self) -> Vec<(String, Posting)> {
        let half = |number: u64| char::from_u32((number & 0xFFFF_FFFF) as u32).expect("a pair is made of characters");
        let pairs = self.pairs.into_iter().map(|(pair, posting)| (String::from_iter([half(pair >> 32), half(pair)]), posting));
        let mut all: Vec<(String, Posting)> = pairs.chain(self.words).collect();
        all.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        all
    }
}

impl Posting {
    fn append(&mut self, later: Posting) {
        self.title.extend(later.title);
        self.heading.extend(later.heading);
        self.all.extend(later.all);
    }
}

/// The files of the search.
///
/// * meta: `shirube.search.m(version, {n: documents, per: documents of a chunk, shards, chunks, kinds: [[name, first document]…],
///   sets: [[level…]…], of: two digits for the set of each document})`
/// * shard: `shirube.search.s(version, number, {token: "all!heading!title"}, {word: [synonym…]})`
/// * chunk: `shirube.search.t(version, number, [[url, title, "other names", [[id, heading, text]…]]…])`
pub fn files(documents: &[Document], groups: &[Vec<String>], shards: usize, chunks: usize) -> Index {
    let postings = postings(documents);
    let per = documents.len().div_ceil(chunks).max(1);
    let mut index = Index {
        meta: meta(documents, per, shards, chunks),
        shards: shard_texts(postings, groups, shards),
        chunks: chunk_texts(documents, per, chunks),
    };
    let mut hash = blake3::Hasher::new();
    for text in [&index.meta].into_iter().chain(&index.shards).chain(&index.chunks) {
        hash.update(text.as_bytes());
        hash.update(&[0]);
    }
    let version = hash.finalize().to_hex()[..10].to_owned();
    let call = |letter: char, text: &mut String| *text = format!("shirube.search.{letter}(\"{version}\",{text});\n");
    call('m', &mut index.meta);
    index.shards.iter_mut().for_each(|text| call('s', text));
    index.chunks.iter_mut().for_each(|text| call('t', text));
    index
}

/// The tokens of all documents, some documents to a thread. Not through the pool: who waits for the index may hold all its threads.
fn postings(documents: &[Document]) -> Postings {
    let part = documents.len().div_ceil(rayon::current_num_threads()).max(64);
    let parts: Vec<Postings> = thread::scope(|scope| {
        let running: Vec<_> =
            documents.chunks(part).enumerate().map(|(at, documents)| scope.spawn(move || of_part(documents, at * part))).collect();
        running.into_iter().map(|part| part.join().expect("reading tokens does not panic")).collect()
    });
    let mut parts = parts.into_iter();
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        // Each token's lists are joined in the order of the parts, whatever the order of the tokens.
        #[allow(clippy::iter_over_hash_type, reason = "the result is again a map")]
        for (pair, posting) in part.pairs {
            all.pairs.entry(pair).or_default().append(posting);
        }
        #[allow(clippy::iter_over_hash_type, reason = "the result is again a map")]
        for (word, posting) in part.words {
            all.words.entry(word).or_default().append(posting);
        }
    }
    all
}

fn of_part(documents: &[Document], first: usize) -> Postings {
    let mut postings = Postings::default();
    for (at, document) in documents.iter().enumerate() {
        let number = u32::try_from(first + at).expect("a site has fewer than four billion documents");
        let add = |list: &mut Vec<u32>| {
            if list.last() != Some(&number) {
                list.push(number);
            }
        };
        for name in [&document.title].into_iter().chain(&document.alias) {
            fold::tokens(name, |token| {
                let posting = postings.of(token);
                add(&mut posting.title);
                add(&mut posting.all);
            });
        }
        fold::letters(&document.title, |letter| add(&mut postings.of(Token::Word(letter)).title));
        for section in &document.sections {
            fold::tokens(&section.heading, |token| {
                let posting = postings.of(token);
                add(&mut posting.heading);
                add(&mut posting.all);
            });
            fold::tokens(&section.text, |token| add(&mut postings.of(token).all));
        }
    }
    postings
}

fn meta(documents: &[Document], per: usize, shards: usize, chunks: usize) -> String {
    let sets: Vec<&Vec<usize>> = documents.iter().map(|document| &document.levels).collect::<BTreeSet<_>>().into_iter().collect();
    let mut of = String::new();
    for document in documents {
        let set = u32::try_from(sets.partition_point(|set| *set < &document.levels)).expect("fewer sets than documents");
        of.push(digit(set));
        of.push(digit(set >> 6));
    }
    let kinds: Vec<(&str, usize)> =
        KINDS.iter().enumerate().map(|(kind, name)| (*name, documents.partition_point(|document| document.kind < kind))).collect();
    let (sets, kinds) = (json(&sets), json(&kinds));
    format!("{{n:{},per:{per},shards:{shards},chunks:{chunks},kinds:{kinds},sets:{sets},of:\"{of}\"}}", documents.len())
}

fn shard_texts(postings: Postings, groups: &[Vec<String>], shards: usize) -> Vec<String> {
    let mut texts: Vec<String> = (0..shards).map(|number| format!("{number},{{")).collect();
    for (token, posting) in &postings.sorted() {
        let text = &mut texts[fold::shard(token, shards)];
        if !text.ends_with('{') {
            text.push(',');
        }
        text.push_str(&json(token));
        text.push_str(":\"");
        encode(&posting.all, text);
        if !(posting.heading.is_empty() && posting.title.is_empty()) {
            text.push('!');
            encode(&posting.heading, text);
        }
        if !posting.title.is_empty() {
            text.push('!');
            encode(&posting.title, text);
        }
        text.push('"');
    }
    for (text, synonyms) in texts.iter_mut().zip(synonym::by_shard(groups, shards)) {
        text.push('}');
        if !synonyms.is_empty() {
            text.push(',');
            text.push_str(&json(&synonyms));
        }
    }
    texts
}

fn chunk_texts(documents: &[Document], per: usize, chunks: usize) -> Vec<String> {
    let mut parts = documents.chunks(per);
    let text = |number: usize| {
        let rows: Vec<_> = parts.next().unwrap_or_default().iter().map(row).collect();
        format!("{number},{}", json(&rows))
    };
    (0..chunks).map(text).collect()
}

type Row<'a> = (&'a str, &'a str, String, Vec<(&'a str, &'a str, &'a str)>);

fn row(document: &Document) -> Row<'_> {
    let sections = document.sections.iter().filter(|section| !(section.heading.is_empty() && section.text.is_empty()));
    let sections = sections.map(|section| (&*section.id, &*section.heading, &*section.text)).collect();
    (&document.url, &document.title, document.alias.join("、"), sections)
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("strings and numbers are JSON")
}

#[cfg(test)]
mod tests {
    use super::super::document::Section;
    use super::*;

    fn document(kind: usize, title: &str, text: &str) -> Document {
        let sections = vec![Section { text: text.to_owned(), ..Section::default() }];
        Document { kind, title: title.to_owned(), url: format!("{title}/index.html"), sections, ..Document::default() }
    }

    fn some(count: usize) -> Vec<Document> {
        (0..count).map(|at| document(at * KINDS.len() / count, &format!("研修{at}"), "情報の安全と</script>の扱い")).collect()
    }

    #[test]
    fn each_token_stands_in_its_shard_and_nowhere_else() {
        let index = files(&some(40), &[], 16, 4);
        assert_eq!((index.shards.len(), index.chunks.len()), (16, 4));
        for (token, list) in [("情報", "~"), ("sc", ""), ("script", "~"), ("研修", "~")] {
            let holding: Vec<usize> = (0..16).filter(|at| index.shards[*at].contains(&format!("\"{token}\":\"{list}"))).collect();
            let expected = if token == "sc" { vec![] } else { vec![fold::shard(token, 16)] };
            assert_eq!(holding, expected, "{token}");
        }
    }

    #[test]
    fn every_file_carries_one_version_that_changes_with_any_word() {
        let version = |documents: &[Document]| {
            let index = files(documents, &[], 2, 2);
            let versions: BTreeSet<String> = [&index.meta]
                .into_iter()
                .chain(&index.shards)
                .chain(&index.chunks)
                .map(|text| text.split('"').nth(1).unwrap().to_owned())
                .collect();
            assert_eq!(versions.len(), 1);
            versions
        };
        let mut changed = some(40);
        changed[7].sections[0].text.push('。');
        assert_ne!(version(&some(40)), version(&changed));
        assert_eq!(version(&some(40)), version(&some(40)));
    }

    #[test]
    fn the_number_of_threads_does_not_show() {
        let documents = some(400);
        let one = of_part(&documents, 0).sorted();
        assert!(one.len() > 10);
        assert_eq!(one, postings(&documents).sorted());
    }

    #[test]
    fn a_site_without_documents_has_its_files_all_the_same() {
        let index = files(&[], &[], 1, 1);
        assert!(index.meta.contains("n:0") && index.shards[0].ends_with("0,{});\n") && index.chunks[0].ends_with("0,[]);\n"));
    }
}
