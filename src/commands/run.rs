//! The nightly job. Read this first.

use crate::analysis::consistency::{Collector, Consistency};
use crate::analysis::links::{Finder, Key, Relation};
use crate::cli;
use crate::commands::facts;
use crate::commands::load::{self, Loaded};
use crate::commands::night::{Frame, Gathered};
use crate::commands::redress::{self, Redress};
use crate::commands::trends;
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::domain::airports;
use crate::domain::work::{self, Both};
use crate::error::{Error, Kind, Result};
use crate::exec::Exec;
use crate::files::{Lock, Staging, digest_of_bytes};
use crate::ledger;
use crate::manifest::links::LinkValues;
use crate::manifest::{self, Manifests};
use crate::names::edits::Edits;
use crate::names::equivalents::Equivalents;
use crate::names::letters::Letters;
use crate::names::nicknames::Nicknames;
use crate::names::scripts::known;
use crate::output::encrypt;
use crate::output::parquet;
use crate::output::publish::{self, Night};
use crate::output::purged;
use crate::output::record::{FeedFaultRecord, FileDigest, LEDGER_HEAD, RunRecord};
use crate::output::tables::{CaseRow, LinkRow};
use crate::routing::{self, Routing};
use crate::settings::Settings;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

pub fn run(args: &cli::Run, around: &Surroundings, ui: &Ui) -> Result<Outcome> {
    let mut clock = Clock::start();
    let settings = Settings::resolve(&args.inputs, around.now)?;
    encrypt::check(&settings.output.recipients)?;
    let manifests = manifest::open(&settings.inputs.manifests, &settings.manifest)?;
    let out = settings.output.folder.clone();
    let _lock = Lock::take(&out).map_err(|e| match e.kind {
        Kind::TryLater => e.hint("wait for it to end, then start again, or use another --out"),
        _ => e,
    })?;
    let previous = newest_run(&out)?;
    let run_id = run_id(args, &out, settings.as_of)?;
    let staging = Staging::create(&out, &run_id)?;

    let exec = Exec::new(settings.threads);
    let both: &Both = &|one, other| exec.both(one, other);
    let lists = || load::screener(&settings, &exec, ui);
    let (loaded, across) = work::join(both, lists, || across(&manifests, &settings, &exec));
    let (loaded, across) = (loaded?, across?);
    let redress = redress::load(&settings, ui)?;
    clock.lap("load");
    let routing = Routing::new(settings.routing.clone());
    let day = load::day_of(&settings);
    let frame = Frame {
        routing: &routing,
        across: &across,
        as_of: settings.as_of,
        retention_until: settings.retention.policy.retention_until(settings.as_of),
    };
    let gathered = screen(&manifests, &loaded, &redress, &frame, &exec, day, ui)?;
    gathered.check(settings.quarantine_ceiling)?;
    clock.lap("screen");
    let files: Vec<String> = manifests
        .files
        .iter()
        .map(|file| file.path.display().to_string())
        .collect();
    let links = links(&manifests, &gathered, &files)?;
    clock.lap("link");

    let night = Night {
        cases: &gathered.cases,
        links,
        rejects: &gathered.rejects,
        suppressed: &gathered.suppressed,
        previous: previous_cases(previous.as_ref(), &files)?,
        files: &files,
        groups: routing.groups(),
        as_of: settings.as_of,
        recipients: &settings.output.recipients,
        run: facts::of_run(&run_id, &settings, &loaded, &redress),
    };
    let written = publish::write_all(staging.path(), &night)?;
    clock.lap("write");
    let mut record = record(&run_id, &settings, &manifests, &loaded, &gathered, around)?;
    record.feed_faults = feed_faults(&across, &files);
    for (name, digest) in [
        ("redress", redress.digest),
        (LEDGER_HEAD, redress.ledger_head),
    ] {
        record
            .data_digests
            .extend(digest.map(|digest| (name.to_owned(), digest)));
    }
    record.previous_audit_digest = previous.map(|(_, record)| record.audit_digest);
    record.counts.by_status = written.by_status;
    record.counts.unrouted = written.unrouted as u64;
    record.outputs = written.outputs;
    record.timings = clock.laps;
    let finished = around.now + clock.start.elapsed();
    record.finished_at = finished.to_string();
    publish::finish(staging.path(), &mut record, finished)?;
    let target = match args.dry_run {
        true => None,
        false => Some(staging.publish()?),
    };
    summarise(&record, target.as_deref(), ui);
    let outcome = gathered.outcome();
    // The process ends here: giving millions of small pieces back one by one takes seconds.
    std::mem::forget(loaded);
    Ok(outcome)
}

