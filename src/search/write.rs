//! Documents in, script files out. What the files hold is told at [`Index`]; nothing here knows the site.

use super::document::{Document, Section};
use super::fold::Token;
use super::postings::{digit, encode};
use super::{KINDS, fold, synonym};
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
            Token::Pair(a, b) => self.pairs.entry(pair(a, b)).or_default(),
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

/// Changes when the files are written in another way, so that no page of an older portal takes them for its own.
const FORM: &[u8] = b"1";

/// The index of the search. Its files are written when they are asked for:
///
/// * meta: `shirube.search.m(version, {n: documents, per: documents of a chunk, shards, chunks, kinds: [[name, first document]…],
///   sets: [[level…]…], of: two digits for the set of each document})`
/// * shard: `shirube.search.s(version, number, {token: "all!heading!title"}, {word: [synonym…]})`
/// * chunk: `shirube.search.t(version, number, [[url, title, "other names", [[id, heading, text]…]]…])`
#[derive(Clone, Debug, Default)]
pub struct Index {
    version: String,
    documents: Vec<Document>,
    /// The tokens of each shard, in order.
    shards: Vec<Vec<(String, Posting)>>,
    /// The synonyms of each shard.
    synonyms: Vec<BTreeMap<String, Vec<String>>>,
    chunks: usize,
}

impl Index {
    /// The index of `documents`, in so many files; `groups` are words of one meaning.
    pub fn new(documents: Vec<Document>, groups: &[Vec<String>], shards: usize, chunks: usize) -> Self {
        let Read { postings, hashes } = read(&documents);
        let synonyms = synonym::by_shard(groups, shards);
        let mut hash = blake3::Hasher::new();
        hash.update(FORM).update(json(&(shards, chunks, &synonyms)).as_bytes());
        hashes.iter().for_each(|of_document| {
            hash.update(of_document.as_bytes());
        });
        let mut of_shards = vec![Vec::new(); shards];
        for (token, posting) in postings.sorted() {
            of_shards[fold::shard(&token, shards)].push((token, posting));
        }
        Self { version: hash.finalize().to_hex()[..10].to_owned(), documents, shards: of_shards, synonyms, chunks }
    }

    /// The file that says how many others there are.
    pub fn meta(&self) -> String {
        let sets: Vec<&Vec<usize>> = self.documents.iter().map(|document| &document.levels).collect::<BTreeSet<_>>().into_iter().collect();
        let mut of = String::new();
        for document in &self.documents {
            let set = u32::try_from(sets.partition_point(|set| *set < &document.levels)).expect("fewer sets than documents");
            of.push(digit(set));
            of.push(digit(set >> 6));
        }
        let first = |kind: usize| self.documents.partition_point(|document| document.kind < kind);
        let kinds: Vec<(&str, usize)> = KINDS.iter().enumerate().map(|(kind, name)| (*name, first(kind))).collect();
        let (sets, kinds) = (json(&sets), json(&kinds));
        let (n, per, shards, chunks) = (self.documents.len(), self.per(), self.shards.len(), self.chunks);
        self.call('m', &format!("{{n:{n},per:{per},shards:{shards},chunks:{chunks},kinds:{kinds},sets:{sets},of:\"{of}\"}}"))
    }

    /// The tokens of a shard; nothing when there is no such shard.
    pub fn shard(&self, number: usize) -> String {
        let (Some(tokens), Some(synonyms)) = (self.shards.get(number), self.synonyms.get(number)) else { return String::new() };
        let mut text = format!("{number},{{");
        for (token, posting) in tokens {
            if !text.ends_with('{') {
                text.push(',');
            }
            text.push_str(&json(token));
            text.push_str(":\"");
            encode(&posting.all, &mut text);
            if !(posting.heading.is_empty() && posting.title.is_empty()) {
                text.push('!');
                encode(&posting.heading, &mut text);
            }
            if !posting.title.is_empty() {
                text.push('!');
                encode(&posting.title, &mut text);
            }
            text.push('"');
        }
        text.push('}');
        if !synonyms.is_empty() {
            text.push(',');
            text.push_str(&json(synonyms));
        }
        self.call('s', &text)
    }

    /// The texts of a chunk of documents.
    pub fn chunk(&self, number: usize) -> String {
        let documents = self.documents.chunks(self.per()).nth(number).unwrap_or_default();
        let rows: Vec<_> = documents.iter().map(row).collect();
        self.call('t', &format!("{number},{}", json(&rows)))
    }

    /// Documents of a chunk.
    fn per(&self) -> usize {
        self.documents.len().div_ceil(self.chunks.max(1)).max(1)
    }

    fn call(&self, letter: char, text: &str) -> String {
        format!("shirube.search.{letter}(\"{}\",{text});\n", self.version)
    }
}

/// What was read of some documents.
#[derive(Default)]
struct Read {
    postings: Postings,
    /// A hash of each document.
    hashes: Vec<blake3::Hash>,
}

