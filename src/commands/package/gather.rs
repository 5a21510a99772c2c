//! What a package is made of: a whole run, and what officers said of its cases.

use crate::cli::Inputs;
use crate::cli::package::Package;
use crate::commands::runs;
use crate::commands::share::agreements;
use crate::commands::ui::Ui;
use crate::commands::{Surroundings, checked};
use crate::error::{Error, Kind, Result};
use crate::files;
use crate::inert::shown;
use crate::ledger::{self, Row};
use crate::render::package::{Gathered, Handling, Said};
use crate::schema::networks::NetworkRow;
use crate::schema::record::RunRecord;
use crate::schema::rows::{self, CaseRow, EvidenceRow, LinkRow};
use crate::schema::status::Status;
use crate::settings::Settings;
use crate::tables::parquet;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub(super) struct Gathering {
    folder: PathBuf,
    record: RunRecord,
    /// Those that the package is about.
    cases: Vec<CaseRow>,
    evidence: Vec<EvidenceRow>,
    links: Vec<LinkRow>,
    decisions: Vec<Row>,
    ledger_head: Option<String>,
    handling: Handling,
    network_id: Option<String>,
    redress: String,
    as_of: Timestamp,
}

pub(super) fn read(args: &Package, surroundings: &Surroundings, ui: &Ui) -> Result<Gathering> {
    let inputs = Inputs {
        settings: args.settings.clone(),
        out: args.out.clone(),
        ..Inputs::default()
    };
    let settings = Settings::resolve(&inputs, surroundings.now)?;
    let folder = match &args.run {
        Some(run) => run.clone(),
        None => runs::newest(&settings.output.folder, ui)?,
    };
    let folder = files::canonical(&folder)?;
    let (record, _) = checked::run(&folder, "no package can be made of it")?;
    let all = rows::read_cases(&folder.join("recommendations.parquet"))?;
    let ids = match &args.network {
        Some(network) => of_network(network, &folder)?,
        None => typed(&args.cases, &all, &folder)?,
    };
    let cases: Vec<CaseRow> = all
        .into_iter()
        .filter(|case| ids.contains(&case.case_id))
        .collect();
    if let Some(gone) = cases.iter().find(|case| case.status == Status::Withdrawn) {
        let what = format!("{} is a case no more", shown(&gone.case_id));
        let hint = "a run that has it as a case may be named with --run";
        return Err(Error::new(Kind::Usage, what).hint(hint));
    }
    let mut links: Vec<LinkRow> = parquet::decode(&folder.join("links.parquet"))?;
    links.sort_by(|a, b| a.case_id.cmp(&b.case_id));
    let out = folder.parent().unwrap_or(&folder);
    let parts = ledger::load_whole(out)?;
    let ledger_head = parts.last().map(|part| part.digest.clone());
    let mut decisions: Vec<Row> = parts.into_iter().flat_map(|part| part.rows).collect();
    decisions.retain(|row| ids.contains(&row.case_id));
    decisions.sort_by_key(|row| row.decided_at);
    let handling = handling(&settings)?;
    Ok(Gathering {
        evidence: parquet::decode(&folder.join("evidence.parquet"))?,
        folder,
        record,
        cases,
        links,
        decisions,
        ledger_head,
        handling,
        network_id: args.network.clone(),
        as_of: settings.as_of,
        redress: settings.output.redress_text,
    })
}

/// As the file of partners has it for each source.
fn handling(settings: &Settings) -> Result<Handling> {
    let agreements = agreements(settings)?;
    let of = agreements.sources.into_iter().map(|(name, source)| {
        let words = source.tlp.tag().to_uppercase();
        (name, (source.tlp as u8, words))
    });
    Ok(Handling { of: of.collect() })
}

fn typed(typed: &[String], all: &[CaseRow], folder: &Path) -> Result<BTreeSet<String>> {
    let ids = typed
        .iter()
        .map(|one| Ok(runs::case_named(one, all, folder)?.case_id.clone()));
    ids.collect()
}

fn of_network(network: &str, folder: &Path) -> Result<BTreeSet<String>> {
    let table = folder.join("networks.parquet");
    let known: Vec<NetworkRow> = match files::is_there(&table)? {
        true => parquet::decode(&table)?,
        // Runs of versions before have none.
        false => Vec::new(),
    };
    match known.into_iter().find(|row| row.network_id == network) {
        Some(row) => Ok(row.case_ids.into_iter().collect()),
        None => {
            let what = format!("{} has no network {}", folder.display(), shown(network));
            Err(Error::new(Kind::Usage, what)
                .hint("networks.parquet of the run has their ids, and briefings name them"))
        }
    }
}

impl Gathering {
    pub(super) fn out(&self) -> &Path {
        self.folder.parent().unwrap_or(&self.folder)
    }

    /// What moment it is, by the settings.
    pub(super) fn as_of(&self) -> Timestamp {
        self.as_of
    }

    pub(super) fn gathered(&self, author: &str) -> Gathered<'_> {
        let said = self.decisions.iter().map(|row| Said {
            case_id: row.case_id.clone(),
            at: row.decided_at,
            officer: row.officer.clone(),
            decision: row.decision,
            match_truth: row.match_truth,
            carrier_action: row.carrier_action,
            note: row.note.clone(),
        });
        Gathered {
            run: &self.record,
            cases: self.cases.iter().collect(),
            evidence: &self.evidence,
            links: &self.links,
            said: said.collect(),
            ledger_head: self.ledger_head.clone(),
            handling: &self.handling,
            network_id: self.network_id.clone(),
            author: author.to_owned(),
            redress: self.redress.clone(),
        }
    }
}