/// A reading of the whole night before any traveller is screened: what shows only across
/// it, as digests.
fn across(manifests: &Manifests, settings: &Settings, exec: &Exec) -> Result<Consistency> {
    let mut collector = Collector::with_travellers(manifests.rows() as usize);
    let passengers = manifests.passengers(load::day_of(settings))?;
    exec.each_ahead(passengers, |batch| {
        let travellers = batch?.passengers.good;
        travellers
            .iter()
            .for_each(|passenger| collector.visit(passenger));
        Ok(())
    })?;
    Ok(collector.finish(&settings.policy.documents))
}

fn screen(
    manifests: &Manifests,
    loaded: &Loaded,
    redress: &Redress,
    frame: &Frame,
    exec: &Exec,
    day: Date,
    ui: &Ui,
) -> Result<Gathered> {
    let bar = ui.bar(manifests.rows(), "screening");
    let mut gathered = Gathered::default();
    let passengers = manifests.passengers(day)?;
    load::doubted_times(&passengers.hours)
        .iter()
        .for_each(|warning| ui.warn(warning));
    exec.each_ahead(passengers, |batch| {
        let batch = batch?;
        bar.inc(batch.rows_read);
        gathered.add(batch, exec, frame, |passenger| {
            let others = frame.across.of(passenger.row());
            let screener = &loaded.screener;
            screener.screen_cleared(passenger, others, &redress.cleared)
        });
        Ok(())
    })?;
    bar.finish_and_clear();
    gathered.tell_apart();
    Ok(gathered)
}

/// Two readings of the link columns: what the cases hold, then who shares it.
fn links(manifests: &Manifests, gathered: &Gathered, files: &[String]) -> Result<Vec<LinkRow>> {
    if gathered.cases.is_empty() {
        return Ok(Vec::new());
    }
    let mut finder = Finder::default();
    for (number, case) in gathered.cases.iter().enumerate() {
        for &row in &case.passenger.rows {
            finder.case_row(row, number);
        }
    }
    manifests.for_each_link_row(|row, values| {
        if finder.case_of(row).is_some() {
            finder.remember(row, keys(&values));
        }
    })?;
    manifests.for_each_link_row(|row, values| finder.visit(row, keys(&values)))?;
    let owner: BTreeMap<_, _> = gathered
        .cases
        .iter()
        .flat_map(|case| {
            case.passenger
                .rows
                .iter()
                .map(|row| (*row, &case.recommendation.case_id))
        })
        .collect();
    let mut rows: Vec<LinkRow> = finder
        .finish()
        .into_iter()
        .map(|link| LinkRow {
            case_id: gathered.cases[link.case].recommendation.case_id.clone(),
            other_case_id: owner.get(&link.other).map(|id| (*id).clone()),
            other_passenger_row: format!("{}:{}", files[link.other.file as usize], link.other.row),
            relation: link.relation.as_str().to_owned(),
            value_digest: digest_of_bytes(link.value.as_bytes())[..16].to_owned(),
        })
        .collect();
    rows.sort_by(|a, b| (&a.case_id, &a.relation).cmp(&(&b.case_id, &b.relation)));
    Ok(rows)
}

fn keys(values: &LinkValues) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut add = |relation, value: Option<&str>, scope: String| {
        keys.extend(value.map(|value| (relation, format!("{scope}{value}"))));
    };
    // Locators are reused between carriers, and on one carrier after some days.
    let journey = format!(
        "{}/{}/",
        values.carrier.unwrap_or(""),
        values
            .departure
            .map_or(0, |seconds| seconds.div_euclid(5 * 86_400))
    );
    add(Relation::SameBooking, values.booking_ref, journey);
    add(Relation::SameContact, values.contact_phone, String::new());
    add(Relation::SameContact, values.contact_email, String::new());
    add(Relation::SamePayment, values.payment_ref, String::new());
    let issuer = values.document_issuer.map(|issuer| format!("{issuer}/"));
    if let Some(issuer) = issuer {
        add(Relation::SameDocument, values.document_number, issuer);
    }
    keys
}

fn record(
    run_id: &str,
    settings: &Settings,
    manifests: &Manifests,
    loaded: &Loaded,
    gathered: &Gathered,
    around: &Surroundings,
) -> Result<RunRecord> {
    let shown = settings.shown.iter().map(|shown| {
        (
            shown.key.clone(),
            serde_json::json!({ "value": shown.value, "origin": shown.origin }),
        )
    });
    let digests = manifests.digests()?;
    let inputs = manifests
        .files
        .iter()
        .zip(digests)
        .map(|(file, digest)| FileDigest {
            path: file.path.display().to_string(),
            digest,
            rows: file.rows,
        });
    let table = |text: &str| digest_of_bytes(text.as_bytes());
    Ok(RunRecord {
        schema_version: crate::tables::SCHEMA_VERSION.to_owned(),
        run_id: run_id.to_owned(),
        as_of: settings.as_of.to_string(),
        started_at: around.now.to_string(),
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
    })
}

