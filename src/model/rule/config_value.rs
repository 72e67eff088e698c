//! Values of `site.toml` that can be read but mean nothing: an address without http://, limits in the wrong order.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Text};
use crate::model::Site;
use crate::text;

/// A value of site.toml that means nothing.
pub static CONFIG_VALUE: Code = Code::error(
    "config-value",
    "site.toml の値が、使える範囲にありません。示された範囲の値にしてください",
    "a value of site.toml is outside of what can be used",
);

pub(super) fn check(site: &Site, findings: &mut Diagnostics) {
    let config = &site.config;
    let mut tell = |field: &str, wrong: bool, message: Text, hint: Text| {
        if wrong {
            findings.push(Diagnostic::new(&CONFIG_VALUE, message).at(config.place(field)).hint(hint));
        }
    };
    let url = &config.base_url;
    tell(
        "base_url",
        !url.is_empty() && !url.starts_with("http://") && !url.starts_with("https://"),
        text!(
            "base_url「{url}」が http:// でも https:// でも始まっていません",
            "base_url \"{url}\" begins neither with http:// nor https://"
        ),
        text!(
            "https://{url} のように、アドレスの全体を書いてください（決まっていなければ空のまま）",
            "write the whole address, or leave it empty"
        ),
    );
    let fresh = config.freshness;
    let (warn, error) = (fresh.warn_after_days, fresh.error_after_days);
    // Of two limits the wrong way round, the one of many years is the odd one.
    let field = if warn > 3 * 366 && error <= 3 * 366 { "freshness.warn_after_days" } else { "freshness.error_after_days" };
    tell(
        field,
        warn > error,
        text!(
            "error_after_days（{error}日）が warn_after_days（{warn}日）より短くなっています",
            "error_after_days ({error}) is less than warn_after_days ({warn})"
        ),
        text!(
            "warn_after_days を {error} 以下にするか、error_after_days を {warn} 以上にしてください",
            "write at most {error}, or at least {warn}"
        ),
    );
    tell(
        "freshness.warn_after_days",
        warn < 0,
        text!("warn_after_days が負の数です", "warn_after_days is negative"),
        text!("0以上の日数を書いてください", "write 0 or more days"),
    );
    tell(
        "freshness.grace_days",
        fresh.grace_days < 0,
        text!("grace_days が負の数です", "grace_days is negative"),
        text!("0以上の日数を書いてください", "write 0 or more days"),
    );
    let soon = config.deadline_soon_days;
    tell(
        "deadline_soon_days",
        soon < 0,
        text!("deadline_soon_days が負の数です", "deadline_soon_days is negative"),
        text!("0以上の日数を書いてください", "write 0 or more days"),
    );
    let share = config.kpi.slightly_behind_from;
    tell(
        "kpi.slightly_behind_from",
        !(0.0..=1.0).contains(&share),
        text!("slightly_behind_from（{share}）が0から1の間にありません", "slightly_behind_from ({share}) is not between 0 and 1"),
        text!("75%なら 0.75 のように書いてください", "write 0.75 for 75 %"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::testing::run;

    #[test]
    fn values_must_mean_something() {
        let site = |more: &str| run(check, &[("site.toml", &format!("title = \"しるべ\"\norganization = \"県\"\n{more}"))]);
        assert_eq!(site("base_url = \"example.lg.jp\""), ["config-value: example.lg.jp"]);
        assert_eq!(site("[freshness]\nwarn_after_days = 365\nerror_after_days = 180"), ["config-value: 180"]);
        assert_eq!(site("[kpi]\nslightly_behind_from = 75.0"), ["config-value: 75.0"]);
        assert!(site("base_url = \"https://example.lg.jp/\"\n[kpi]\nslightly_behind_from = 0.5").is_empty());
    }
}
