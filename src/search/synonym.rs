//! Words that stand for one another: the glossary's terms with their full forms and variants, and `data/synonyms`.

use super::fold::{fold, shard};
use crate::model::Site;
use std::collections::BTreeMap;

/// Groups of words of one meaning.
pub fn groups(site: &Site) -> Vec<Vec<String>> {
    let terms = site
        .glossary
        .values()
        .map(|term| [&term.term].into_iter().chain(&term.full).chain(&term.variants).flat_map(|word| names(word)).collect());
    terms.chain(site.synonyms.iter().cloned()).collect()
}

/// A name, and what stands in its brackets: `デジタル変革（Digital Transformation）` is two names.
fn names(word: &str) -> Vec<String> {
    match word.strip_suffix(['）', ')']).and_then(|word| word.rsplit_once(['（', '('])) {
        Some((outer, inner)) if !outer.trim().is_empty() && inner.chars().count() > 3 => {
            vec![outer.trim().to_owned(), inner.trim().to_owned()]
        }
        _ => vec![word.to_owned()],
    }
}

/// By shard and folded word: the other words of its groups, without those that are found with it anyway.
pub fn by_shard(groups: &[Vec<String>], shards: usize) -> Vec<BTreeMap<String, Vec<String>>> {
    let mut tables = vec![BTreeMap::<String, Vec<String>>::new(); shards];
    for group in groups {
        let folded: Vec<String> = group.iter().map(|word| fold(word)).collect();
        for word in folded.iter().filter(|word| word.chars().nth(1).is_some()) {
            let mut others: Vec<String> = tables[shard(word, shards)].remove(word).unwrap_or_default();
            for (other, spelling) in folded.iter().zip(group) {
                if !other.contains(&**word) && other.chars().nth(1).is_some() && !others.iter().any(|known| fold(known) == *other) {
                    others.push(spelling.clone());
                }
            }
            if !others.is_empty() {
                tables[shard(word, shards)].insert(word.clone(), others);
            }
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_leads_to_the_others_but_not_to_its_own_spellings() {
        let groups =
            vec![vec!["RPA".to_owned(), "ＲＰＡ".to_owned(), "業務自動化".to_owned()], vec!["RPA".to_owned(), "ロボット".to_owned()]];
        let tables = by_shard(&groups, 1);
        assert_eq!(tables[0]["rpa"], ["業務自動化", "ロボット"]);
        assert_eq!(tables[0]["業務自動化"], ["RPA"]);
        assert_eq!(tables[0].len(), 3);
    }

    #[test]
    fn a_name_in_brackets_is_a_name() {
        assert_eq!(names("デジタル変革（Digital Transformation）"), ["デジタル変革", "Digital Transformation"]);
        assert_eq!(names("研修（案）"), ["研修（案）"]);
    }
}