fn feed_faults(across: &Consistency, files: &[String]) -> Vec<FeedFaultRecord> {
    let faults = across.feed_faults.iter();
    faults
        .map(|fault| FeedFaultRecord {
            first_row: format!("{}:{}", files[fault.first.file as usize], fault.first.row),
            travellers: u64::from(fault.travellers),
        })
        .collect()
}

/// What stands beside the runs. Names that begin with a dot are refused in any case.
const RESERVED: [&str; 3] = [ledger::FOLDER, trends::FOLDER, purged::FILE];

/// `20261123T180000Z`, and `-2` and so on when that night was run before.
fn run_id(args: &cli::Run, out: &Path, as_of: Timestamp) -> Result<String> {
    if let Some(id) = &args.run_id {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let good = !id.is_empty() && !id.starts_with('.') && id.chars().all(plain);
        let bad = || {
            Error::new(Kind::Usage, format!("--run-id {id:?} is no folder name"))
                .hint("use letters, digits, '-', '_' and '.'")
        };
        // Some file systems take one for the other in capitals.
        let same = |name: &&str| name.eq_ignore_ascii_case(id);
        if RESERVED.iter().any(same) {
            let what = format!("--run-id {id:?} is the name of a thing that is no run");
            return Err(Error::new(Kind::Usage, what).hint("choose another name"));
        }
        return good.then(|| id.clone()).ok_or_else(bad);
    }
    let base = as_of.strftime("%Y%m%dT%H%M%SZ").to_string();
    let names = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}-{n}")));
    let free = names.into_iter().find(|name| !out.join(name).exists());
    Ok(free.unwrap_or(base))
}

/// The run with the latest moment, and of those the one written last.
pub fn newest_run(out: &Path) -> Result<Option<(PathBuf, RunRecord)>> {
    let mut newest: Option<(PathBuf, RunRecord)> = None;
    if !out.exists() {
        return Ok(newest);
    }
    for item in std::fs::read_dir(out).map_err(|e| Error::cannot_read(out, &e))? {
        let folder = item.map_err(|e| crate::files::read_failed(out, &e))?.path();
        let hidden = folder
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden || !folder.join("run.json").exists() {
            continue;
        }
        let record = RunRecord::read(&folder.join("run.json"))?;
        let key = |record: &RunRecord| {
            let moment = |text: &str| text.parse::<Timestamp>().unwrap_or(Timestamp::MIN);
            (moment(&record.as_of), moment(&record.finished_at))
        };
        if newest
            .as_ref()
            .is_none_or(|(_, known)| key(known) < key(&record))
        {
            newest = Some((folder, record));
        }
    }
    Ok(newest)
}

/// Only a run over the same files can say what is withdrawn.
fn previous_cases(
    previous: Option<&(PathBuf, RunRecord)>,
    files: &[String],
) -> Result<Vec<CaseRow>> {
    match previous {
        Some((folder, record)) if record.inputs.iter().map(|input| &input.path).eq(files) => {
            parquet::read_cases(&folder.join("recommendations.parquet"))
        }
        Some(_) | None => Ok(Vec::new()),
    }
}

fn summarise(record: &RunRecord, target: Option<&Path>, ui: &Ui) {
    let counts = &record.counts;
    ui.say(&format!(
        "{} passengers ({} rows): {} cases, {} clear, {} rows in quarantine",
        counts.passengers, counts.rows_read, counts.cases, counts.clear, counts.quarantined
    ));
    for (action, count) in counts.by_action.iter().rev() {
        ui.say(&format!("  {count:>6}  {action}"));
    }
    if 0 < counts.suppressed_hits {
        ui.say(&format!(
            "{} hits on cleared pairs make no case (suppressed.parquet); {} travellers are clear by them",
            counts.suppressed_hits, counts.clear_by_redress
        ));
    }
    if 0 < counts.unrouted {
        ui.warn(&format!(
            "cases without a liaison group: {}; hand over groups/{}/briefing.html, and add the countries or ports to [routing]",
            counts.unrouted,
            routing::UNROUTED
        ));
    }
    for fault in &record.feed_faults {
        ui.warn(&format!(
            "one document number on {} travellers, first in {}: test data in the feed? No case is made of it",
            fault.travellers, fault.first_row
        ));
    }
    match target {
        Some(target) => ui.say(&format!(
            "published {0}\nnext: open {0}/groups/<GROUP>/briefing.html, or `preboard explain CASE_ID`",
            target.display()
        )),
        None => ui.say("dry run: nothing was published"),
    }
}

/// Seconds by stage.
struct Clock {
    start: Instant,
    last: Instant,
    laps: BTreeMap<String, f64>,
}

impl Clock {
    fn start() -> Clock {
        let now = Instant::now();
        Clock {
            start: now,
            last: now,
            laps: BTreeMap::new(),
        }
    }

    fn lap(&mut self, stage: &str) {
        let seconds = self.last.elapsed().as_secs_f64();
        self.laps
            .insert(stage.to_owned(), (seconds * 1000.0).round() / 1000.0);
        self.last = Instant::now();
    }
}
