//! Every list of the portal as a [`DataTable`], and the columns that many lists share.
//!
//! Naming, the same everywhere: a reference has its id in `x` and the name in `x_name` (lists: `x_names`, in the same order); a choice has
//! the authored word in `x` and the shown one in `x_words`; a fiscal year or an estimate has its number in `x` and its notation in
//! `x_words`; a deadline has its day in `x` and its time in `x_time`. Keys made of two ids join them with `--`, which no id holds.
//! The texts of pages (`content/`) are not in the tables: `page` says where they are.

mod catalogue;
mod governance;
mod indicator;
mod learning;
mod people;
mod sittings;
mod texts;

use super::table::{Cell, DataTable, Sheet};
use crate::field::{Choice, RecordDecl};
use crate::model::{Figures, Key, Meta, Recorded, Site, Table};
use crate::notation::{Deadline, FiscalYear, Id, Quantity};
use crate::route::{Dataset, Output, Routes};
use std::ops::Index;

/// What a table is made from.
#[derive(Clone, Copy)]
pub(super) struct From<'a> {
    /// The portal.
    pub site: &'a Site,
    /// What is computed over it.
    pub figures: &'a Figures,
    /// Where its pages lie.
    pub routes: &'a Routes,
}

/// The list `dataset` as a table.
pub(super) fn table(from: From<'_>, dataset: Dataset) -> DataTable {
    match dataset {
        Dataset::Plans => governance::plans(from),
        Dataset::Initiatives => governance::initiatives(from),
        Dataset::References => governance::references(from),
        Dataset::Roadmap => governance::roadmap(from),
        Dataset::Organization => governance::organization(from),
        Dataset::Recruitment => governance::recruitment(from),
        Dataset::Kpi => indicator::kpi(from),
        Dataset::KpiActuals => indicator::actuals(from),
        Dataset::Levels => learning::levels(from),
        Dataset::Skills => learning::skills(from),
        Dataset::SkillMap => learning::skill_map(from),
        Dataset::Courses => learning::courses(from),
        Dataset::Assessment => learning::assessment(from),
        Dataset::CourseSessions => sittings::courses(from),
        Dataset::ExamSessions => sittings::exams(from),
        Dataset::Deadlines => sittings::deadlines(from),
        Dataset::Holidays => sittings::holidays(from),
        Dataset::External => catalogue::external(from),
        Dataset::Exams => catalogue::exams(from),
        Dataset::Cases => catalogue::cases(from),
        Dataset::Tools => catalogue::tools(from),
        Dataset::Departments => people::departments(from),
        Dataset::Matrix => people::matrix(from),
        Dataset::Leaders => people::leaders(from),
        Dataset::Awards => people::awards(from),
        Dataset::Communities => people::communities(from),
        Dataset::Trends => texts::trends(from),
        Dataset::News => texts::news(from),
        Dataset::Glossary => texts::glossary(from),
    }
}

/// A row of a list whose records have keys.
type Row<'a, T> = (Key<T>, &'a T);

/// The rows of `table`.
fn rows<T>(table: &Table<T>) -> impl Iterator<Item = Row<'_, T>> {
    table.iter()
}

/// Ids of `keys`, in their order.
fn ids<T: Recorded + 'static>(site: &Site, keys: &[Key<T>]) -> Vec<String>
where
    Site: Index<Key<T>, Output = T>,
{
    keys.iter().map(|key| site[*key].meta().id.to_string()).collect()
}

/// Names of `keys`, in their order.
fn names<T: Recorded + 'static>(site: &Site, keys: &[Key<T>]) -> Vec<String>
where
    Site: Index<Key<T>, Output = T>,
{
    keys.iter().map(|key| site[*key].title().to_owned()).collect()
}

