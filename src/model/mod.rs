//! The portal, typed and resolved: [`Site`]. Every reference is a [`Key`] that leads to a record.
//!
//! One file per family of records: the struct, and how it comes from what was authored (an exhaustive destructuring, so that a new
//! field cannot be forgotten). [`assemble`] joins them; [`links`] are the reverse references, made once; the files [`skill_map`], [`agenda`]
//! and [`kpi`] hold what the portal computes; [`rule`] holds the checks. Nothing here renders or reads a file.

pub mod agenda;
mod assemble;
mod calendar;
mod called;
mod catalogue;
mod course;
pub mod due;
mod figures;
mod key;
pub mod kpi;
mod level;
mod links;
mod meta;
pub mod names;
mod page;
mod people;
mod plan;
pub mod rule;
mod site;
pub mod skill_map;
pub mod wording;
mod words;

pub use assemble::assemble;
pub use calendar::Calendar;
pub use called::suggest;
pub use catalogue::{Case, Exam, ExamSession, External, Recommended, Tool};
pub use course::{ApplyStep, Assessment, Course, Rule, Session, deadlines};
pub use figures::Figures;
pub use key::{Key, Map, Table};
pub use kpi::{Actual, Goal, Kpi};
pub use level::{Level, Skill, SkillCategory};
pub use links::Links;
pub use meta::{Meta, Recorded};
pub use page::{News, Page, Pointer, Section, Trend, parent};
pub use people::{Award, Column, Community, Department, Group, Leader, MatrixCell};
pub use plan::{Body, Initiative, Lane, Pillar, Plan, Recruitment, Reference};
pub use site::Site;
pub use words::{Term, gojuon_row};

pub use crate::schema::{
    Access, Aggregate, AtLeast, Baseline, Citation, Direction, Effect, Effort, ExamChange, ExamKind, ExternalFormat, Format, Instructor,
    KpiKind, LaneItem, LevelKind, MethodChange, OfferPeriod, Period, Priority, Provider, ProviderKind, Recognition, Requirement,
    SchemeLevel, SessionStatus, Status, Timing, Window,
};
