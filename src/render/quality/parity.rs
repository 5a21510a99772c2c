//! Is the work as good for every group? Each against the mean, at three thresholds.

use crate::analysis::evaluate::Report;
use crate::analysis::evaluate::parity::{
    FALSE_ALERT_RATIO, Flag, PLACES, Parity, Place, RECALL_GAP,
};
use crate::inert::shown;
use crate::render::drawing::view::{Cell, Row, Section, Table, share_cell};
use crate::wording::text::listed;

/// Nothing where no one has a group.
pub(super) fn section(report: &Report) -> Option<Section> {
    let flags = flags(report);
    let head = format!(
        "Flagged: recall more than {:.0} points under that of all listed people, or a false-alert rate more than {FALSE_ALERT_RATIO} times that of all people on no list. A flag is to be explained, by data or by rules; it is not yet a finding, and where the interval reaches the limit it may be chance. Labels of origin are coarse and serve monitoring alone: screening never reads them.",
        RECALL_GAP * 100.0
    );
    let verdict = if flags.is_empty() {
        "No group is flagged."
    } else {
        "To be explained:"
    };
    (!report.parity.is_empty()).then(|| Section {
        id: "parity",
        title: "Parity".to_owned(),
        text: vec![head, verdict.to_owned()],
        points: flags,
        tables: PLACES.map(|place| table(report, place)).into(),
        ..Section::default()
    })
}

fn words(place: &str) -> &'static str {
    match place {
        "1e-2" => "at 1 % false alerts",
        "1e-3" => "at 0.1 % false alerts",
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

/// One sentence for each group and figure that is flagged anywhere.
pub fn flags(report: &Report) -> Vec<String> {
    let groups = report.parity.iter();
    let both = groups.flat_map(|(name, parity)| [recall(name, parity), alerts(name, parity)]);
    both.flatten().collect()
}

fn recall(name: &str, parity: &Parity) -> Option<String> {
    let flagged = places(parity).filter_map(|(words, place)| {
        let (flag, gap) = (place.recall_flag()?, place.recall_gap?);
        Some(format!("{:.1} {words}{}", gap * 100.0, doubt(flag)))
    });
    let flagged: Vec<String> = flagged.collect();
    let all = listed(&flagged);
    (!flagged.is_empty())
        .then(|| format!("{}: recall is under the mean by points: {all}", shown(name)))
}

fn alerts(name: &str, parity: &Parity) -> Option<String> {
    let flagged = places(parity).filter_map(|(words, place)| {
        let (flag, ratio) = (place.false_alert_flag()?, place.false_alert_ratio?);
        let alerts = place.false_alerts;
        Some(format!(
            "{ratio:.1} times ({alerts}) {words}{}",
            doubt(flag)
        ))
    });
    let flagged: Vec<String> = flagged.collect();
    let all = listed(&flagged);
    (!flagged.is_empty()).then(|| format!("{}: false alerts are over the mean: {all}", shown(name)))
}

fn places(parity: &Parity) -> impl Iterator<Item = (&'static str, &Place)> {
    PLACES
        .into_iter()
        .filter_map(|at| Some((words(at), parity.at.get(at)?)))
}

fn doubt(flag: Flag) -> &'static str {
    match flag {
        Flag::Sure => "",
        Flag::Perhaps => " (may be chance)",
    }
}
