//! `preboard evaluate`: how well are listed people told from others?

use crate::analysis::evaluate::{self, Found, Lines, Outcome, Report};
use crate::cli::{self, ExplainFormat, Inputs};
use crate::commands::ui::Ui;
use crate::commands::{Outcome as Ended, Surroundings, load, print};
use crate::domain::points::Points;
use crate::error::{Error, Kind, Result};
use crate::exec::Exec;
use crate::labelled::{self, Query};
use crate::output::scores::{self, ScoreRow};
use crate::screen::{Ranked, Screener};
use crate::settings::Settings;

/// So far below the review line entries are still ranked: enough for every false-alert
/// rate that is reported, and fast.
const BELOW_REVIEW: Points = Points(800);

/// Entries of each query in the scores file.
const SCORES_KEPT: usize = 10;

pub fn run(args: &cli::Evaluate, around: &Surroundings, ui: &Ui) -> Result<Ended> {
    let settings = Settings::resolve(&inputs(args), around.now)?;
    let loaded = load::screener(&settings, ui)?;
    let exec = Exec::new(settings.threads);
    let work = Work {
        screener: &loaded.screener,
        line: settings.policy.lines.review - BELOW_REVIEW,
    };
    let pairs = queries(args.pairs.as_deref(), args, around)?;
    let population = queries(args.population.as_deref(), args, around)?;
    let (on_list, others): (Vec<Query>, Vec<Query>) = pairs
        .into_iter()
        .partition(|query| query.entry_id.is_some());
    let others: Vec<Query> = others.into_iter().chain(population).collect();
    let found = work.screen(&on_list, &exec, ui);
    let alerts = work.screen(&others, &exec, ui);
    if let Some(path) = &args.scores {
        let rows = [(&on_list, &found), (&others, &alerts)].into_iter();
        let rows = rows.flat_map(|(queries, screened)| work.score_rows(queries, screened));
        scores::write(path, rows.collect())?;
    }
    let report = evaluate::report(&outcomes(&found), &outcomes(&alerts), lines(&settings));
    match args.format.unwrap_or(ExplainFormat::Text) {
        ExplainFormat::Json => print(format!("{:#}\n", json(&report)).as_bytes()),
        ExplainFormat::Text => print(text(&report).as_bytes()),
    }
    if args.examples > 0 {
        print(work.misses(&on_list, &found, args.examples).as_bytes());
    }
    let missed = require(&args.require, &json(&report))?;
    for line in &missed {
        ui.warn(line);
    }
    Ok(if missed.is_empty() {
        Ended::Done
    } else {
        Ended::BarNotMet
    })
}

fn inputs(args: &cli::Evaluate) -> Inputs {
    Inputs {
        config: args.config.clone(),
        watchlist: args.watchlist.clone(),
        threads: args.threads,
        ..Inputs::default()
    }
}

fn lines(settings: &Settings) -> Lines {
    Lines {
        review: settings.policy.lines.review,
        recommend: settings.policy.lines.recommend,
    }
}

fn queries(
    path: Option<&std::path::Path>,
    args: &cli::Evaluate,
    around: &Surroundings,
) -> Result<Vec<Query>> {
    let Some(path) = path else {
        return Ok(Vec::new());
    };
    let mut queries = labelled::read(path, around.now)?;
    queries.retain(|query| {
        let group = query.group.as_ref();
        group.is_none_or(|group| !args.without_group.contains(group))
    });
    if args.name_only {
        queries.iter_mut().for_each(Query::keep_name_only);
    }
    Ok(queries)
}

struct Work<'a> {
    screener: &'a Screener,
    line: Points,
}

/// One query's outcome and its best entries.
struct Screened {
    outcome: Outcome,
    best: Vec<Ranked>,
}

