//! The difference between two texts, as `diff -u` writes it, with a heading for people.
//!
//! Lines are compared after Myers; texts that differ nearly everywhere are shown as one replaced block. Only words: nothing is written.

use crate::diagnostic::Lang;
use std::fmt::Write;

/// Lines of context around a change.
const CONTEXT: usize = 3;
/// More single changes than this are shown as one block.
const PATIENCE: usize = 1500;

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Keep,
    Drop,
    Add,
}

/// A file before and after; the paths differ when it is moved.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// Path and text before.
    pub before: (&'a str, &'a str),
    /// Path and text after.
    pub after: (&'a str, &'a str),
}

/// The difference of a pair; empty when neither path nor text differ.
pub fn unified(pair: Pair, lang: Lang) -> String {
    let Pair { before: (old_path, old), after: (new_path, new) } = pair;
    if old == new && old_path == new_path {
        return String::new();
    }
    let (now, then) = match lang {
        Lang::Ja => ("今の内容", "変えたあと"),
        Lang::En => ("as it is", "as it would be"),
    };
    let mut out = format!("--- {old_path}\t{now}\n+++ {new_path}\t{then}\n");
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    hunks(&script(&old, &new), &old, &new, &mut out);
    out
}

/// Writes the changed places with their context.
fn hunks(steps: &[Step], old: &[&str], new: &[&str], out: &mut String) {
    let changed: Vec<usize> = steps.iter().enumerate().filter(|(_, step)| **step != Step::Keep).map(|(at, _)| at).collect();
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for at in changed {
        let (from, to) = (at.saturating_sub(CONTEXT), (at + CONTEXT + 1).min(steps.len()));
        match groups.last_mut().filter(|(_, end)| *end >= from) {
            Some((_, end)) => *end = to,
            None => groups.push((from, to)),
        }
    }
    let (mut old_at, mut new_at, mut at) = (0, 0, 0);
    for (from, to) in groups {
        // Between the groups every line is kept.
        old_at += from - at;
        new_at += from - at;
        let part = &steps[from..to];
        let (dropped, added) =
            (part.iter().filter(|step| **step != Step::Add).count(), part.iter().filter(|step| **step != Step::Drop).count());
        let begin = |at: usize, count: usize| if count == 0 { at } else { at + 1 };
        let _ = writeln!(out, "@@ -{},{dropped} +{},{added} @@", begin(old_at, dropped), begin(new_at, added));
        for step in part {
            let (sign, line) = match step {
                Step::Keep => (' ', old[old_at]),
                Step::Drop => ('-', old[old_at]),
                Step::Add => ('+', new[new_at]),
            };
            out.push(sign);
            out.push_str(line);
            if !line.ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
            old_at += usize::from(*step != Step::Add);
            new_at += usize::from(*step != Step::Drop);
        }
        at = to;
    }
}

/// The shortest way from `old` to `new`.
fn script(old: &[&str], new: &[&str]) -> Vec<Step> {
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let (middle_old, middle_new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut steps = vec![Step::Keep; head];
    steps.extend(myers(middle_old, middle_new));
    steps.extend(std::iter::repeat_n(Step::Keep, tail));
    steps
}

fn myers(old: &[&str], new: &[&str]) -> Vec<Step> {
    let block = || [vec![Step::Drop; old.len()], vec![Step::Add; new.len()]].concat();
    let most = (old.len() + new.len()).min(PATIENCE);
    let middle = most + 1;
    // `best[middle + k]` is how far the old text is read on the diagonal k.
    let mut best = vec![0_usize; 2 * middle + 1];
    let mut history: Vec<Vec<usize>> = Vec::new();
    for depth in 0..=most {
        history.push(best.clone());
        for k in (0..=2 * depth).step_by(2).map(|k| middle + k - depth) {
            let down = k == middle - depth || (k != middle + depth && best[k - 1] < best[k + 1]);
            let mut x = if down { best[k + 1] } else { best[k - 1] + 1 };
            let Some(mut y) = (x + middle).checked_sub(k) else { continue };
            while x < old.len() && y < new.len() && old[x] == new[y] {
                (x, y) = (x + 1, y + 1);
            }
            best[k] = x;
            if x >= old.len() && y >= new.len() {
                return way_back(&history, (x, y), middle);
            }
        }
    }
    block()
}

fn way_back(history: &[Vec<usize>], end: (usize, usize), middle: usize) -> Vec<Step> {
    let (mut x, mut y) = end;
    let mut steps = Vec::new();
    for (depth, best) in history.iter().enumerate().rev() {
        let k = middle + x - y;
        let down = k == middle - depth || (k != middle + depth && best[k - 1] < best[k + 1]);
        let from = if down { k + 1 } else { k - 1 };
        let (before_x, before_y) = if depth == 0 { (0, 0) } else { (best[from], best[from] + middle - from) };
        while x > before_x && y > before_y {
            steps.push(Step::Keep);
            (x, y) = (x - 1, y - 1);
        }
        if depth > 0 {
            steps.push(if down { Step::Add } else { Step::Drop });
            (x, y) = (before_x, before_y);
        }
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn difference(old: &str, new: &str) -> String {
        unified(Pair { before: ("a.md", old), after: ("a.md", new) }, Lang::Ja)
    }

    #[test]
    fn only_what_changed_is_shown_with_its_surroundings() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let expected = "--- a.md\t今の内容\n+++ a.md\t変えたあと\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+五\n 6\n 7\n 8\n";
        assert_eq!(difference(old, &old.replace('5', "五")), expected);
        assert_eq!(difference(old, old), "");
        assert!(difference("a", "a\n").contains("-a\n\\ No newline at end of file\n+a\n"));
    }

    proptest! {
        #[test]
        fn following_the_steps_gives_the_new_text(old in "([ab]\n){0,9}", new in "([ab]\n){0,9}") {
            let (old, new): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
            let (mut kept, mut made) = (Vec::new(), Vec::new());
            let (mut from_old, mut from_new) = (old.iter(), new.iter());
            for step in script(&old, &new) {
                match step {
                    Step::Keep => {
                        let line = *from_old.next().expect("an old line");
                        prop_assert_eq!(line, *from_new.next().expect("a new line"));
                        kept.push(line);
                        made.push(line);
                    }
                    Step::Drop => kept.push(*from_old.next().expect("an old line")),
                    Step::Add => made.push(*from_new.next().expect("a new line")),
                }
            }
            prop_assert_eq!(kept, old);
            prop_assert_eq!(made, new);
        }
    }
}
