//! [`Statuses`]: how every indicator stands today and stood at the end of each year that has a report. Computed once; pages, search and data
//! read it here.

use super::Kpi;
use super::status::{Status, status};
use crate::model::{Key, Map, Site};
use crate::notation::FiscalYear;
use std::collections::{BTreeMap, BTreeSet};

/// The verdicts of the whole portal.
#[derive(Clone, Debug)]
pub struct Statuses {
    today: Map<Kpi, Status>,
    closed: BTreeMap<FiscalYear, Map<Kpi, Status>>,
}

impl Statuses {
    /// Judges every indicator.
    pub fn of(site: &Site) -> Self {
        let at = |year| Map::of(&site.kpis, |kpi| status(site, kpi, year));
        let closed = report_years(site).into_iter().filter(|year| *year < site.this_year());
        Self { today: at(site.this_year()), closed: closed.map(|year| (year, at(year))).collect() }
    }

    /// How it stands today.
    pub fn today(&self, key: Key<Kpi>) -> &Status {
        &self.today[key]
    }

    /// How it stood at the end of `year`; in a year that is not over, or has no report, as today.
    pub fn at(&self, key: Key<Kpi>, year: FiscalYear) -> &Status {
        &self.closed.get(&year).unwrap_or(&self.today)[key]
    }
}

/// The fiscal years that have a report: those with a result, and those of the periods of plans that have begun.
pub fn report_years(site: &Site) -> BTreeSet<FiscalYear> {
    let results = site.kpis.values().flat_map(|kpi| kpi.actuals.iter().map(|actual| actual.fiscal_year));
    let plans = site.kpis.values().filter_map(|kpi| site[kpi.plan?].period).flat_map(|period| period.from.through(period.to));
    results.chain(plans).filter(|year| *year <= site.this_year()).collect()
}
