//! The record of a run: what it was made of, and what came out.

use crate::analysis::consistency::Consistency;
use crate::commands::doubts::Doubts;
use crate::commands::load::Loaded;
use crate::commands::redress::Redress;
use crate::domain::airports;
use crate::files::digest_of_bytes;
use crate::manifest::Manifests;
use crate::manifest::survey::Survey;
use crate::names::edits::Edits;
use crate::names::equivalents::Equivalents;
use crate::names::letters::Letters;
use crate::names::nicknames::Nicknames;
use crate::names::scripts::known;
use crate::night::doubts::Doubt;
use crate::night::gathered::Gathered;
use crate::night::seen::Seen;
use crate::output::publish::Written;
use crate::schema::record::{Counts, FeedFaultRecord, FileDigest, LEDGER_HEAD, RunRecord};
use crate::settings::Settings;
use crate::tables::version;
use std::collections::BTreeMap;

/// What a run was made of.
pub(super) struct Made<'a> {
    pub(super) run_id: &'a str,
    pub(super) settings: &'a Settings,
    pub(super) manifests: &'a Manifests,
    /// Of the manifests, in order.
    pub(super) digests: &'a [String],
    pub(super) cross_checks: &'a Consistency,
    pub(super) survey: &'a Survey,
    pub(super) seen: &'a Seen,
    pub(super) loaded: &'a Loaded,
    pub(super) redress: &'a Redress,
    pub(super) doubts: &'a Doubts,
}

/// All but its times and its place in the chain.
pub(super) fn record(made: &Made, gathered: &Gathered, written: Written) -> RunRecord {
    let settings = made.settings;
    RunRecord {
        schema_version: version::OUTPUTS.to_owned(),
        run_id: made.run_id.to_owned(),
        as_of: settings.as_of.to_string(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        settings: shown(settings),
        settings_digest: settings.digest.clone(),
        inputs: inputs(made),
        lists: made.loaded.lists.clone(),
        list_counts: made.loaded.counts.clone(),
        fallen_lists: made.doubts.falls.fallen.clone(),
        accepted_lists: made.doubts.falls.accepted.clone(),
        warnings: made.doubts.warnings.iter().map(Doubt::record).collect(),
        counts: Counts {
            by_status: written.by_status,
            unrouted: written.unrouted as u64,
            not_screened_tonight: written.not_screened as u64,
            ..gathered.counts.clone()
        },
        ignored_columns: made.manifests.ignored_columns.clone(),
        data_digests: data_digests(made),
        feed_faults: feed_faults(made),
        flights: Some(made.survey.flights.clone()),
        latest_departure: made.survey.departures.last().map(ToString::to_string),
        passengers_by_carrier: made.seen.by_carrier.clone(),
        outputs: written.outputs,
        ..RunRecord::default()
    }
}

fn shown(settings: &Settings) -> serde_json::Value {
    let shown = settings.shown.iter().map(|shown| {
        let value = serde_json::json!({ "value": shown.value, "origin": shown.origin });
        (shown.key.clone(), value)
    });
    serde_json::Value::Object(shown.collect())
}

fn inputs(made: &Made) -> Vec<FileDigest> {
    let files = made.manifests.files.iter().zip(made.digests);
    let inputs = files.map(|(file, digest)| FileDigest {
        path: file.path.display().to_string(),
        digest: digest.clone(),
        rows: file.rows,
    });
    inputs.collect()
}

fn data_digests(made: &Made) -> BTreeMap<String, String> {
    let table = |text: &str| Some(digest_of_bytes(text.as_bytes()));
    let digests = [
        ("rarity", Some(made.loaded.rarity_digest.clone())),
        ("native_names", table(known::bundled_text())),
        ("letters", table(Letters::bundled_text())),
        ("edits", table(Edits::bundled_text())),
        ("equivalents", table(Equivalents::bundled_text())),
        ("nicknames", table(Nicknames::bundled_text())),
        ("airports", table(airports::bundled_text())),
        ("redress", made.redress.digest.clone()),
        (LEDGER_HEAD, made.redress.ledger_head.clone()),
    ];
    let known = digests.into_iter();
    known
        .filter_map(|(name, digest)| Some((name.to_owned(), digest?)))
        .collect()
}

fn feed_faults(made: &Made) -> Vec<FeedFaultRecord> {
    let files = &made.manifests.files;
    let faults = made.cross_checks.feed_faults.iter();
    let records = faults.map(|fault| FeedFaultRecord {
        first_row: format!(
            "{}:{}",
            files[fault.first.file as usize].path.display(),
            fault.first.row
        ),
        passengers: u64::from(fault.passengers),
    });
    records.collect()
}
