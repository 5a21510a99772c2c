//! What several cases have in common: networks by band, and schemes.

use super::Assessed;
use super::phrases::{capital, count, day, plain, rate};
use super::release::{alone, column, told, whole};
use super::view::{Cell, Row, Section, Table, number, words};
use crate::analysis::assessment::suppression::Published;
use crate::inert::cut;
use crate::schema::assessment::{BANDS, BandRow, DocumentSeriesRow, FaultRow, PaymentRow};

/// Rows of a table on the page; the files have all.
const MOST: usize = 20;

pub(super) fn networks(assessed: &Assessed) -> Section {
    let rows = &assessed.tables.networks;
    let mut text = vec!["There is no score. The order is that of the columns, from left to right; a group of which no case has a concur is unconfirmed and stands last, whatever its size.".to_owned()];
    if rows.is_empty() {
        text = vec!["No network was seen in the runs that are kept.".to_owned()];
    }
    let tables = match (rows.is_empty(), assessed.publish) {
        (true, _) => Vec::new(),
        (false, true) => by_band(rows).into_iter().collect(),
        (false, false) => vec![by_rank(rows)],
    };
    let mut notes = vec!["Nothing is kept of people who are no case, so a network holds cases alone: losing one person in fifty can misread such a picture.".to_owned()];
    if MOST < rows.len() && !assessed.publish {
        notes.push(format!(
            "{} more networks stand in networks_by_band.csv.",
            rows.len() - MOST
        ));
    }
    Section {
        id: "nets",
        title: "Networks by band",
        text,
        tables,
        notes,
        ..Section::default()
    }
}

fn band(code: &str) -> &'static str {
    let [two, one, _] = BANDS;
    match code {
        code if code == two => "A: two concurred or more",
        code if code == one => "B: one concurred",
        _ => "Unconfirmed",
    }
}

fn by_rank(rows: &[BandRow]) -> Table {
    let rows = rows.iter().take(MOST).map(|row| {
        let category = row
            .category
            .as_deref()
            .map_or("not known".to_owned(), plain);
        let kinds: Vec<String> = row.kinds.iter().map(|kind| plain(kind)).collect();
        Row::new(
            cut(&row.network_id),
            vec![
                Cell::text(band(&row.band)),
                Cell::text(category),
                Cell::number(count(row.concurred)),
                Cell::number(count(row.cases)),
                Cell::number(count(i64::from(row.pathways))),
                Cell::number(count(i64::from(row.nights))),
                Cell::text(row.last_seen.map_or("-".to_owned(), day)),
                Cell::text(kinds.join(", ")),
            ],
        )
    });
    Table {
        caption: "Networks as they were seen last".to_owned(),
        heads: vec![
            words("Network"),
            words("Band"),
            words("Gravest category"),
            number("Concurred"),
            number("Cases"),
            number("Pathways"),
            number("Nights"),
            words("Last seen"),
            words("They share"),
        ],
        rows: rows.collect(),
    }
}

fn by_band(rows: &[BandRow]) -> Option<Table> {
    let of = |code: &&str| rows.iter().filter(|row| row.band == **code).count() as i64;
    let counts: Vec<i64> = BANDS.iter().map(of).collect();
    let (cells, total) = column(&counts, &[], true)?;
    let mut table: Vec<Row> = BANDS
        .iter()
        .zip(cells)
        .map(|(code, cell)| Row::new(band(code).to_owned(), vec![Cell::number(told(cell))]))
        .collect();
    table.push(Row::new("All".to_owned(), vec![Cell::number(told(total))]));
    Some(Table {
        caption: "Networks as they were seen last".to_owned(),
        heads: vec![words("Band"), number("Networks")],
        rows: table,
    })
}

