//! The manifests are read twice: for what shows only across the night, and for who is a case. A
//! third time where settings ask for companions, and a booking has some.

use crate::analysis::consistency::Consistency;
use crate::commands::load;
use crate::commands::ui::Ui;
use crate::domain::passenger::Passenger;
use crate::error::Result;
use crate::exec::Exec;
use crate::manifest::survey::Survey;
use crate::manifest::{ManifestFile, Manifests};
use crate::night::Take;
use crate::night::companions::{self, Raising};
use crate::night::cross_checks::cross_checks;
use crate::night::gathered::{CaseContext, Gathered};
use crate::night::screening::screen;
use crate::night::seen::Seen;
use crate::redress::Cleared;
use crate::screen::Screener;
use crate::settings::Settings;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A first reading, of the manifests alone.
pub(super) struct FirstReading {
    pub(super) survey: Survey,
    pub(super) seen: Seen,
    pub(super) cross_checks: Consistency,
    pub(super) digests: Vec<String>,
}

pub(super) fn first(
    manifests: &Manifests,
    settings: &Settings,
    exec: &Exec,
) -> Result<FirstReading> {
    let survey = manifests.survey(exec)?;
    let day = load::day_of(settings);
    let mut seen = Seen::default();
    let feed = |take: Take| {
        manifests.feed(&survey, day, exec, &mut |batch| {
            seen.add(&batch);
            take(batch)
        })
    };
    let rules = &settings.policy.documents;
    Ok(FirstReading {
        cross_checks: cross_checks(feed, manifests.rows(), rules, exec)?,
        seen,
        digests: exec.try_map(&manifests.files, ManifestFile::digest)?,
        survey,
    })
}

/// Who is a case, by what the first reading knows.
pub(super) struct Screening<'a> {
    pub(super) screener: &'a Screener,
    pub(super) cleared: &'a Cleared,
    pub(super) first: &'a FirstReading,
    pub(super) context: &'a CaseContext<'a>,
}

impl Screening<'_> {
    pub(super) fn second(&self, manifests: &Manifests, exec: &Exec, ui: &Ui) -> Result<Gathered> {
        let bar = ui.bar(manifests.rows(), "screening");
        let feed = |take: Take| manifests.feed(&self.first.survey, self.day(), exec, take);
        let screen_one = |passenger: &Passenger| {
            let others = self.first.cross_checks.of(passenger.row());
            let screener = self.screener;
            screener.screen_cleared(passenger, others, self.cleared)
        };
        let mut gathered = screen(feed, self.context, exec, screen_one, |rows| bar.inc(rows))?;
        gathered.tell_apart();
        bar.finish_and_clear();
        Ok(gathered)
    }

    /// Adds cases of those who travel with one.
    pub(super) fn companions(
        &self,
        gathered: &mut Gathered,
        manifests: &Manifests,
        exec: &Exec,
    ) -> Result<()> {
        let raising = Raising {
            policy: self.screener.policy(),
            hashes: &self.first.survey.links,
            read: |rows: &[_]| manifests.link_rows(exec, rows),
            companion: |passenger: &Passenger, with| {
                let others = self.first.cross_checks.of(passenger.row());
                self.screener.companion(passenger, others, with)
            },
        };
        companions::raise(gathered, &raising, self.context, |take| {
            manifests.feed(&self.first.survey, self.day(), exec, take)
        })
    }

    fn day(&self) -> Date {
        self.context.as_of.to_zoned(TimeZone::UTC).date()
    }
}
