//! Rules across settings: what no operator may configure.

use crate::decide::{Action, Policy};
use crate::documents::rules::DocumentRules;
use crate::domain::airports;
use crate::domain::codes::Country;
use crate::domain::points::Points;
use crate::evidence::dependence::Dependence;
use crate::redress;
use crate::routing;
use crate::routing::directory::{Desk, dialled};
use crate::score::Weights;
use crate::tables::limits::Limits;
use std::collections::BTreeMap;

/// All of origin together must stay below what any case needs (no one is raised for where
/// they come from), so its agreeing weights may not sum to more.
const MOST_FROM_ORIGIN: Points = Points(600);

/// `Err` names the key and the rule.
pub fn check(policy: &Policy, weights: &Weights, quarantine_ceiling: f64) -> Result<(), String> {
    check_weights(weights)?;
    check_policy(policy)?;
    let share = (0.0..=1.0).contains(&quarantine_ceiling);
    require(share, "run.quarantine_ceiling must lie between 0 and 1")
}

/// A misspelt group, or one without a key, would have its files in clear.
pub fn check_recipients(
    recipients: &BTreeMap<String, Vec<String>>,
    routing: &routing::Tables,
) -> Result<(), String> {
    for (group, keys) in recipients {
        require(
            is_group(group, routing),
            &format!("output.recipients.{group}: no such group in routing"),
        )?;
        let none =
            format!("output.recipients.{group}: no key; leave the line out for files in clear");
        require(!keys.is_empty(), &none)?;
    }
    Ok(())
}

/// More threads than any machine has; a number that wrapped is far beyond.
const MOST_THREADS: usize = 4_096;

/// What `[run]` and `[output]` count in minutes and threads.
pub fn check_counts(cut_off_minutes: i64, threads: usize) -> Result<(), String> {
    require(
        (0..=LONGEST_CUTOFF).contains(&cut_off_minutes),
        "output.cut_off_minutes must lie between 0 and 10080",
    )?;
    require(
        threads <= MOST_THREADS,
        &format!("run.threads must lie between 0 and {MOST_THREADS}"),
    )
}

/// A misspelt group would have a folder that its officers cannot read.
pub fn check_readers(
    readers: &BTreeMap<String, String>,
    routing: &routing::Tables,
) -> Result<(), String> {
    for group in readers.keys() {
        let says = format!("output.group_readable.{group}: no such group in routing");
        require(is_group(group, routing), &says)?;
    }
    Ok(())
}

fn is_group(group: &str, routing: &routing::Tables) -> bool {
    let known = routing.groups.contains_key(group) || routing.ports.contains_key(group);
    known || group == routing::UNROUTED
}

/// Ten years: the longest that a passport is valid, and so that an identity stays one.
const LONGEST_CLEARED: i64 = 3_650;

/// A limit of nothing would refuse every file.
pub fn check_limits(limits: &Limits) -> Result<(), String> {
    match limits.fault() {
        None => Ok(()),
        Some(name) => Err(format!("limits.{name} must be more than 0")),
    }
}

pub fn check_redress(redress: redress::RedressRules) -> Result<(), String> {
    require(
        (0..=LONGEST_CLEARED).contains(&redress.cleared_for_days),
        "redress.cleared_for_days must lie between 0 and 3650",
    )
}

/// A week: nobody phones earlier.
const LONGEST_CUTOFF: i64 = 7 * 24 * 60;

/// A year.
const LONGEST_INTERVAL: i64 = 366 * 24 * 60;

pub fn check_contacts(tables: &routing::Tables) -> Result<(), String> {
    for (group, contact) in &tables.contacts {
        let key = format!("routing.contacts.{group}");
        let known = tables.groups.contains_key(group) || tables.ports.contains_key(group);
        require(known, &format!("{key}: no such group in routing.groups"))?;
        for text in [&contact.phone, &contact.email, &contact.hours] {
            let plain = !text.chars().any(char::is_control);
            require(plain, &format!("{key}: a value is not plain text"))?;
        }
        let cutoff = contact.cutoff_minutes.unwrap_or(0);
        let cutoff = (0..=LONGEST_CUTOFF).contains(&cutoff);
        require(
            cutoff,
            &format!("{key}.cutoff_minutes must lie between 0 and 10080"),
        )?;
        for code in &contact.designated_airports {
            let found = airports::find(code).is_some();
            let what = format!("{key}.designated_airports: {code:?} is no airport known here");
            require(found, &what)?;
        }
    }
    Ok(())
}