impl Work<'_> {
    fn screen(&self, queries: &[Query], exec: &Exec, ui: &Ui) -> Vec<Screened> {
        let bar = ui.bar(queries.len() as u64, "evaluating");
        let screened = exec.map_ordered(queries, |query| {
            bar.inc(1);
            self.screen_one(query)
        });
        bar.finish_and_clear();
        screened
            .into_iter()
            .map(|one| one.expect("screening does not panic"))
            .collect()
    }

    fn screen_one(&self, query: &Query) -> Screened {
        let mut best = self.screener.ranked(&query.person, self.line);
        let is_true = |ranked: &&Ranked| {
            query.entry_id.as_ref() == Some(&self.screener.entry(ranked.entry).entry_id)
        };
        let review = self.screener.policy().lines.review;
        let found = |at: usize| Found {
            total: best[at].score.total,
            rank: at as u32 + 1,
            action: (review <= best[at].score.total)
                .then(|| self.screener.judge(&query.person, &best[at]).action),
        };
        let truth = (0..best.len()).find(|&at| is_true(&&best[at]));
        let wrong = (0..best.len()).find(|&at| !is_true(&&best[at]));
        let outcome = Outcome {
            group: query.group.clone(),
            truth: truth.map(found),
            wrong: wrong.map(found),
        };
        best.truncate(SCORES_KEPT);
        Screened { outcome, best }
    }

    fn misses(&self, queries: &[Query], screened: &[Screened], count: usize) -> String {
        let numbers: std::collections::HashMap<&str, u32> = (0..self.screener.entries() as u32)
            .map(|n| (self.screener.entry(n).entry_id.as_str(), n))
            .collect();
        let missed = queries
            .iter()
            .zip(screened)
            .filter(|(_, s)| s.outcome.truth.is_none_or(|f| f.total < Points(-300)));
        let step = missed.clone().count() / count + 1;
        let mut text = String::new();
        for (query, _) in missed.step_by(step) {
            let Some(&n) = query.entry_id.as_deref().and_then(|id| numbers.get(id)) else {
                continue;
            };
            let Some(ranked) = self.screener.against(&query.person, n) else {
                continue;
            };
            let hit = self.screener.explain(&query.person, &ranked);
            text += &format!(
                "{} {:?} | {} | {} <> {}  {:+.2}\n",
                query.id,
                query.group,
                query.person.surname,
                query.person.given_names,
                hit.primary_name,
                hit.total.bits()
            );
            for l in &hit.evidence {
                if l.points != Points::ZERO {
                    text += &format!(
                        "      {:<12} {:<16} {:>7.2} {:<20} {}\n",
                        l.kind,
                        l.level,
                        l.points.bits(),
                        l.passenger_value,
                        l.entry_value
                    );
                }
            }
        }
        text
    }

    fn score_rows(&self, queries: &[Query], screened: &[Screened]) -> Vec<ScoreRow> {
        let each = queries.iter().zip(screened);
        let rows = each.flat_map(|(query, screened)| {
            (1..).zip(&screened.best).map(|(rank, ranked)| {
                let entry_id = self.screener.entry(ranked.entry).entry_id.clone();
                ScoreRow {
                    query_id: query.id.clone(),
                    is_true: query.entry_id.as_ref() == Some(&entry_id),
                    entry_id,
                    score_bits: ranked.score.total.bits(),
                    rank,
                }
            })
        });
        rows.collect()
    }
}

fn outcomes(screened: &[Screened]) -> Vec<Outcome> {
    screened.iter().map(|one| one.outcome.clone()).collect()
}

fn json(report: &Report) -> serde_json::Value {
    serde_json::to_value(report).expect("a report is plain data")
}

fn text(report: &Report) -> String {
    let mut text = format!("{} pairs, {} others\n", report.pairs, report.population);
    for (rate, recall) in report.recall_at_far.iter().rev() {
        let bits = report.bits_at_far.get(rate);
        let bits = bits.map_or_else(String::new, |bits| format!("  ({bits:+.2} bits)"));
        text += &format!("recall at {rate} false alerts  {recall:.3}{bits}\n");
    }
    for (band, figures) in &report.bands {
        text += &format!(
            "{band:<17} recall {:.3}, false alerts {:.2} in 10,000 ({})\n",
            figures.recall,
            figures.false_alert_rate * 10_000.0,
            figures.false_alerts
        );
    }
    text += &format!(
        "calibration error {:.4}, above the review line {:.4}\n",
        report.calibration_error, report.calibration_error_reviewed
    );
    for bin in &report.calibration {
        text += &format!(
            "  {:>+6.1} bits  predicted {:.4}  observed {:.4}  n {}\n",
            bin.bits, bin.predicted, bin.observed, bin.n
        );
    }
    for (name, group) in &report.by_group {
        let far = |rate| group.recall_at_far.get(rate).copied().unwrap_or(0.0);
        text += &format!(
            "  {name:<26} {:>6} pairs {:>6} others  recall at 1e-2 {:.3}, 1e-3 {:.3}, 1e-4 {:.3}\n",
            group.pairs,
            group.population,
            far("1e-2"),
            far("1e-3"),
            far("1e-4")
        );
    }
    text
}

/// The bars that are not met, one line each.
fn require(bars: &[String], report: &serde_json::Value) -> Result<Vec<String>> {
    let mut missed = Vec::new();
    for bar in bars {
        let (key, wanted) = bar_of(bar)?;
        let pointer = format!("/{}", key.replace('.', "/"));
        let found = report.pointer(&pointer).and_then(|value| value.as_f64());
        let found = found.ok_or_else(|| {
            Error::new(Kind::Usage, format!("--require {key}: no such figure"))
                .hint("keys are those of `--format json`, as in recall_at_far.1e-3")
        })?;
        let at_most = key.ends_with("false_alert_rate") || key.contains("error");
        let met = if at_most {
            found <= wanted
        } else {
            wanted <= found
        };
        if !met {
            missed.push(format!("{key} is {found:.4}, the bar is {wanted}"));
        }
    }
    Ok(missed)
}

fn bar_of(bar: &str) -> Result<(&str, f64)> {
    let parts = bar.split_once('=');
    let parsed = parts.and_then(|(key, value)| Some((key, value.parse().ok()?)));
    parsed.ok_or_else(|| {
        Error::new(Kind::Usage, format!("--require {bar:?} is not KEY=VALUE"))
            .hint("write it as in recall_at_far.1e-3=0.85")
    })
}
