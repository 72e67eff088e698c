//! stub
pub mod highlight;
pub mod markdown;
use crate::notation::Id;
use crate::schema::Record;
pub use markdown::Markdown;
/// stub
#[derive(Clone, Debug)]
pub struct Document<T> {
    /// r
    pub record: Record<T>,
    /// i
    pub id: Id,
    /// b
    pub body: Markdown,
}
/// stub
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// records
    pub records: crate::schema::Records,
    /// c
    pub courses: Vec<Document<crate::schema::Course>>,
    /// n
    pub news: Vec<Document<crate::schema::News>>,
    /// t
    pub trends: Vec<Document<crate::schema::Trend>>,
    /// p
    pub pages: Vec<Document<crate::schema::Page>>,
    /// b
    pub broken: Vec<Broken>,
}
/// b
#[derive(Clone, Debug)]
pub struct Broken {
    /// k
    pub kind: RecordKind,
    /// i
    pub id: Id,
    /// p
    pub place: crate::source::Place,
}
/// k
#[derive(Clone, Copy, Debug)]
pub enum RecordKind {
    /// d
    Data(crate::schema::Kind),
    /// c
    Course,
    /// n
    News,
    /// t
    Trend,
    /// p
    Page,
}