/// A desk that cannot be dialled, or is nobody's, would be found out at 02:00.
pub fn check_directory(tables: &routing::Tables) -> Result<(), String> {
    for (at, desk) in (1..).zip(&tables.directory) {
        let key = format!("routing.directory, desk {at}");
        let carrier = !desk.carrier.is_empty();
        require(carrier, &format!("{key}: carrier is blank"))?;
        let phone = dialled(&desk.phone).is_some();
        require(phone, &format!("{key}: phone has no digit to dial"))?;
        let known = desk.station.is_empty() || airports::find(&desk.station).is_some();
        let what = format!("{key}: {:?} is no airport known here", desk.station);
        require(known, &what)?;
        for text in [&desk.carrier, &desk.phone, &desk.hours] {
            let plain = !text.chars().any(char::is_control);
            require(plain, &format!("{key}: a value is not plain text"))?;
        }
        let same =
            |other: &&Desk| (&other.carrier, &other.station) == (&desk.carrier, &desk.station);
        let once = tables.directory.iter().filter(same).count() == 1;
        require(
            once,
            &format!("{key}: this carrier and station stand twice"),
        )?;
    }
    Ok(())
}

pub fn check_clock(door_minutes: i64, run_every_minutes: i64) -> Result<(), String> {
    require(
        (0..=LONGEST_CUTOFF).contains(&door_minutes),
        "output.door_minutes must lie between 0 and 10080",
    )?;
    require(
        (0..=LONGEST_INTERVAL).contains(&run_every_minutes),
        "output.run_every_minutes must lie between 0 and 527040",
    )
}

fn check_weights(weights: &Weights) -> Result<(), String> {
    let name = &weights.name;
    for (key, cost) in [
        ("relation.respelt", name.relation.respelt),
        ("relation.equivalent", name.relation.equivalent),
        ("relation.nickname", name.relation.nickname),
        ("relation.truncated", name.relation.truncated),
        ("role_swapped", name.role_swapped),
        ("passenger_given_left", name.passenger_given_left),
        ("passenger_family_left", name.passenger_family_left),
        ("entry_given_left", name.entry_given_left),
        ("entry_family_left", name.entry_family_left),
        ("unknown_left", name.unknown_left),
        ("initial_left", name.initial_left),
        ("given_substituted", name.given_substituted),
        ("family_substituted", name.family_substituted),
        ("unknown_substituted", name.unknown_substituted),
        ("doubt.short", name.doubt.short),
        ("doubt.equivalent", name.doubt.equivalent),
        ("doubt.short_equivalent", name.doubt.short_equivalent),
        ("doubt.truncated", name.doubt.truncated),
    ] {
        // The search takes what positions may bring as an upper bound: a cost that pays
        // would break it.
        require(
            cost <= Points::ZERO,
            &format!("weights.name.{key} is a cost and cannot be positive"),
        )?;
    }
    require(
        Points::ZERO <= name.most_per_token,
        "weights.name.most_per_token cannot be negative",
    )?;
    require(
        (0.0..=1.0).contains(&name.relation.share_of_changes),
        "weights.name.relation.share_of_changes must lie between 0 and 1",
    )?;
    check_dependence(&weights.dependence)?;
    require(
        Points::ZERO <= name.initial,
        "weights.name.initial cannot be negative",
    )?;
    let origin = weights.origin.most() <= MOST_FROM_ORIGIN;
    require(
        origin,
        "weights.origin: agreeing weights may not sum to more than 6 bits",
    )?;
    let birth = &weights.birth;
    require(
        birth.contradiction <= Points::ZERO,
        "weights.birth.contradiction cannot be positive",
    )?;
    require(
        birth.day_month_swapped <= birth.exact && birth.one_digit <= birth.exact,
        "weights.birth: a slip cannot weigh more than weights.birth.exact",
    )?;
    let document = &weights.document;
    require(
        [
            document.one_edit,
            document.confusable,
            document.check_digit_glued,
        ]
        .iter()
        .all(|slip| *slip <= document.same),
        "weights.document: a slip cannot weigh more than weights.document.same",
    )
}