pub(super) fn schemes(assessed: &Assessed) -> Section {
    let tables = assessed.tables;
    let publish = assessed.publish;
    let mut shown: Vec<Table> = faults(&tables.faults, publish).into_iter().collect();
    let mut text = Vec::new();
    if shown.is_empty() {
        text.push(match tables.faults.is_empty() {
            true => "No case was made by a fault of a document or booking.".to_owned(),
            false => "Faults of documents are too few to be released.".to_owned(),
        });
    }
    let (series, payments) = (&tables.document_series, &tables.payments);
    text.push(format!(
        "Series of documents with several passengers: {}. Payments over several bookings with cases: {}.",
        alone(series.len() as i64, publish),
        alone(payments.len() as i64, publish)
    ));
    if !publish {
        shown.extend((!series.is_empty()).then(|| document_series(series)));
        shown.extend((!payments.is_empty()).then(|| of_payments(payments)));
    }
    Section {
        id: "schemes",
        title: "Schemes",
        text,
        tables: shown,
        notes: vec![
            "A series: three documents or more of one issuer and type whose numbers differ in the last two characters alone, in two bookings or more. An office that gives a family its passports on one day makes one too.".to_owned(),
            "A payment is known within its night alone, and an agency pays for many: see how many people have it. Numbers of documents and payments are in no table.".to_owned(),
        ],
        ..Section::default()
    }
}

/// By station and kind, most cases first.
fn faults(rows: &[FaultRow], publish: bool) -> Option<Table> {
    let published = match publish {
        true => released(rows)?,
        false => rows
            .iter()
            .map(|row| Published::Count(whole(row.cases)))
            .collect(),
    };
    let mut order: Vec<(&FaultRow, Published)> = rows.iter().zip(published).collect();
    // What is released is not in the order of what is not.
    order.sort_by_key(|(row, cell)| {
        let known = match cell {
            Published::Count(count) => *count,
            Published::Small | Published::Held => 0,
        };
        (
            std::cmp::Reverse(known),
            row.station.clone(),
            row.kind.clone(),
        )
    });
    let table = order.into_iter().take(MOST).map(|(row, cell)| {
        let counted = match cell {
            Published::Count(_) => rate(row.cases_per_10_000),
            Published::Small | Published::Held => "not released".to_owned(),
        };
        Row::new(
            format!("{}, {}", cut(&row.station), plain(&row.kind)),
            vec![
                Cell::number(told(cell)),
                Cell::number(count(row.passengers)),
                Cell::number(counted),
            ],
        )
    });
    let table: Vec<Row> = table.collect();
    (!table.is_empty()).then(|| Table {
        caption: "Faults of documents and bookings by airport of departure and kind".to_owned(),
        heads: vec![
            words("Station and kind"),
            number("Cases"),
            number("Passengers"),
            number("Cases in 10,000"),
        ],
        rows: table,
    })
}

/// Of each row its count as it may be released, as though their sum were known: the hit economy
/// may tell it. It is not printed.
fn released(rows: &[FaultRow]) -> Option<Vec<Published>> {
    let counts: Vec<i64> = rows.iter().map(|row| row.cases).collect();
    let (cells, _) = column(&counts, &[counts.len()], true)?;
    Some(cells)
}

fn document_series(rows: &[DocumentSeriesRow]) -> Table {
    let table = rows.iter().take(MOST).map(|row| {
        let of = |text: Option<&str>| text.map_or("not stated".to_owned(), cut);
        Row::new(
            format!("Series {}", row.series),
            vec![
                Cell::text(of(row.issuer.as_deref())),
                Cell::text(of(row.document_type.as_deref())),
                Cell::number(count(row.documents)),
                Cell::number(count(row.bookings)),
                Cell::number(count(row.stations)),
                Cell::text(day(row.first_day)),
                Cell::text(day(row.last_day)),
            ],
        )
    });
    Table {
        caption: "Several passengers with documents of one series".to_owned(),
        heads: vec![
            words("Series"),
            words("Issuer"),
            words("Type"),
            number("Documents"),
            number("Bookings"),
            number("Stations"),
            words("First departure"),
            words("Last departure"),
        ],
        rows: table.collect(),
    }
}

fn of_payments(rows: &[PaymentRow]) -> Table {
    let table = rows.iter().take(MOST).map(|row| {
        Row::new(
            format!("Payment {}", row.payment),
            vec![
                Cell::text(day(row.day)),
                Cell::number(row.people.map_or("-".to_owned(), count)),
                Cell::number(count(row.cases)),
                Cell::number(count(row.bookings)),
                Cell::number(count(row.stations)),
            ],
        )
    });
    Table {
        caption: capital("one payment over several bookings with cases"),
        heads: vec![
            words("Payment"),
            words("First departure"),
            number("People"),
            number("Cases"),
            number("Bookings of cases"),
            number("Stations"),
        ],
        rows: table.collect(),
    }
}
