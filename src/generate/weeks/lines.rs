//! Which routes and journeys there are, and how many fly on them.

use std::collections::BTreeMap;

/// Routes into the United States, and journeys that begin with a flight to one of their hubs.
const ROUTES: usize = 300;
const JOURNEYS: usize = 60;

/// Of the passengers of a route, those whose journey began elsewhere.
const FROM_ELSEWHERE: f64 = 0.1;

/// What is counted together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) journey: String,
    /// In a week.
    pub(super) passengers: f64,
}

/// Routes by their size, then the two legs of each journey.
pub(super) fn lines(passengers: f64) -> Vec<Line> {
    let routes = routes();
    let all: f64 = routes.iter().map(|(_, _, weight)| weight).sum();
    let direct = routes.iter().map(|(from, to, weight)| Line {
        from: from.clone(),
        to: to.clone(),
        journey: format!("{from}-{to}"),
        passengers: passengers * weight / all,
    });
    let mut lines: Vec<Line> = direct.collect();
    for at in 0..JOURNEYS {
        let (hub, to, passengers) = (
            lines[at].from.clone(),
            lines[at].to.clone(),
            lines[at].passengers * FROM_ELSEWHERE,
        );
        // An airport that is far down the list begins it.
        let origin = &routes[ROUTES - 1 - at].0;
        if *origin == hub {
            continue;
        }
        let journey = format!("{origin}-{hub}-{to}");
        for (from, to) in [(origin, &hub), (&hub, &to)] {
            lines.push(Line {
                from: from.clone(),
                to: to.clone(),
                journey: journey.clone(),
                passengers,
            });
        }
    }
    lines
}

/// Departure, arrival and weight: a few airports have most, as everywhere.
fn routes() -> Vec<(String, String, f64)> {
    let known = include_str!("../routes.tsv").lines();
    let pairs = known.filter_map(|line| {
        let mut parts = line.split('\t').skip(2);
        Some((parts.next()?, parts.next()?))
    });
    let (mut hubs, mut arrivals) = (BTreeMap::new(), BTreeMap::new());
    for (from, to) in pairs {
        *hubs.entry(from).or_insert(0.0) += 1.0;
        *arrivals.entry(to).or_insert(0.0) += 1.0;
    }
    let mut hubs: Vec<(&str, f64)> = hubs.into_iter().collect();
    hubs.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(other.0)));
    let ranked = (1..).zip(hubs);
    let mut routes: Vec<(String, String, f64)> = ranked
        .flat_map(|(rank, (from, _))| {
            let ends = arrivals.iter().filter(move |(to, _)| **to != from);
            ends.map(move |(to, flights)| {
                let weight = flights / f64::from(rank);
                (from.to_owned(), (*to).to_owned(), weight)
            })
        })
        .collect();
    routes.sort_by(|one, other| {
        let names = (&one.0, &one.1).cmp(&(&other.0, &other.1));
        other.2.total_cmp(&one.2).then(names)
    });
    routes.truncate(ROUTES);
    routes
}
