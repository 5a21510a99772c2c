//! Companions of listed persons, where the settings ask for them: the only cases that anybody
//! else makes.
//!
//! They are looked for once every case is decided, and make none of their own.

use crate::analysis::links::hashes::KeyHashes;
use crate::analysis::network::companions::companions;
use crate::analysis::network::walk::Held;
use crate::decide::{Action, Policy, Reason};
use crate::domain::ids::RowRef;
use crate::domain::passenger::Passenger;
use crate::error::Result;
use crate::night::Take;
use crate::night::gathered::{CaseContext, Gathered};
use crate::recommend::Recommendation;
use std::collections::BTreeSet;

/// What finds companions and makes cases of them.
pub struct Raising<'a, Read, Companion> {
    pub policy: &'a Policy,
    pub hashes: &'a KeyHashes,
    /// What the rows hold that it is asked for.
    pub read: Read,
    /// A case of a passenger by the ids of those who raise it.
    pub companion: Companion,
}

/// The night is read once more where a booking has companions, and only there.
pub fn raise<Read, Companion>(
    gathered: &mut Gathered,
    raising: &Raising<Read, Companion>,
    context: &CaseContext,
    feed: impl FnOnce(Take) -> Result<()>,
) -> Result<()>
where
    Read: Fn(&[RowRef]) -> Result<Vec<Held>>,
    Companion: Fn(&Passenger, Vec<String>) -> Recommendation,
{
    let numbered = gathered.cases.iter().enumerate();
    let listed: Vec<(usize, &[RowRef])> = numbered
        .filter(|(_, case)| raises(&case.recommendation, raising.policy))
        .map(|(number, case)| (number, case.passenger.rows.as_slice()))
        .collect();
    if listed.is_empty() {
        return Ok(());
    }
    let own = listed.iter().flat_map(|(_, rows)| rows.iter().copied());
    let mut asked: BTreeSet<RowRef> = own.clone().collect();
    asked.extend(raising.hashes.may_share(own));
    let held = (raising.read)(&asked.into_iter().collect::<Vec<_>>())?;
    let mut wanted = companions(&listed, &held);
    let settled = settled(gathered);
    wanted.retain(|row, _| !settled.contains(row));
    if wanted.is_empty() {
        return Ok(());
    }
    let ids = gathered.cases.iter();
    let ids: Vec<String> = ids
        .map(|case| case.recommendation.case_id.clone())
        .collect();
    feed(&mut |batch| {
        for passenger in batch.passengers.good {
            let rows = passenger.rows.iter();
            let with = rows.clone().filter_map(|row| wanted.get(row)).flatten();
            let with: BTreeSet<&String> = with.map(|case| &ids[*case]).collect();
            if !with.is_empty() && !rows.clone().any(|row| settled.contains(row)) {
                let with = with.into_iter().cloned().collect();
                gathered.raise(passenger, |one| (raising.companion)(one, with), context);
            }
        }
        Ok(())
    })?;
    gathered.tell_apart();
    Ok(())
}

/// A listed person of a named category whom nothing holds down: who may be a child, or is known
/// by a weak alias, is not certain enough to ask others for.
fn raises(found: &Recommendation, policy: &Policy) -> bool {
    let is_capped = |reason: &Reason| match reason {
        Reason::MinorCap
        | Reason::WeakAliasCap
        | Reason::ProtectedCategory
        | Reason::NameOnlyCap
        | Reason::ContradictionCap => true,
        Reason::ListedPerson
        | Reason::ListedDocument
        | Reason::PossibleMatch
        | Reason::TravelsWith
        | Reason::Document(_) => false,
    };
    let mut hits = found.hits.iter();
    found.action != Action::WelfareReferral
        && hits.any(|hit| {
            policy.travels_with.contains(&hit.category)
                && hit.reasons.contains(&Reason::ListedPerson)
                && !hit.reasons.iter().any(is_capped)
        })
}

/// Rows of who is a case by itself, who is in quarantine, and whom redress cleared tonight: a
/// booking does not bring back whom an officer let go.
fn settled(gathered: &Gathered) -> BTreeSet<RowRef> {
    let cases = gathered.cases.iter().map(|case| &case.passenger);
    let cleared = gathered.suppressed.iter().map(|hit| &hit.passenger);
    let people = cases.chain(cleared);
    let rows = people.flat_map(|passenger| passenger.rows.iter().copied());
    rows.chain(gathered.rejects.iter().map(|reject| reject.row))
        .collect()
}