/// The search turns the curve round, so it must rise.
fn check_dependence(dependence: &Dependence) -> Result<(), String> {
    require(
        Points::ZERO <= dependence.whole_up_to
            && dependence.whole_up_to <= dependence.namesakes_from,
        "weights.dependence: whole_up_to must lie between 0 and namesakes_from",
    )?;
    for (key, share) in [
        ("share_beyond", dependence.share_beyond),
        ("share_of_rest", dependence.share_of_rest),
    ] {
        require(
            (0.01..=1.0).contains(&share),
            &format!("weights.dependence.{key} must lie between 0.01 and 1"),
        )?;
    }
    Ok(())
}

fn check_policy(policy: &Policy) -> Result<(), String> {
    let lines = &policy.lines;
    require(
        lines.review <= lines.recommend,
        "decision.lines.review is above decision.lines.recommend",
    )?;
    require(
        (0..=30).contains(&lines.adult_age),
        "decision.lines.adult_age must lie between 0 and 30",
    )?;
    for list in policy.lines_of.keys() {
        let lines = policy.lines_of(list);
        require(
            lines.review <= lines.recommend,
            &format!("decision.lines_of.{list}: review is above recommend"),
        )?;
    }
    for (list, rate) in &policy.base_rate_of {
        // Fewer than one passenger in 10^12 flies nowhere.
        require(
            (1.0..=1e12).contains(rate),
            &format!("decision.base_rate_of.{list} must lie between 1 and 10^12"),
        )?;
    }
    for (name, category) in &policy.categories {
        let severity = (0..=99).contains(&category.severity);
        require(
            severity,
            &format!("decision.categories.{name}.severity must lie between 0 and 99"),
        )?;
    }
    check_documents(&policy.documents)?;
    check_travels_with(policy)?;
    let victim = policy.categories.get("trafficking_victim");
    require(
        victim.is_none_or(|category| category.action == Action::WelfareReferral),
        "decision.categories.trafficking_victim.action can only be welfare_referral",
    )
}

/// Who travels with somebody in need of protection may be whom they need it from, and must not
/// be told.
fn check_travels_with(policy: &Policy) -> Result<(), String> {
    for name in &policy.travels_with {
        let key = "decision.travels_with";
        let Some(category) = policy.categories.get(name) else {
            return Err(format!(
                "{key}: {name:?} is no category of decision.categories"
            ));
        };
        require(
            category.action != Action::WelfareReferral,
            &format!("{key}: {name:?} is protected, and raises nobody"),
        )?;
    }
    Ok(())
}

fn check_documents(documents: &DocumentRules) -> Result<(), String> {
    // Below the least, passengers without a fault would be cases; beyond the most, nothing is.
    for (key, value, least, most) in [
        (
            "longest_passport_years",
            f64::from(documents.longest_passport_years),
            5.0,
            100.0,
        ),
        (
            "feed_fault_people",
            f64::from(documents.feed_fault_people),
            3.0,
            1e6,
        ),
        (
            "minimum_connection_minutes",
            documents.minimum_connection_minutes as f64,
            0.0,
            LONGEST_CUTOFF as f64,
        ),
        ("fastest_kmh", documents.fastest_kmh, 500.0, 1e5),
    ] {
        let rule = format!("decision.documents.{key} must lie between {least} and {most}");
        require((least..=most).contains(&value), &rule)?;
    }
    let states = documents.elements.keys().chain(documents.authority.keys());
    let exempt = documents.authority.values();
    let exempt = exempt.flat_map(|table| table.exempt.iter().chain(&table.electronic));
    for code in states.chain(exempt) {
        require(
            Country::parse(code).is_some_and(|country| country.as_str() == code),
            &format!("decision.documents: {code} is no alpha-3 code"),
        )?;
    }
    Ok(())
}

fn require(holds: bool, rule: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(rule.to_owned()) }
}
