//! `preboard schema`: the data dictionary.

use crate::cli::{Schema, SchemaFormat};
use crate::commands::{Outcome, stdout};
use crate::error::{Error, Kind, Result};
use crate::output::purged;
use crate::render::dictionary::markdown;
use crate::schema::dictionary::{self, TableDoc};
use crate::schema::{
    assessment, decided, lists, networks, package, record, release, rows, scores, share, traffic,
    trends, warning,
};
use crate::{labelled, ledger, manifest, rejects, watchlist};

pub fn run(args: &Schema) -> Result<Outcome> {
    let all = tables();
    let text = match (&args.table, args.format.unwrap_or(SchemaFormat::Md)) {
        (None, SchemaFormat::Md) => markdown(&all),
        (None, SchemaFormat::Json) => json(&all),
        (Some(name), format) => {
            let found = all.iter().find(|table| table.name == *name);
            let table = found.ok_or_else(|| unknown(name, &all))?;
            match format {
                SchemaFormat::Md => markdown(std::slice::from_ref(table)),
                SchemaFormat::Json => json(table),
            }
        }
    };
    stdout::own(text.as_bytes())?;
    Ok(Outcome::Done)
}

fn json(value: &impl serde::Serialize) -> String {
    let text = serde_json::to_string_pretty(value);
    text.expect("every key of a dictionary is a string") + "\n"
}

fn unknown(name: &str, all: &[TableDoc]) -> Error {
    let names: Vec<&str> = all.iter().map(|table| table.name.as_str()).collect();
    Error::new(Kind::Usage, format!("there is no table {name:?}"))
        .hint(format!("name one of {}", names.join(", ")))
}

/// Every file that people script against: what goes in, then what comes out.
fn tables() -> Vec<TableDoc> {
    let of_runs = "OUT/ledger/decisions-*.parquet, beside the runs";
    let of_assessment = |name: &str| format!("OUT/assessment/{name}.parquet and .csv");
    let of_trends = |name: &str| format!("OUT/trends/{name}.parquet and .csv");
    vec![
        manifest::dictionary::describe(),
        watchlist::dictionary::describe(),
        watchlist::dictionary::describe_lost(),
        ledger::dictionary::describe_decisions(),
        ledger::dictionary::describe_redress(),
        labelled::describe(),
        dictionary::of::<rows::CaseRow>(
            "recommendations",
            "OUT/RUN/recommendations.parquet and .csv, OUT/RUN/groups/GROUP/recommendations.csv",
        ),
        dictionary::of::<rows::EvidenceRow>("evidence", "OUT/RUN/evidence.parquet"),
        dictionary::of::<rows::LinkRow>("links", "OUT/RUN/links.parquet"),
        dictionary::of::<networks::NetworkRow>("networks", "OUT/RUN/networks.parquet"),
        dictionary::of::<rows::PairRow>("pairs", "OUT/RUN/pairs.parquet"),
        dictionary::of::<rows::SuppressedRow>("suppressed", "OUT/RUN/suppressed.parquet"),
        dictionary::of::<rows::QuarantineRow>("quarantine", "OUT/RUN/quarantine.parquet"),
        dictionary::of::<traffic::TrafficRow>(
            "traffic",
            "OUT/RUN/traffic.parquet, and without hours OUT/traffic/RUN.parquet",
        ),
        record::dictionary::describe(),
        dictionary::of::<rows::CarrierRow>(
            "carrier_sheet",
            "OUT/RUN/release/NUMBER/CARRIER/AIRPORT/FLIGHT.csv and .html",
        ),
        release::describe(),
        package::describe(),
        share::describe(),
        dictionary::of::<share::SharedRow>("shared", "OUT/shares/NUMBER/people.csv"),
        dictionary::of::<share::ShareLine>("share_rules", "`preboard share --dry-run`: CSV"),
        dictionary::of::<share::RecallLine>("recalls", "`preboard share --recall --dry-run`: CSV"),
        dictionary::of::<ledger::Row>("ledger", of_runs),
        dictionary::of::<ledger::ties::TieRow>(
            "links_of_nights",
            "OUT/ledger/links-RUN.parquet, beside the decisions",
        ),
        dictionary::of::<decided::DecidedRow>("cases", "`preboard cases`: CSV and JSON"),
        dictionary::of::<decided::TemplateRow>("template", "`preboard review --template`: CSV"),
        purged::describe(),
        dictionary::of::<trends::OutcomeRow>("outcomes", &of_trends("outcomes")),
        dictionary::of::<trends::PrecisionRow>("precision", &of_trends("precision")),
        dictionary::of::<trends::TimingRow>("timing", &of_trends("timing")),
        dictionary::of::<trends::MeasureRow>("measures", &of_trends("measures")),
        dictionary::of::<trends::UndecidedRow>("undecided", &of_trends("undecided")),
        dictionary::of::<warning::SignalRow>("signals", &of_assessment("signals")),
        dictionary::of::<warning::PathwayRow>("pathways", &of_assessment("pathways")),
        dictionary::of::<assessment::JudgementRow>("judgements", &of_assessment("judgements")),
        dictionary::of::<assessment::WeekRow>("weeks", &of_assessment("weeks")),
        dictionary::of::<assessment::PlotRow>("plots", &of_assessment("plots")),
        dictionary::of::<assessment::HubRow>("hubs", &of_assessment("hubs")),
        dictionary::of::<assessment::JourneyRow>("journeys", &of_assessment("journeys")),
        dictionary::of::<assessment::BandRow>(
            "networks_by_band",
            &of_assessment("networks_by_band"),
        ),
        dictionary::of::<assessment::FaultRow>("faults", &of_assessment("faults")),
        dictionary::of::<assessment::DocumentSeriesRow>(
            "document_series",
            &of_assessment("document_series"),
        ),
        dictionary::of::<assessment::PaymentRow>("payments", &of_assessment("payments")),
        dictionary::of::<assessment::DimensionRow>(
            "outcomes_by_dimension",
            &of_assessment("outcomes_by_dimension"),
        ),
        dictionary::of::<assessment::BaselineRow>("baselines", &of_assessment("baselines")),
        dictionary::of::<assessment::EconomyRow>("economy", &of_assessment("economy")),
        dictionary::of::<assessment::ComparisonRow>("comparison", &of_assessment("comparison")),
        dictionary::of::<assessment::ExplanationRow>(
            "explanations",
            &of_assessment("explanations"),
        ),
        dictionary::of::<assessment::GapRow>("gaps", &of_assessment("gaps")),
        dictionary::of::<assessment::RatingRow>("ratings", &of_assessment("ratings")),
        dictionary::of::<assessment::SourceRow>("sources", &of_assessment("sources")),
        dictionary::of::<assessment::PublishedRow>(
            "published",
            "OUT/assessment/published/published.parquet and .csv",
        ),
        dictionary::of::<lists::ChangeLine>("list_changes", "`preboard watchlist diff`: CSV"),
        dictionary::of::<lists::JoinLine>(
            "list_joins",
            "`preboard watchlist merge`: MERGED.merged.csv",
        ),
        dictionary::of::<rejects::RejectRow>(
            "rejects",
            "`preboard watchlist import` and `manifest import`: OUTPUT.rejects.csv",
        ),
        dictionary::of::<scores::ScoreRow>("scores", "`preboard evaluate --scores`: Parquet"),
    ]
}
