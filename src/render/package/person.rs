//! What a package says of one person, sentence by sentence, each with its sources.

use super::sources::Sources;
use super::{Gathered, Said};
use crate::domain::background::Grade;
use crate::domain::decision::CarrierAction;
use crate::domain::points::Points;
use crate::inert::{clipped, cut};
use crate::recommend::{Detail, EvidenceLine, Level};
use crate::render::briefing::phrases::{day, flight_number, moment, person, route};
use crate::render::briefing::picture::{self, Picture};
use crate::schema::package::{NodeRecord, PersonRecord, PictureRecord, Sentence};
use crate::schema::rows::{CaseRow, EvidenceRow};
use crate::wording::likelihood::{self, Basis};
use crate::wording::text::odds;
use crate::wording::{against, background, clears, words};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

/// Letters of one sentence, which may quote several values.
const LETTERS: usize = 600;

/// What a fault of a document or booking may be too: rows of a run do not say which fault it is.
const INNOCENT: &str = "Faults of documents and bookings have innocent readings: a slip of typing, a renewed document, a feed that is wrong.";

/// Hits whose evidence is told; the others are counted.
const MOST_HITS: i32 = 3;

pub(super) fn of_case(
    case: &CaseRow,
    gathered: &Gathered,
    own: &BTreeSet<&str>,
    sources: &mut Sources,
) -> PersonRecord {
    let evidence = of_id(case, gathered);
    let manifest = sources.manifest(&case.manifest_file);
    let mut record = PersonRecord {
        person: case.case_id.clone(),
        case_id: Some(case.case_id.clone()),
        called: person(case),
        until: Some(case.retention_until),
        who: vec![told(&identity(case), &[&manifest])],
        travel: vec![told(&travel(case), &[&manifest])],
        documents: vec![told(&document(case), &[&manifest])],
        ..PersonRecord::default()
    };
    hits(case, &evidence, &manifest, gathered, sources, &mut record);
    findings(&evidence, &manifest, sources, &mut record);
    if record.speaks_against.is_empty() {
        let screening = sources.screening();
        let says = match case.hits {
            0 => INNOCENT,
            _ => "Nothing that was compared speaks against it.",
        };
        record.speaks_against.push(told(says, &[&screening]));
    }
    decisions(case, gathered, sources, &mut record);
    gaps(case, &evidence, &mut record);
    record.picture = picture::of_case(case, gathered.links, own).map(|found| drawn(found, own));
    record
}

/// Whom the list of a case's best hit states beside it: named by the list, and no passenger.
pub(super) fn stated(
    case: &CaseRow,
    gathered: &Gathered,
    sources: &mut Sources,
) -> Vec<PersonRecord> {
    let [_, _, associate] = background::LEVELS;
    let rows = of_id(case, gathered);
    let best = rows.iter().filter(|row| row.hit_rank == 1);
    let said = best.filter(|row| row.kind == background::KIND && row.level == associate);
    let mut people = Vec::new();
    for row in said {
        let (Some(text), Some(list)) = (&row.entry_value, &row.list) else {
            continue;
        };
        let mark = sources.list(list, &grades(&rows, list));
        let of = cut(&person(case));
        let says = format!(
            "The list says of entry {}, which the case of {of} is about: {}.",
            cut(row.entry_id.as_deref().unwrap_or_default()),
            clipped(text, LETTERS)
        );
        people.push(PersonRecord {
            called: clipped(text, LETTERS),
            until: Some(case.retention_until),
            who: vec![told(&says, &[&mark])],
            not_known: vec![told("Whether this person travels was not looked for.", &[])],
            ..PersonRecord::default()
        });
    }
    people
}

fn of_id<'a>(case: &CaseRow, gathered: &Gathered<'a>) -> Vec<&'a EvidenceRow> {
    let rows = gathered.evidence.iter();
    rows.filter(|row| row.case_id == case.case_id).collect()
}

fn told(text: &str, marks: &[&str]) -> Sentence {
    Sentence {
        text: text.to_owned(),
        marks: marks.iter().map(|mark| (*mark).to_owned()).collect(),
    }
}

