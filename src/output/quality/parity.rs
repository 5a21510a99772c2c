//! Is the work as good for every group? Each against the mean, at three thresholds.

use super::view::{Cell, Row, Section, Table, percent, share_cell};
use crate::analysis::evaluate::Report;
use crate::analysis::evaluate::parity::{
    FALSE_ALERT_RATIO, Flag, PLACES, Parity, Place, RECALL_GAP,
};
use crate::output::text::shown;

/// Nothing where no one has a group.
pub(super) fn section(report: &Report) -> Option<Section> {
    let flags: Vec<String> = PLACES
        .into_iter()
        .flat_map(|place| flags(report, place))
        .collect();
    let head = format!(
        "Flagged: recall more than {:.0} points under that of all listed people, or a false-alert rate more than {FALSE_ALERT_RATIO} times that of all people on no list. A flag is to be explained, by data or by rules; it is not yet a finding. Labels of origin are coarse and serve monitoring alone: screening never reads them.",
        RECALL_GAP * 100.0
    );
    let verdict = if flags.is_empty() {
        "No group is flagged.".to_owned()
    } else {
        format!("{} flags, each to be explained:", flags.len())
    };
    (!report.parity.is_empty()).then(|| Section {
        id: "parity",
        title: "Parity".to_owned(),
        text: [head, verdict].into_iter().chain(flags).collect(),
        tables: PLACES.map(|place| table(report, place)).into(),
        ..Section::default()
    })
}

fn words(place: &str) -> &'static str {
    match place {
        "1e-2" => "at the threshold of 1 % false alerts",
        "1e-3" => "at the threshold of 0.1 % false alerts",
        _ => "at the review line",
    }
}

fn table(report: &Report, place: &str) -> Table {
    let rows = report
        .parity
        .iter()
        .filter_map(|(name, parity)| row(name, parity.at.get(place)?));
    Table {
        caption: format!("Against the mean {}", words(place)),
        heads: vec![
            "Group",
            "Recall",
            "Points from mean",
            "False alerts",
            "Rate",
            "Times the mean",
        ],
        rows: rows.collect(),
        folded: false,
    }
}

fn row(name: &str, place: &Place) -> Option<Row> {
    // Nothing on either side: no row.
    place.recall.or(place.false_alert_rate)?;
    let gap = place
        .recall_gap
        .map_or_else(String::new, |gap| format!("{:+.1}", -gap * 100.0));
    let times = place
        .false_alert_ratio
        .map_or_else(String::new, |times| format!("{times:.1}"));
    let alerts = place
        .false_alert_rate
        .map_or_else(String::new, |_| place.false_alerts.to_string());
    Some(Row {
        name: shown(name),
        cells: vec![
            share_cell(place.recall),
            flagged(gap, place.recall_flag()),
            alerts.into(),
            share_cell(place.false_alert_rate),
            flagged(times, place.false_alert_flag()),
        ],
        marked: false,
    })
}

/// Never by colour alone.
fn flagged(text: String, flag: Option<Flag>) -> Cell {
    Cell {
        text,
        more: match flag {
            Some(Flag::Sure) => "flagged".to_owned(),
            Some(Flag::Perhaps) => "flagged, may be chance".to_owned(),
            None => String::new(),
        },
        flagged: flag.is_some(),
    }
}

fn flags(report: &Report, place: &str) -> Vec<String> {
    let groups = report.parity.iter();
    groups
        .flat_map(|(name, parity)| of_group(name, parity, place))
        .collect()
}

fn of_group(name: &str, parity: &Parity, at: &str) -> Vec<String> {
    let Some(place) = parity.at.get(at) else {
        return Vec::new();
    };
    let doubt = |flag: Flag| match flag {
        Flag::Sure => "",
        Flag::Perhaps => " (the interval reaches the limit: it may be chance)",
    };
    let recall = place.recall_flag().zip(place.recall_gap).zip(place.recall);
    let recall = recall.map(|((flag, gap), recall)| {
        format!(
            "\u{2022} {}: recall {}, {:.1} points under the mean, {}{}.",
            shown(name),
            percent(recall.share),
            gap * 100.0,
            words(at),
            doubt(flag)
        )
    });
    let alerts = place.false_alert_flag().zip(place.false_alert_ratio);
    let alerts = alerts.map(|(flag, ratio)| {
        format!(
            "\u{2022} {}: {} false alerts, {ratio:.1} times the mean rate, {}{}.",
            shown(name),
            place.false_alerts,
            words(at),
            doubt(flag)
        )
    });
    recall.into_iter().chain(alerts).collect()
}