impl<'a, R: 'a> Sheet<'a, R> {
    /// A field under the heading and with the help of its declaration.
    fn field<C: Cell>(&mut self, declared: &'static RecordDecl, key: &'static str, read: impl Fn(&R) -> C + 'a) -> &mut Self {
        let field = declared.field(key);
        self.column(field.key, field.ja, field.help, read)
    }

    /// `x` and `x_name`: a reference to one record.
    fn reference<T: Recorded + 'static>(
        &mut self,
        site: &'a Site,
        name: &'static str,
        label: &'static str,
        description: &'static str,
        read: impl Fn(&R) -> Option<Key<T>> + Copy + 'a,
    ) -> &mut Self
    where
        Site: Index<Key<T>, Output = T>,
    {
        self.column(name, label, description, move |row| read(row).map(|key| &site[key].meta().id));
        self.column(format!("{name}_name"), format!("{label}（名前）"), format!("{name} の名前"), move |row| {
            read(row).map(|key| site[key].title())
        })
    }

    /// `x` and `x_names`: references to several records.
    fn references<T: Recorded + 'static>(
        &mut self,
        site: &'a Site,
        name: &'static str,
        label: &'static str,
        description: &'static str,
        read: impl Fn(&R) -> Vec<Key<T>> + Copy + 'a,
    ) -> &mut Self
    where
        Site: Index<Key<T>, Output = T>,
    {
        self.column(name, label, description, move |row| ids(site, &read(row)));
        self.column(
            format!("{name}_names"),
            format!("{label}（名前）"),
            format!("{name} の名前。並びは {name} と同じ"),
            move |row| names(site, &read(row)),
        )
    }

    /// `x` and `x_words`: a choice.
    fn choice<C: Choice>(
        &mut self,
        name: &'static str,
        label: &'static str,
        description: &'static str,
        read: impl Fn(&R) -> Option<C> + Copy + 'a,
    ) -> &mut Self {
        self.column(name, label, description, move |row| read(row).map(|chosen| chosen.code()));
        self.column(format!("{name}_words"), format!("{label}（日本語）"), format!("{name} の日本語の言い方"), move |row| {
            read(row).map(|chosen| chosen.declared().ja)
        })
    }

    /// `x` and `x_words`: a list of choices.
    fn choices<C: Choice>(
        &mut self,
        name: &'static str,
        label: &'static str,
        description: &'static str,
        read: impl Fn(&R) -> Vec<C> + Copy + 'a,
    ) -> &mut Self {
        self.column(name, label, description, move |row| -> Vec<String> {
            read(row).into_iter().map(|chosen| chosen.code().to_owned()).collect()
        });
        self.column(
            format!("{name}_words"),
            format!("{label}（日本語）"),
            format!("{name} の日本語の言い方"),
            move |row| -> Vec<String> { read(row).into_iter().map(|chosen| chosen.declared().ja.to_owned()).collect() },
        )
    }

    /// `x` and `x_words`: a fiscal year.
    fn year(
        &mut self,
        name: &'static str,
        label: &'static str,
        description: &'static str,
        read: impl Fn(&R) -> Option<FiscalYear> + Copy + 'a,
    ) -> &mut Self {
        self.column(name, label, description, read);
        self.column(format!("{name}_words"), format!("{label}（和暦）"), format!("{name} の和暦の書き方"), move |row| {
            read(row).map(FiscalYear::words)
        })
    }

    /// `x` and `x_time`: a deadline. Without a time the whole day counts.
    fn deadline(
        &mut self,
        name: &'static str,
        label: &'static str,
        description: &'static str,
        read: impl Fn(&R) -> Option<Deadline> + Copy + 'a,
    ) -> &mut Self {
        self.column(name, label, description, move |row| read(row).map(|deadline| deadline.day));
        self.column(
            format!("{name}_time"),
            format!("{label}（時刻）"),
            format!("{name} の時刻。空ならその日いっぱい"),
            move |row| read(row).and_then(|deadline| deadline.time),
        )
    }

    /// `x` and `x_words`: a number as the plan writes it (約30, 80以上).
    fn quantity(
        &mut self,
        name: &'static str,
        label: &'static str,
        description: &'static str,
        read: impl Fn(&R) -> Option<Quantity> + Copy + 'a,
    ) -> &mut Self {
        self.column(name, label, description, move |row| read(row).map(|quantity| (quantity.value, quantity.decimals)));
        self.column(
            format!("{name}_words"),
            format!("{label}（書き方）"),
            format!("{name} の文書での書き方（約、以上など）"),
            move |row| read(row).map(|quantity| quantity.words()),
        )
    }

    /// The id of a record: the key of its list.
    fn id(&mut self, read: impl Fn(&R) -> &'a Id + 'a) -> &mut Self {
        self.column("id", "ID", "この一覧の中で一つに決まる名前。変わらない", read)
    }

    /// `page`: where the portal shows the record.
    fn page(&mut self, from: From<'a>, read: impl Fn(&R) -> Output + 'a) -> &mut Self {
        self.column("page", "ページ", "ポータルの中の場所（一番上のフォルダーから）", move |row| {
            from.routes.path(&read(row)).map(|path| path.as_str())
        })
    }

    /// The fields that every record has: standing, freshness, office in charge, marks.
    fn meta(&mut self, site: &'a Site, read: impl Fn(&R) -> &'a Meta + Copy + 'a) -> &mut Self {
        self.choice("status", "公開の状態", "published=公開、archived=過去のもの、draft=下書き", move |row| {
            Some(read(row).status)
        });
        self.marks(site, read)
    }

    /// [`Sheet::meta`] without the standing, for lists that have a `status` of their own.
    fn marks(&mut self, site: &'a Site, read: impl Fn(&R) -> &'a Meta + Copy + 'a) -> &mut Self {
        self.column("publish_from", "公開開始日", "この日から公開する", move |row| read(row).publish_from);
        self.column("publish_until", "公開終了日", "この日まで公開する", move |row| read(row).publish_until);
        self.column("tags", "タグ", "自由に付けた分類", move |row| &read(row).tags);
        self.column("updated", "更新日", "内容を最後に変えた日", move |row| read(row).updated);
        self.column("checked_on", "確認日", "出典と最後に照らし合わせた日", move |row| read(row).checked_on);
        self.column("last_reviewed_on", "見直し日", "担当が最後に見直した日", move |row| read(row).last_reviewed_on);
        self.column("review_in", "見直しの間隔", "次の見直しまでの期間", move |row| &read(row).review_in);
        self.reference(site, "owner", "担当", "担当する所属のID", move |row| read(row).owner);
        self.column("source", "出典", "もとにした文書または場所", move |row| &read(row).source);
        self.choice(
            "source_kind",
            "出典の種類",
            "primary=一次資料（出した所のもの）、secondary=二次資料（記事など、ほかの人が伝えたもの）",
            move |row| read(row).source_kind,
        );
        self.column("remarks", "備考", "読む人への注意", move |row| &read(row).notes);
        self.column("aliases", "以前のID", "以前のIDまたは場所", move |row| &read(row).aliases);
        self.column("unverified", "要確認", "true=まだ出典と照らし合わせていない", move |row| read(row).unverified);
        self.column("sample_fields", "見本の項目", "この行のうち、使い方を示すために作った架空の項目", move |row| &read(row).sample_fields);
        self.column("sample", "見本", "true=使い方を示すために作った架空の内容", move |row| read(row).sample)
    }
}
