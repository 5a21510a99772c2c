//! One sentence that a person can act on.

use crate::output::case::{Case, document_value};
use crate::recommend::{Fault, Finding, Hit, Reason};

/// What was found, what held it down, and what to do next.
pub fn explanation(case: &Case) -> String {
    let mut clauses = Vec::new();
    if let Some(hit) = case.deciding_hit() {
        clauses.push(matched(hit));
    }
    clauses.extend(
        case.recommendation
            .findings
            .iter()
            .map(|finding| fault(case, finding)),
    );
    clauses.extend(
        case.recommendation
            .reasons
            .iter()
            .filter_map(|reason| limit(*reason)),
    );
    format!("{}: {}.", clauses.join("; "), next_step(case))
}

/// `Passport AB1 of FRA is reported stolen (2025-03-02)`.
pub(crate) fn fault(case: &Case, finding: &Finding) -> String {
    let document = finding
        .document
        .and_then(|at| case.passenger.documents.get(at));
    let name = document.map_or("The document".to_owned(), |document| {
        let kind = match document.kind.map(|kind| kind.letter()) {
            Some('P') => "Passport",
            Some('V') => "Visa",
            Some('I') => "Identity card",
            _ => "Document",
        };
        document_value(document).split_once(' ').map_or_else(
            || format!("{kind} {}", document.number),
            |(number, issuer)| format!("{kind} {number} of {issuer}"),
        )
    });
    match finding.fault {
        Fault::Expired { on } => format!("{name} expired on {on}, before departure"),
        Fault::ExpiresBeforeArrival { on } => format!("{name} expires on {on}, before landing"),
        Fault::BornAfterExpiry { birth, expiry } => {
            format!("{name} ran out on {expiry}, before the holder's birth date {birth}")
        }
        Fault::LostStolenRevoked {
            status,
            reported_on,
        } => {
            let status = status.as_str().replace('_', " ");
            let when = reported_on
                .map(|day| format!(" ({day})"))
                .unwrap_or_default();
            format!("{name} is reported {status}{when}")
        }
        Fault::NoDocument => "No travel document is on the manifest".to_owned(),
    }
}

fn matched(hit: &Hit) -> String {
    let level = |kind: &str| {
        let line = hit.evidence.iter().find(|line| line.kind == kind);
        line.map_or("missing", |line| line.level)
    };
    let names = if hit.reasons.contains(&Reason::ListedPerson) {
        "Matches"
    } else {
        "May be"
    };
    let birth = match level("birth_date") {
        "exact" => "the same birth date",
        "missing" => "no birth date to compare",
        "contradiction" => "another birth date",
        "day_month_swapped" => "day and month of birth swapped",
        "one_digit" => "one digit of the birth date off",
        "year_known" | "month_known" | "same_year" | "same_month" => "the same birth year",
        _ => "a birth year close by",
    };
    let document = match level("document") {
        "same" => ", the same document",
        "same_number" | "confusable" | "one_edit" => ", a document number that agrees closely",
        _ => "",
    };
    let Hit {
        list,
        entry_id,
        entry_name,
        ..
    } = hit;
    format!("{names} {list} entry {entry_id} ({entry_name}) with {birth}{document}")
}

fn limit(reason: Reason) -> Option<String> {
    let text = match reason {
        Reason::MinorCap => "held at human contact because the traveller is or may be a minor",
        Reason::WeakAliasCap => "held at human contact because only a weak alias matches",
        Reason::NameOnlyCap => "held at human contact because only the name agrees",
        Reason::ProtectedCategory => "a protected person, for welfare only",
        Reason::ListedPerson
        | Reason::ListedDocument
        | Reason::PossibleMatch
        | Reason::DocumentLostStolenRevoked
        | Reason::DocumentExpired
        | Reason::DocumentExpiresBeforeArrival
        | Reason::DocumentDatesImpossible
        | Reason::NoDocument => return None,
    };
    Some(text.to_owned())
}

fn next_step(case: &Case) -> &'static str {
    use crate::recommend::Action;
    match case.recommendation.action {
        Action::RecommendDenial => {
            "ask the carrier to compare photo and place of birth before an officer decides on denial"
        }
        Action::VerifyDocument => "have the desk examine the document and its holder",
        Action::ContactGroup => "call the desk to compare the details before any step",
        Action::WelfareReferral => "bring in victim support; do not deny boarding on this",
    }
}

/// What the agent at the desk can check to clear the traveller.
pub fn what_clears(case: &Case) -> Vec<String> {
    let mut checks = Vec::new();
    if case.deciding_hit().is_some() {
        checks.push("another birth date in the passport than the list gives".to_owned());
        checks.push("another place of birth or another middle name".to_owned());
        checks.push("the passport photo of another person than the list describes".to_owned());
    }
    if !case.recommendation.findings.is_empty() {
        checks.push(
            "the document itself, valid and readable, with other data than the manifest".to_owned(),
        );
        checks.push("another valid document of the same holder".to_owned());
    }
    checks
}
