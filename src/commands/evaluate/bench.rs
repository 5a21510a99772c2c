//! Screens many queries and keeps what is measured of each.

use crate::analysis::evaluate::{Found, Outcome};
use crate::commands::ui::Ui;
use crate::domain::points::Points;
use crate::error::{Error, Kind, Result};
use crate::exec::Exec;
use crate::labelled::Query;
use crate::recommend::Level;
use crate::schema::scores::ScoreRow;
use crate::score::{Part, Score};
use crate::screen::{Ranked, Screener};

/// So far below the review line entries are still ranked: enough for every false-alert
/// rate that is reported, and fast.
const BELOW_REVIEW: Points = Points(800);

/// Entries of each query in the scores file.
const SCORES_KEPT: usize = 10;

pub(super) struct Bench<'a> {
    pub(super) screener: &'a Screener,
    /// Nothing below it is ranked.
    pub(super) lowest: Points,
    exec: &'a Exec,
    pub(super) ui: &'a Ui,
}

/// One query's outcome and its best entries, best first.
pub(super) struct Screened {
    pub(super) outcome: Outcome,
    pub(super) best: Vec<Ranked>,
}

impl<'a> Bench<'a> {
    pub(super) fn new(screener: &'a Screener, exec: &'a Exec, ui: &'a Ui) -> Self {
        Bench {
            screener,
            lowest: screener.least_review() - BELOW_REVIEW,
            exec,
            ui,
        }
    }

    pub(super) fn screen(&self, queries: &[Query]) -> Result<Vec<Screened>> {
        self.each(queries, |query| {
            self.screened(query, self.screener.ranked(&query.person, self.lowest))
        })
    }

    /// Screens listed people, each without the entry that is their own.
    pub(super) fn screen_without(&self, queries: &[(u32, Query)]) -> Result<Vec<Screened>> {
        self.each(queries, |(own, query)| {
            let mut best = self.screener.ranked(&query.person, self.lowest);
            best.retain(|ranked| ranked.entry != *own);
            self.screened(query, best)
        })
    }

    pub(super) fn each<T: Sync, R: Send>(
        &self,
        queries: &[T],
        one: impl Fn(&T) -> R + Sync,
    ) -> Result<Vec<R>> {
        let bar = self.ui.bar(queries.len() as u64, "evaluating");
        let screened = self.exec.map_ordered(queries, |query| {
            bar.inc(1);
            one(query)
        });
        bar.finish_and_clear();
        let whole: std::result::Result<_, _> = screened.into_iter().collect();
        whole.map_err(|_| {
            Error::new(Kind::Bug, "screening one of the queries failed")
                .hint("report this defect with the input; nothing was written")
        })
    }

    fn screened(&self, query: &Query, mut best: Vec<Ranked>) -> Screened {
        let is_true = |ranked: &Ranked| self.is_true(query, ranked);
        let found = |at: usize| Found {
            total: best[at].score.total,
            rank: at as u32 + 1,
            action: self.action(query, &best[at]),
        };
        let outcome = Outcome {
            group: query.group.clone(),
            truth: best.iter().position(is_true).map(found),
            wrong: best.iter().position(|ranked| !is_true(ranked)).map(found),
        };
        best.truncate(SCORES_KEPT);
        Screened { outcome, best }
    }

    fn action(&self, query: &Query, ranked: &Ranked) -> Option<crate::decide::Action> {
        let reviewed = self.screener.review_line(ranked.entry) <= ranked.score.total;
        reviewed.then(|| self.screener.judge(&query.person, ranked).action)
    }

    pub(super) fn is_true(&self, query: &Query, ranked: &Ranked) -> bool {
        query.entry_id.as_ref() == Some(&self.screener.entry(ranked.entry).entry_id)
    }

    /// The best entries, then the true one where it is not among them.
    pub(super) fn score_rows(&self, query: &Query, screened: &Screened) -> Vec<ScoreRow> {
        let row = |(rank, ranked): (i64, &Ranked)| ScoreRow {
            query_id: query.id.clone(),
            entry_id: self.screener.entry(ranked.entry).entry_id.clone(),
            score_bits: ranked.score.total.bits(),
            rank,
            is_true: self.is_true(query, ranked),
            evidence: evidence(&ranked.score),
        };
        let mut rows: Vec<ScoreRow> = (1..).zip(&screened.best).map(row).collect();
        if !rows.iter().any(|row| row.is_true) {
            let truth = self.truth(query);
            rows.extend(truth.iter().map(|(rank, ranked)| row((*rank, ranked))));
        }
        rows
    }

    /// The true entry with its rank among all. Of several with one id the best.
    fn truth(&self, query: &Query) -> Option<(i64, Ranked)> {
        let numbers = 0..self.screener.entries() as u32;
        let id = query.entry_id.as_ref()?;
        let own = numbers
            .clone()
            .filter(|&number| self.screener.entry(number).entry_id == *id);
        let own = own.filter_map(|number| self.screener.against(&query.person, number));
        let truth = own.min_by_key(place)?;
        let others = numbers.filter_map(|number| self.screener.against(&query.person, number));
        let before = others.filter(|other| place(other) < place(&truth)).count();
        Some((before as i64 + 1, truth))
    }
}

/// The order of ranks: the greatest total first, then the order of the list.
fn place(ranked: &Ranked) -> (Points, u32) {
    (-ranked.score.total, ranked.entry)
}

/// `name:equal=12.40 birth_date:exact=14.00`: for other tools to weigh anew.
fn evidence(score: &Score) -> String {
    let part = |part: &Part| {
        let level = Level::of(&part.evidence);
        format!(
            "{}:{}={:.2}",
            level.kind(),
            level.as_str(),
            part.points.bits()
        )
    };
    let parts: Vec<String> = score.parts.iter().map(part).collect();
    parts.join(" ")
}

/// Queries in order, with what came of each.
pub(super) struct ScreenedQueries {
    pub(super) queries: Vec<Query>,
    pub(super) screened: Vec<Screened>,
}

impl ScreenedQueries {
    pub(super) fn of(queries: Vec<Query>, bench: &Bench) -> Result<ScreenedQueries> {
        let screened = bench.screen(&queries)?;
        Ok(ScreenedQueries { queries, screened })
    }

    pub(super) fn each(&self) -> impl Iterator<Item = (&Query, &Screened)> {
        self.queries.iter().zip(&self.screened)
    }
}

pub(super) fn outcomes(screened: &[Screened]) -> Vec<Outcome> {
    screened.iter().map(|one| one.outcome.clone()).collect()
}
