//! stub
use crate::model::{Figures, Site};
use crate::route::{Output, Routes};
/// stub
pub fn write(_: &Site, _: &Figures, _: &Routes, output: &Output) -> Option<Vec<u8>> {
    matches!(
        output,
        Output::NewsFeed
            | Output::TrendFeed
            | Output::CalendarFile
            | Output::ExamCalendarFile(_)
            | Output::CourseCalendarFile(_)
            | Output::Sitemap
            | Output::Csv(_)
            | Output::Json(_)
            | Output::Dictionary
    )
    .then(Vec::new)
}
