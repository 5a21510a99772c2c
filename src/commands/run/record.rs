//! The record of a run, before its outputs are known.

use crate::analysis::consistency::Consistency;
use crate::commands::Surroundings;
use crate::commands::load::Loaded;
use crate::domain::airports;
use crate::files::digest_of_bytes;
use crate::manifest::Manifests;
use crate::names::edits::Edits;
use crate::names::equivalents::Equivalents;
use crate::names::letters::Letters;
use crate::names::nicknames::Nicknames;
use crate::names::scripts::known;
use crate::night::gathered::Gathered;
use crate::schema::record::{FeedFaultRecord, FileDigest, RunRecord};
use crate::settings::Settings;
use std::collections::BTreeMap;

pub(super) fn record(
    run_id: &str,
    settings: &Settings,
    manifests: &Manifests,
    digests: &[String],
    loaded: &Loaded,
    gathered: &Gathered,
    surroundings: &Surroundings,
) -> RunRecord {
    let shown = settings.shown.iter().map(|shown| {
        (
            shown.key.clone(),
            serde_json::json!({ "value": shown.value, "origin": shown.origin }),
        )
    });
    let inputs = manifests
        .files
        .iter()
        .zip(digests)
        .map(|(file, digest)| FileDigest {
            path: file.path.display().to_string(),
            digest: digest.clone(),
            rows: file.rows,
        });
    let table = |text: &str| digest_of_bytes(text.as_bytes());
    RunRecord {
        schema_version: crate::tables::write::SCHEMA_VERSION.to_owned(),
        run_id: run_id.to_owned(),
        as_of: settings.as_of.to_string(),
        started_at: surroundings.now.to_string(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        settings: serde_json::Value::Object(shown.collect()),
        settings_digest: settings.digest.clone(),
        inputs: inputs.collect(),
        lists: loaded.lists.clone(),
        counts: gathered.counts.clone(),
        ignored_columns: manifests.ignored_columns.clone(),
        data_digests: BTreeMap::from([
            ("rarity".to_owned(), loaded.rarity_digest.clone()),
            ("native_names".to_owned(), table(known::bundled_text())),
            ("letters".to_owned(), table(Letters::bundled_text())),
            ("edits".to_owned(), table(Edits::bundled_text())),
            ("equivalents".to_owned(), table(Equivalents::bundled_text())),
            ("nicknames".to_owned(), table(Nicknames::bundled_text())),
            ("airports".to_owned(), table(airports::bundled_text())),
        ]),
        ..RunRecord::default()
    }
}

pub(super) fn feed_faults(across: &Consistency, files: &[String]) -> Vec<FeedFaultRecord> {
    let faults = across.feed_faults.iter();
    faults
        .map(|fault| FeedFaultRecord {
            first_row: format!("{}:{}", files[fault.first.file as usize], fault.first.row),
            passengers: u64::from(fault.passengers),
        })
        .collect()
}
