//! How likely so many cases would be at one place if nothing had risen there.

use super::counts::{Counts, Level, Series, Week};
use super::finding::{Finding, Ground};
use super::level_rate::LevelRate;
use super::scatter::Scatter;
use super::weeks::{Compared, FEWEST, Span, WINDOWS, compared, since};
use crate::analysis::chance::interval::Rates;
use crate::analysis::chance::others::{self, Sums};
use crate::analysis::chance::prediction::gamma_poisson;

/// One window in four cannot make the whole less than 1 beyond this.
const NO_MATTER: f64 = 1.0 / WINDOWS.len() as f64;

/// What is known of a week beside the series.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    pub counts: &'a Counts,
    pub level: Level,
    pub week: Week,
    pub scatter: Scatter,
    /// When lists or rules of the subject changed last.
    pub cut: Option<Week>,
    pub level_rate: Option<LevelRate>,
}

struct Tested {
    ground: Ground,
    weeks: i32,
    rates: Rates,
    base_weeks: usize,
    expected: f64,
    scatter: f64,
    probability: f64,
}

/// None where there is nothing to ask: nobody was screened in the window, or no case is known.
pub fn ask(known: Known, series: &Series, all: &Series) -> Option<Finding> {
    let windows = WINDOWS.into_iter();
    let tested = windows.filter_map(|weeks| window(known, series, all, weeks));
    let best = tested.min_by(|one, other| one.probability.total_cmp(&other.probability))?;
    Some(Finding {
        level: known.level,
        place: known.counts.of(known.level).places[series.place].clone(),
        subject: known.counts.subjects[series.subject].clone(),
        ground: best.ground,
        weeks: best.weeks,
        rates: best.rates,
        base_weeks: best.base_weeks,
        expected: best.expected,
        scatter: best.scatter,
        probability: (best.probability * WINDOWS.len() as f64).min(1.0),
    })
}

fn window(known: Known, series: &Series, all: &Series, weeks: i32) -> Option<Tested> {
    let Known {
        counts,
        level,
        week,
        ..
    } = known;
    let Compared { window, base } = compared(week, weeks);
    let own = since(base, known.cut);
    let past = |span| counts.weeks_screened(level, series.place, span);
    let (weeks_of_year, weeks_of_own) = (past(base), past(own));
    let fewest = FEWEST as usize;
    let ground = match (fewest <= weeks_of_year, fewest <= weeks_of_own) {
        (true, true) => Ground::PastAndOthers,
        (true, false) => Ground::Others,
        (false, true | false) => Ground::NewSeries,
    };
    let (base, base_weeks) = match ground {
        Ground::PastAndOthers => (own, weeks_of_own),
        Ground::Others | Ground::NewSeries | Ground::Displacement => (base, weeks_of_year),
    };
    let rates = rates(known, series, window, base);
    if rates.screened_in_window <= 0.0 || rates.window + rates.base == 0 {
        return None;
    }
    let scatter = scatter(known.scatter, rates, weeks);
    let beside = || others_sums(known, (series, all), window, compared(week, weeks).base);
    let (probability, expected) = match ground {
        Ground::PastAndOthers => {
            let own = rates.tail(scatter, 1.0, rates.window);
            let probability = match NO_MATTER <= own {
                true => own,
                false => own.max(beside().probability(scatter)),
            };
            (probability, from_past(rates))
        }
        Ground::Others | Ground::Displacement => {
            let beside = beside();
            (beside.probability(scatter), beside.expected())
        }
        Ground::NewSeries => new_series(known, rates, scatter, &beside())?,
    };
    Some(Tested {
        ground,
        weeks,
        rates,
        base_weeks,
        expected,
        scatter,
        probability,
    })
}

pub(super) fn rates(known: Known, series: &Series, window: Span, base: Span) -> Rates {
    let counts = known.counts;
    let screened = |span| counts.screened(known.level, series.place, span);
    Rates {
        window: counts.cases(series, window),
        base: counts.cases(series, base),
        screened_in_window: screened(window),
        screened_in_base: screened(base),
    }
}

/// By how many cases a week the series is expected to have.
fn scatter(scatter: Scatter, rates: Rates, weeks: i32) -> f64 {
    let all = (rates.window + rates.base) as f64;
    let screened = rates.screened_in_window + rates.screened_in_base;
    scatter.of(all * rates.screened_in_window / screened / f64::from(weeks))
}

pub(super) fn from_past(rates: Rates) -> f64 {
    rates.base as f64 * rates.screened_in_window / rates.screened_in_base
}

/// One series and all others, in the window and in the year before.
pub(super) struct Beside {
    pub own: Rates,
    pub others: Rates,
}

pub(super) fn others_sums(
    known: Known,
    (series, all): (&Series, &Series),
    window: Span,
    base: Span,
) -> Beside {
    let counts = known.counts;
    let own = rates(known, series, window, base);
    let screened = |span| counts.screened_of_all(known.level, span);
    Beside {
        own,
        others: Rates {
            window: counts.cases(all, window) - own.window,
            base: counts.cases(all, base) - own.base,
            screened_in_window: screened(window) - own.screened_in_window,
            screened_in_base: screened(base) - own.screened_in_base,
        },
    }
}

impl Beside {
    /// How the others' rate changed.
    fn change(&self) -> f64 {
        let others = self.others;
        let window = others.window as f64 / others.screened_in_window;
        window / (others.base as f64 / others.screened_in_base)
    }

    /// From what it had in the base, if it changed as the others did.
    fn expected(&self) -> f64 {
        from_past(self.own) * self.change()
    }

    /// 1 where there are no others: it cannot be told from a change everywhere.
    pub fn probability(&self, scatter: f64) -> f64 {
        let (own, others) = (self.own, self.others);
        let sums = Sums {
            own: own.window + own.base,
            others: others.window + others.base,
            window: own.window + others.window,
        };
        let is_any = 0 < sums.others && 0.0 < others.screened_in_window;
        if !is_any || others.screened_in_base <= 0.0 || own.screened_in_base <= 0.0 {
            return 1.0;
        }
        let odds = |rates: Rates| rates.screened_in_window / rates.screened_in_base;
        if scatter <= 1.0 {
            return others::fisher(sums, odds(own) / odds(others), own.window);
        }
        // How all together changed.
        let (window, base) = (sums.window as f64, (own.base + others.base) as f64);
        let screened = (
            own.screened_in_window + others.screened_in_window,
            own.screened_in_base + others.screened_in_base,
        );
        let change = window / base.max(0.5) / (screened.0 / screened.1);
        let shapes = |rates: Rates| {
            let size = (rates.window + rates.base) as f64 / (scatter - 1.0);
            let odds = odds(rates) * change;
            let one = size * odds / (1.0 + odds);
            (one, size - one)
        };
        others::varied(sums, shapes(own), shapes(others), own.window)
    }
}

/// By the rate of the level and what is known of its own; where all rose, of as much more.
fn new_series(known: Known, rates: Rates, scatter: f64, beside: &Beside) -> Option<(f64, f64)> {
    let rate = known.level_rate?.with(rates.base, rates.screened_in_base);
    let change = beside.change();
    let change = if change.is_finite() {
        change.max(1.0)
    } else {
        1.0
    };
    let mean = rate.mean() * change * rates.screened_in_window;
    // Of the variance that both chance and not knowing the rate make.
    let shape = mean / (scatter - 1.0 + mean / rate.shape);
    Some((gamma_poisson(mean, shape, rates.window), mean))
}
