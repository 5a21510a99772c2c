//! What is counted: passengers screened and new cases by week, at four kinds of places.

use std::collections::BTreeMap;

/// Weeks from Monday to Sunday, numbered from one that everybody agrees on.
pub type Week = i32;

/// What kind of place a series is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Airport of departure: routes shift, hubs stay.
    Hub,
    Arrival,
    Route,
    /// Chain of airports; counted on its first leg, so that a person counts once.
    Journey,
}

impl Level {
    pub const ALL: [Level; 4] = [Level::Hub, Level::Arrival, Level::Route, Level::Journey];

    pub fn as_str(self) -> &'static str {
        match self {
            Level::Hub => "hub",
            Level::Arrival => "arrival",
            Level::Route => "route",
            Level::Journey => "journey",
        }
    }

    fn place(self, flight: &Flight) -> Option<String> {
        let route = || format!("{}-{}", flight.from, flight.to);
        match self {
            Level::Hub => Some(flight.from.to_owned()),
            Level::Arrival => Some(flight.to.to_owned()),
            Level::Route => Some(route()),
            // One of a single leg is its route.
            Level::Journey => {
                let rest = flight.journey.strip_prefix(route().as_str());
                let is_first_of_many = rest.is_some_and(|rest| rest.starts_with('-'));
                is_first_of_many.then(|| flight.journey.to_owned())
            }
        }
    }
}

/// Of which cases a series is: those of a category by how they matched, as namesakes travel too,
/// or those of a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    pub category: Option<String>,
    pub reason_class: String,
}

/// Where passengers flew.
#[derive(Clone, Copy, Debug)]
pub struct Flight<'a> {
    pub from: &'a str,
    pub to: &'a str,
    /// Airports joined by `-`, or a word for those that have no name.
    pub journey: &'a str,
}

/// By week, from the first week on.
pub type Weekly = Vec<f64>;

/// One place and subject.
#[derive(Clone, Debug)]
pub struct Series {
    pub place: usize,
    pub subject: usize,
    /// Cases before each week; one more than there are weeks.
    sums: Vec<u64>,
}

/// Everything of one level.
#[derive(Clone, Debug, Default)]
pub struct OfLevel {
    pub places: Vec<String>,
    /// Passengers before each week, by place; one more than there are weeks.
    screened: Vec<Weekly>,
    /// The same of weeks that had passengers.
    weeks_screened: Vec<Vec<usize>>,
    /// By place and subject; those without a case in any week are not here.
    pub series: Vec<Series>,
    /// The same of all places.
    pub all: Vec<Series>,
    screened_of_all: Weekly,
}

/// All that was counted.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub first: Week,
    /// Behind the last.
    pub end: Week,
    pub subjects: Vec<Subject>,
    levels: BTreeMap<Level, OfLevel>,
}

impl Counts {
    pub fn of(&self, level: Level) -> &OfLevel {
        &self.levels[&level]
    }

    /// Weeks of the record that are in a span, as places in its sums.
    fn within(&self, (from, end): (Week, Week)) -> (usize, usize) {
        let place = |week: Week| (week.clamp(self.first, self.end) - self.first) as usize;
        (place(from), place(end).max(place(from)))
    }

    /// Cases in the weeks from the one to before the other.
    pub fn cases(&self, series: &Series, span: (Week, Week)) -> u64 {
        let (from, end) = self.within(span);
        series.sums[end] - series.sums[from]
    }

    pub fn screened(&self, level: Level, place: usize, span: (Week, Week)) -> f64 {
        let (from, end) = self.within(span);
        let sums = &self.of(level).screened[place];
        sums[end] - sums[from]
    }

    pub fn screened_of_all(&self, level: Level, span: (Week, Week)) -> f64 {
        let (from, end) = self.within(span);
        let sums = &self.of(level).screened_of_all;
        sums[end] - sums[from]
    }

    /// How many weeks of a span had passengers there.
    pub fn weeks_screened(&self, level: Level, place: usize, span: (Week, Week)) -> usize {
        let (from, end) = self.within(span);
        let weeks = &self.of(level).weeks_screened[place];
        weeks[end] - weeks[from]
    }
}

