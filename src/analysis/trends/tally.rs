//! Cases counted by how they ended.

use crate::analysis::trends::case::Case;
use crate::domain::decision::{CarrierAction, Decision, MatchTruth};

/// Each of the three families sums to `cases`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub cases: usize,
    pub concur: usize,
    pub not_concur: usize,
    pub need_info: usize,
    pub denied_boarding: usize,
    pub boarded: usize,
    pub no_show: usize,
    pub rebooked: usize,
    pub carrier_unknown: usize,
    pub same_person: usize,
    pub different_person: usize,
    pub truth_unknown: usize,
}

impl Tally {
    pub fn of<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Tally {
        let mut tally = Tally::default();
        cases.into_iter().for_each(|case| tally.add(case));
        tally
    }

    pub fn add(&mut self, case: &Case) {
        self.cases += 1;
        *match case.last.decision {
            Decision::Concur => &mut self.concur,
            Decision::NotConcur => &mut self.not_concur,
            Decision::NeedInfo => &mut self.need_info,
        } += 1;
        *match case.last.carrier_action {
            CarrierAction::DeniedBoarding => &mut self.denied_boarding,
            CarrierAction::Boarded => &mut self.boarded,
            CarrierAction::NoShow => &mut self.no_show,
            CarrierAction::Rebooked => &mut self.rebooked,
            CarrierAction::Unknown => &mut self.carrier_unknown,
        } += 1;
        *match case.last.truth {
            MatchTruth::SamePerson => &mut self.same_person,
            MatchTruth::DifferentPerson => &mut self.different_person,
            MatchTruth::Unknown => &mut self.truth_unknown,
        } += 1;
    }
}