/// `ZUMARINOV, BORISLAV; born 5 Mar 1970; M; of FRA.`
fn identity(case: &CaseRow) -> String {
    let born = case.birth_date.as_deref();
    let parts = [
        Some(format!("The passenger travels as {}", person(case))),
        born.map(|born| format!("born {}", day(born))),
        case.sex.as_deref().map(|sex| format!("sex {}", cut(sex))),
        case.nationality
            .as_deref()
            .map(|state| format!("nationality {}", cut(state))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}.", clipped(&parts.join(", "), LETTERS))
}

fn travel(case: &CaseRow) -> String {
    let booking = case.booking_ref.as_deref();
    let booking = booking.map_or_else(String::new, |text| format!(", in booking {}", cut(text)));
    format!(
        "Booked on {} from {}, departing {}{booking}.",
        flight_number(case),
        route(case),
        moment(case.scheduled_departure)
    )
}

fn document(case: &CaseRow) -> String {
    let Some(number) = case.document_number.as_deref() else {
        return "The carrier sent no document.".to_owned();
    };
    let kind = match case.document_type.as_deref() {
        Some("P") => "passport",
        Some("V") => "visa",
        Some("I") => "identity card",
        Some(_) | None => "document",
    };
    let issuer = case.document_issuer.as_deref();
    let issuer = issuer.map_or_else(String::new, |state| format!(" of {}", cut(state)));
    let expiry = case.document_expiry;
    let expiry = expiry.map_or_else(String::new, |day| format!(", expiring {day}"));
    format!("The carrier sent {kind} {}{issuer}{expiry}.", cut(number))
}

fn hits(
    case: &CaseRow,
    evidence: &[&EvidenceRow],
    manifest: &str,
    gathered: &Gathered,
    sources: &mut Sources,
    record: &mut PersonRecord,
) {
    if case.hits == 0 {
        let says = "No list names the passenger: the case is about a document or a booking alone.";
        let screening = sources.screening();
        record.who.push(told(says, &[&screening]));
    }
    for rank in 1..=case.hits.min(MOST_HITS) {
        let rows: Vec<&&EvidenceRow> = evidence.iter().filter(|row| row.hit_rank == rank).collect();
        let Some((list, entry)) = rows
            .first()
            .and_then(|row| Some((row.list.as_ref()?, row.entry_id.as_ref()?)))
        else {
            continue;
        };
        let grades = grades(evidence, list);
        let mark = sources.list(list, &grades);
        let both = [manifest, mark.as_str()];
        let name = rows[0].entry_name.as_deref().unwrap_or_default();
        let category = case.category.as_deref().filter(|_| rank == 1);
        let category =
            category.map_or_else(String::new, |one| format!(" as {}", words::plain(one)));
        let says = format!(
            "Entry {} of {} lists {}{}.",
            cut(entry),
            cut(list),
            cut(name),
            cut(&category)
        );
        record.who.push(told(&says, &[&mark]));
        let lines = lines(&rows);
        if rank == 1 {
            record.who.extend(judged(case, &both));
            let basis = Basis {
                agreeing: agreeing(&lines),
                days_old: days_old(list, gathered),
                grade: grades.iter().filter_map(|one| letter(one)).max(),
            };
            record
                .who
                .push(told(&likelihood::confidence(&basis), &[&mark]));
        }
        let of = |text: String| match rank {
            1 => told(&clipped(&text, LETTERS), &both),
            _ => told(
                &clipped(&format!("Of {} entry {entry}: {text}", cut(list)), LETTERS),
                &both,
            ),
        };
        record
            .speaks_for
            .extend(against::supports(&lines).into_iter().map(of));
        record
            .speaks_against
            .extend(against::of_lines(&lines).into_iter().map(of));
        if rank == 1 {
            record
                .clears
                .extend(clears::of_lines(&lines).into_iter().map(of));
            let missing = against::missing(&lines);
            record
                .not_known
                .extend(missing.map(|text| told(&text, &[])));
        }
    }
    if MOST_HITS < case.hits {
        let screening = sources.screening();
        let more = case.hits - MOST_HITS;
        let says = format!("{more} more listed people are as near or less near.");
        record.who.push(told(&says, &[&screening]));
    }
}

/// How likely it is, and nothing of how sure that is.
fn judged(case: &CaseRow, marks: &[&str]) -> Option<Sentence> {
    let (probability, bits) = (case.probability?, case.score_bits?);
    let says = format!(
        "That the passenger is this listed person is {} ({bits:.2} bits of evidence, {}).",
        likelihood::words(probability),
        odds(bits)
    );
    Some(told(&says, marks))
}

/// Values without what the table does not say.
fn lines(rows: &[&&EvidenceRow]) -> Vec<EvidenceLine> {
    let lines = rows.iter().filter_map(|row| {
        let level = Level::parse(&row.kind, &row.level)?;
        Some(EvidenceLine {
            level,
            detail: Detail::None,
            passenger_value: row.passenger_value.clone().unwrap_or_default(),
            entry_value: row.entry_value.clone().unwrap_or_default(),
            points: Points::from_bits(row.points),
        })
    });
    lines.collect()
}

/// Kinds of facts, not lines: a name of four parts is one.
fn agreeing(lines: &[EvidenceLine]) -> usize {
    let agreeing = lines.iter().filter(|line| 0 < line.points.0);
    let kinds: BTreeSet<&str> = agreeing.map(|line| line.level.kind()).collect();
    kinds.len()
}

/// `B2: usually reliable source, probably true`.
fn grades(rows: &[&EvidenceRow], list: &str) -> Vec<String> {
    let [reliability, ..] = background::LEVELS;
    let own = rows.iter().filter(|row| row.list.as_deref() == Some(list));
    let own = own.filter(|row| row.kind == background::KIND && row.level == reliability);
    let told = own.filter_map(|row| {
        let grade = row.entry_value.as_ref()?;
        Some(match &row.note {
            Some(words) => format!("{grade}: {words}"),
            None => grade.clone(),
        })
    });
    let told: BTreeSet<String> = told.collect();
    told.into_iter().collect()
}

/// The letter of `B2` or of `OFAC 7: B2: …`.
fn letter(grade: &str) -> Option<char> {
    let mut parts = grade.split(": ");
    parts.find_map(|part| Some(Grade::parse(part)?.source()))
}

fn days_old(list: &str, gathered: &Gathered) -> Option<i64> {
    let as_of: Timestamp = gathered.run.as_of.parse().ok()?;
    let today = as_of.to_zoned(TimeZone::UTC).date();
    let files = gathered.run.lists.iter();
    let mut own = files.filter(|file| file.list.split('+').any(|name| name == list));
    let date: Date = own.next()?.list_date.as_ref()?.parse().ok()?;
    Some(i64::from((today - date).get_days()))
}

/// `Passport … is reported stolen. Check: Compare … Ground: …`, in its three parts.
fn findings(
    evidence: &[&EvidenceRow],
    manifest: &str,
    sources: &mut Sources,
    record: &mut PersonRecord,
) {
    for row in evidence.iter().filter(|row| row.hit_rank == 0) {
        let Some(note) = &row.note else { continue };
        let screening = sources.screening();
        let marks = [manifest, screening.as_str()];
        let (says, rest) = note.split_once(" Check: ").unwrap_or((note, ""));
        record.documents.push(told(&clipped(says, LETTERS), &marks));
        let check = rest
            .split_once(" Ground: ")
            .map_or(rest, |(check, _)| check);
        if !check.is_empty() {
            record.clears.push(told(&clipped(check, LETTERS), &marks));
        }
    }
}

fn decisions(
    case: &CaseRow,
    gathered: &Gathered,
    sources: &mut Sources,
    record: &mut PersonRecord,
) {
    let own = gathered.said.iter();
    for said in own.filter(|said| said.case_id == case.case_id) {
        let mark = sources.decisions();
        record.decisions.push(told(&decision(said), &[&mark]));
    }
}

fn decision(said: &Said) -> String {
    let note = said.note.as_deref();
    let note = note.map_or_else(String::new, |note| format!(" Note: {}", cut(note)));
    clipped(
        &format!(
            "{}: {} says {}, match {}, carrier {}.{note}",
            moment(said.at),
            cut(&said.officer),
            words::plain(said.decision.as_str()),
            words::plain(said.match_truth.as_str()),
            words::plain(said.carrier_action.as_str())
        ),
        LETTERS,
    )
}

fn gaps(case: &CaseRow, evidence: &[&EvidenceRow], record: &mut PersonRecord) {
    let is_new = |row: &&&EvidenceRow| {
        let compared = 0 < row.hit_rank && row.kind != background::KIND;
        compared && Level::parse(&row.kind, &row.level).is_none()
    };
    let unknown = CarrierAction::Unknown.as_str();
    let acted = record.decisions.iter();
    let acted = acted.filter(|said| !said.text.contains(&format!("carrier {unknown}.")));
    let gaps = [
        (
            case.birth_date.is_none(),
            "The passenger's birth date was not sent.",
        ),
        (
            case.document_number.is_none(),
            "No document was sent, so no number could be compared.",
        ),
        (
            evidence.iter().any(|row| is_new(&row)),
            "Another version of the program compared facts that this one has no words for.",
        ),
        (
            record.decisions.is_empty(),
            "No officer has decided on the case.",
        ),
        (acted.count() == 0, "What the carrier did is not known."),
    ];
    let gaps = gaps.into_iter().filter(|(is_one, _)| *is_one);
    record
        .not_known
        .extend(gaps.map(|(_, text)| told(text, &[])));
}

/// Who is no case is a number here, whatever row of the manifest it was.
fn drawn(found: Picture, own: &BTreeSet<&str>) -> PictureRecord {
    let nodes = found.nodes.into_iter().map(|node| NodeRecord {
        who: match node.is_case {
            true => node.who.clone(),
            false => format!("passenger {}, who is no case and is not named", node.number),
        },
        number: node.number,
        is_case: node.is_case,
        has_card: own.contains(node.who.as_str()),
        via: node.via,
        what: node.what,
        sharers: node.sharers,
        bits: node.bits,
        stated: node.stated,
        is_firm: node.is_firm,
        at: node.at,
        from: node.from,
        half: node.half,
    });
    PictureRecord {
        says: found.says,
        nodes: nodes.collect(),
        told: found.told,
        left_out: found.left_out,
    }
}