/// Takes rows in any order.
#[derive(Default)]
pub struct Builder {
    screened: BTreeMap<(Level, String), BTreeMap<Week, f64>>,
    cases: BTreeMap<(Level, String, Subject), BTreeMap<Week, u64>>,
}

impl Builder {
    pub fn screened(&mut self, week: Week, flight: &Flight, passengers: u64) {
        for (level, place) in places(flight) {
            let weeks = self.screened.entry((level, place)).or_default();
            *weeks.entry(week).or_default() += passengers as f64;
        }
    }

    pub fn cases(&mut self, week: Week, flight: &Flight, subject: &Subject, cases: u64) {
        if cases == 0 {
            return;
        }
        for (level, place) in places(flight) {
            let weeks = self.cases.entry((level, place, subject.clone()));
            *weeks.or_default().entry(week).or_default() += cases;
        }
    }

    /// Of the weeks before `end`: one that is not over is none.
    pub fn finish(self, end: Week) -> Counts {
        let all = self.screened.values().flat_map(BTreeMap::keys);
        let first = all.copied().min().unwrap_or(end).min(end);
        let mut subjects: Vec<Subject> = self.cases.keys().map(|key| key.2.clone()).collect();
        subjects.sort();
        subjects.dedup();
        let of = |level| (level, self.of_level(level, (first, end), &subjects));
        let levels = Level::ALL.map(of).into_iter().collect();
        Counts {
            first,
            end,
            subjects,
            levels,
        }
    }

    fn of_level(&self, level: Level, span: (Week, Week), subjects: &[Subject]) -> OfLevel {
        let own = self.screened.iter().filter(|((of, _), _)| *of == level);
        let (places, screened): (Vec<String>, Vec<Weekly>) = own
            .map(|((_, place), weeks)| (place.clone(), sums(weeks, span, 0.0)))
            .unzip();
        let mut series = Vec::new();
        let mut of_all: BTreeMap<usize, BTreeMap<Week, u64>> = BTreeMap::new();
        for ((of, place, subject), weeks) in &self.cases {
            let known = places.binary_search(place);
            let (Ok(place), Ok(subject), true) =
                (known, subjects.binary_search(subject), *of == level)
            else {
                continue;
            };
            let all = of_all.entry(subject).or_default();
            weeks
                .iter()
                .for_each(|(week, cases)| *all.entry(*week).or_default() += cases);
            let sums = sums(weeks, span, 0);
            series.push(Series {
                place,
                subject,
                sums,
            });
        }
        let all = of_all.into_iter().map(|(subject, weeks)| Series {
            place: usize::MAX,
            subject,
            sums: sums(&weeks, span, 0),
        });
        let screened_of_all = (0..=(span.1 - span.0) as usize)
            .map(|at| screened.iter().map(|sums| sums[at]).sum())
            .collect();
        OfLevel {
            places,
            all: all.collect(),
            weeks_screened: screened.iter().map(weeks_of).collect(),
            screened,
            series,
            screened_of_all,
        }
    }
}

fn places<'a>(flight: &'a Flight) -> impl Iterator<Item = (Level, String)> + 'a {
    let levels = Level::ALL.into_iter();
    levels.filter_map(|level| Some((level, level.place(flight)?)))
}

fn weeks_of(screened: &Weekly) -> Vec<usize> {
    let with = screened
        .windows(2)
        .map(|pair| usize::from(pair[0] < pair[1]));
    let sums = with.scan(0, |sum, one| {
        *sum += one;
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

fn sums<N: Copy + std::ops::Add<Output = N>>(
    weeks: &BTreeMap<Week, N>,
    (first, end): (Week, Week),
    zero: N,
) -> Vec<N> {
    let mut sums = vec![zero];
    let mut sum = zero;
    for week in first..end {
        sum = weeks.get(&week).map_or(sum, |of_week| sum + *of_week);
        sums.push(sum);
    }
    sums
}
