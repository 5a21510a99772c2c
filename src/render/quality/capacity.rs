//! A fixed number of reviews: where it ends, and what hangs on chance.

use crate::analysis::evaluate::capacity::Capacity;
use crate::render::drawing::view::{Row, Section, Table, grouped, percent};

pub(super) fn section(capacity: &Capacity) -> Section {
    let bits = |bits: Option<f64>| bits.map_or("none".to_owned(), |bits| format!("{bits:+.2}"));
    let band = &capacity.tie_band;
    let rows = [
        ("Alerts reviewed", grouped(capacity.alerts)),
        ("Threshold, bits", bits(capacity.threshold_bits)),
        ("Recall", percent(capacity.recall)),
        ("True alerts", grouped(capacity.true_alerts)),
        (
            "Listed people under another entry",
            grouped(capacity.wrong_entries),
        ),
        ("People on no list", grouped(capacity.false_alerts)),
        ("Alerts that share the last total", grouped(band.alerts)),
        (
            "in, and of these true",
            format!("{} ({})", band.inside, band.true_in),
        ),
        (
            "out, and of these true",
            format!("{} ({})", band.outside, band.true_out),
        ),
        ("Best total left out, bits", bits(capacity.next_bits)),
        ("One alert more costs, bits", bits(capacity.next_costs_bits)),
    ];
    let row = |(name, value): (&str, String)| Row {
        name: name.to_owned(),
        cells: vec![value.into()],
        marked: false,
    };
    Section {
        id: "capacity",
        title: format!("No more than {} reviews", grouped(capacity.max_alerts)),
        text: vec!["Best hits of all, best total first; ties by what the policy asks for, then by query id and entry id, which is chance but the same every time.".to_owned()],
        tables: vec![Table {
            caption: "Where the line falls".to_owned(),
            heads: vec!["", ""],
            rows: rows.into_iter().map(row).collect(),
            folded: false,
        }],
        ..Section::default()
    }
}