/// Reads all documents, some to a thread. Not through the pool: who waits for the index may hold all its threads.
fn read(documents: &[Document]) -> Read {
    let part = documents.len().div_ceil(rayon::current_num_threads()).max(64);
    let parts: Vec<Read> = thread::scope(|scope| {
        let running: Vec<_> =
            documents.chunks(part).enumerate().map(|(at, documents)| scope.spawn(move || of_part(documents, at * part))).collect();
        running.into_iter().map(|part| part.join().expect("reading tokens does not panic")).collect()
    });
    let mut parts = parts.into_iter();
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        // Each token's lists are joined in the order of the parts, whatever the order of the tokens.
        #[allow(clippy::iter_over_hash_type, reason = "the result is again a map")]
        for (pair, posting) in part.postings.pairs {
            all.postings.pairs.entry(pair).or_default().append(posting);
        }
        #[allow(clippy::iter_over_hash_type, reason = "the result is again a map")]
        for (word, posting) in part.postings.words {
            all.postings.words.entry(word).or_default().append(posting);
        }
        all.hashes.extend(part.hashes);
    }
    all
}

fn of_part(documents: &[Document], first: usize) -> Read {
    let mut read = Read::default();
    let mut recent = Recent::default();
    for (at, document) in documents.iter().enumerate() {
        let number = u32::try_from(first + at).expect("a site has fewer than four billion documents");
        let postings = &mut read.postings;
        for name in [&document.title].into_iter().chain(&document.alias) {
            fold::tokens(name, |token| {
                let posting = postings.of(token);
                add(number, &mut posting.title);
                add(number, &mut posting.all);
            });
        }
        fold::letters(&document.title, |letter| add(number, &mut postings.of(Token::Word(letter)).title));
        for section in &document.sections {
            fold::tokens(&section.heading, |token| {
                let posting = postings.of(token);
                add(number, &mut posting.heading);
                add(number, &mut posting.all);
            });
            fold::tokens(&section.text, |token| {
                if !recent.has(token, number) {
                    add(number, &mut postings.of(token).all);
                }
            });
        }
        read.hashes.push(hash(document));
    }
    read
}

/// Adds a document to a list, once.
fn add(number: u32, list: &mut Vec<u32>) {
    if list.last() != Some(&number) {
        list.push(number);
    }
}

/// The pairs that texts had last: most pairs of a text come again soon, and then their lists need not be found.
struct Recent(Vec<(u64, u32)>);

impl Default for Recent {
    fn default() -> Self {
        Self(vec![(0, u32::MAX); 1 << 12])
    }
}

impl Recent {
    /// Whether a pair was seen in this document; remembers it.
    fn has(&mut self, token: Token, document: u32) -> bool {
        let Token::Pair(a, b) = token else { return false };
        let pair = pair(a, b);
        let last = self.0.len() - 1;
        let seen = &mut self.0[pair.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(16) as usize & last];
        std::mem::replace(seen, (pair, document)) == (pair, document)
    }
}

/// Two characters as one number.
fn pair(a: char, b: char) -> u64 {
    u64::from(u32::from(a)) << 32 | u64::from(u32::from(b))
}

/// Tells a document from one that is other in any word.
fn hash(document: &Document) -> blake3::Hash {
    let Document { kind, url, levels, title, alias, sections } = document;
    let mut hash = blake3::Hasher::new();
    let mut add = |text: &str| {
        hash.update(text.as_bytes()).update(&[0]);
    };
    add(&format!("{kind} {levels:?} {} {}", alias.len(), sections.len()));
    [url, title].into_iter().chain(alias).for_each(|text| add(text));
    sections.iter().flat_map(|Section { id, heading, text }| [id, heading, text]).for_each(|text| add(text));
    hash.finalize()
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
        let index = Index::new(some(40), &[], 16, 4);
        assert!(!index.chunk(3).contains(",[])") && index.chunk(4).contains(",[])") && index.shard(16).is_empty());
        for (token, list) in [("情報", "~"), ("sc", ""), ("script", "~"), ("研修", "~")] {
            let holding: Vec<usize> = (0..16).filter(|at| index.shard(*at).contains(&format!("\"{token}\":\"{list}"))).collect();
            let expected = if token == "sc" { vec![] } else { vec![fold::shard(token, 16)] };
            assert_eq!(holding, expected, "{token}");
        }
    }

    #[test]
    fn every_file_carries_one_version_that_changes_with_any_word() {
        let version = |documents: &[Document]| {
            let index = Index::new(documents.to_vec(), &[], 2, 2);
            let files = [index.meta(), index.shard(0), index.shard(1), index.chunk(0), index.chunk(1)];
            let versions: BTreeSet<String> = files.iter().map(|text| text.split('"').nth(1).unwrap().to_owned()).collect();
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
        let (one, many) = (of_part(&documents, 0), read(&documents));
        assert_eq!(one.hashes, many.hashes);
        let one = one.postings.sorted();
        assert!(one.len() > 10);
        assert_eq!(one, many.postings.sorted());
    }

    #[test]
    fn a_site_without_documents_has_its_files_all_the_same() {
        let index = Index::new(vec![], &[], 1, 1);
        assert!(index.meta().contains("n:0") && index.shard(0).ends_with("0,{});\n") && index.chunk(0).ends_with("0,[]);\n"));
    }
}
