//! A portal without a permanent name: what readers keep in their browsers then hangs on its title, and is lost with it.

use crate::config::proposed_id;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Site;
use crate::text;

/// site.toml has no id.
pub static PORTAL_ID: Code = Code::notice(
    "portal-id",
    "site.toml に、ポータルの変わらない名前（id）がありません。題名（title）を変えると、読む人がブラウザーに残した記録（完了の印など）が見えなくなります",
    "site.toml has no permanent name (id); a new title would lose what readers keep in their browsers",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let config = &site.config;
    if config.id.is_some() {
        return;
    }
    let id = proposed_id(&config.title, &format!("{} {}", config.organization, config.title));
    let title = &config.title;
    let message = text!(
        "site.toml に id がありません。読む人の記録は題名「{title}」につながっていて、題名を変えると見えなくなります",
        "site.toml has no id; the records of readers hang on the title \"{title}\" and are lost when it changes"
    );
    findings.push(Diagnostic::new(&PORTAL_ID, message).at(config.place("title")).hint(text!(
        "site.toml の title の上の行に id = \"{id}\" と書いてください（半角の小文字・数字・ハイフン。公開した後は変えません）。これまでの記録は、id に引き継がれます",
        "write id = \"{id}\" above the title (lower-case letters, digits, hyphens; it never changes again); records are carried over"
    )));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn a_portal_has_a_permanent_name() {
        let site = |id: &str| run(check, &[("site.toml", &format!("{id}title = \"しるべ\"\norganization = \"県\"\n"))]);
        assert_eq!(site(""), ["portal-id: しるべ"]);
        assert_eq!(site("id = \"\"\n"), ["portal-id: しるべ"], "an empty value says that there is none");
        assert!(site("id = \"ken-manabi\"\n").is_empty());
    }

    #[test]
    fn the_proposed_name_is_one() {
        for title in ["しるべ", "Learning Portal", "学びのDX 2026", "2026", "-", "a-very-long-title-of-a-portal-that-goes-on-and-on-and-on"]
        {
            let id = proposed_id(title, title);
            assert!(crate::notation::Id::parse(&id).is_ok(), "{title}: {id}");
            assert!(id.starts_with(|c: char| c.is_ascii_lowercase()), "{id}");
        }
    }
}
