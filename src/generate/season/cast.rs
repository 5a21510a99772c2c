//! Who is planted in a season: three networks, couriers, families and tours, and when they
//! travel.

use crate::generate::people::{self, Age, Person, day_of};
use crate::generate::pools::Origin;
use crate::generate::rng::{Use, pick, pick_weighted, stream};
use crate::generate::{Plan, countries, names};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Members of each network, the facilitator first.
const NETWORKS: [usize; 3] = [5, 8, 12];

const COURIERS: usize = 6;
const FAMILIES: usize = 30;
const TOURS: usize = 20;

/// Where couriers depart.
const DESIGNATED: [&str; 3] = ["GRU", "LHR", "MEX"];

/// What somebody was planted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Network,
    Courier,
    Family,
    Tour,
}

impl Role {
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Network => "network",
            Role::Courier => "courier",
            Role::Family => "family",
            Role::Tour => "tour",
        }
    }
}

/// On which list somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Own,
    PartnerA,
    PartnerB,
}

pub(super) struct Member {
    pub(super) person: Person,
    pub(super) listed: Option<List>,
}

/// People who belong together, with what they share.
pub(super) struct Party {
    pub(super) role: Role,
    /// Of its role, from 1.
    pub(super) number: usize,
    pub(super) members: Vec<Member>,
    pub(super) card: String,
    pub(super) phone: String,
    pub(super) trips: Vec<Trip>,
    /// Where it departs, if that is given.
    pub(super) from: Option<&'static str>,
}

/// Who travels on one night.
pub(super) struct Trip {
    pub(super) night: usize,
    /// Members by number.
    pub(super) who: Vec<usize>,
    /// All on one booking, or each on one of their own.
    pub(super) is_one_booking: bool,
}

pub(super) fn cast(plan: &Plan, nights: usize) -> Vec<Party> {
    let roles = [
        (Role::Network, NETWORKS.len()),
        (Role::Courier, COURIERS),
        (Role::Family, FAMILIES),
        (Role::Tour, TOURS),
    ];
    let numbered = roles
        .into_iter()
        .flat_map(|(role, count)| (0..count).map(move |at| (role, at)));
    let parties = numbered.enumerate().map(|(serial, (role, at))| {
        let mut rng = stream(plan.seed, Use::Season, serial);
        party(&mut rng, plan, nights, role, at)
    });
    parties.collect()
}

fn party(rng: &mut ChaCha8Rng, plan: &Plan, nights: usize, role: Role, at: usize) -> Party {
    let size = match role {
        Role::Network => NETWORKS[at],
        Role::Courier => 1,
        Role::Family => rng.random_range(2..=5),
        Role::Tour => rng.random_range(10..=28),
    };
    let members: Vec<Member> = people_of(rng, plan, role, size)
        .into_iter()
        .enumerate()
        .map(|(member, person)| Member {
            person,
            listed: listed(role, at, member),
        })
        .collect();
    let start = rng.random_range(0..nights.max(1));
    Party {
        role,
        number: at + 1,
        card: format!("{:016x}", rng.random::<u64>()),
        phone: format!("+999{:09}", rng.random_range(0..1_000_000_000)),
        trips: trips(role, size, nights, start),
        from: (role == Role::Courier).then(|| DESIGNATED[at % DESIGNATED.len()]),
        members,
    }
}

/// A family bears one surname; others come from anywhere, with names rare enough to be told apart.
fn people_of(rng: &mut ChaCha8Rng, plan: &Plan, role: Role, size: usize) -> Vec<Person> {
    let today = day_of(plan.as_of);
    let home = pick(rng, countries::all());
    let origin: Origin = pick_weighted(rng, &home.origins);
    let family = names::rare_and_long(rng, origin);
    let member = |at: usize, rng: &mut ChaCha8Rng| match role {
        Role::Family => {
            let age = if at < 2 { Age::Adult } else { Age::Child };
            people::member(rng, home, origin, &family, age, today)
        }
        Role::Network | Role::Courier | Role::Tour => {
            let state = pick(rng, countries::all());
            let origin = pick_weighted(rng, &state.origins);
            let surname = names::rare_and_long(rng, origin);
            people::member(rng, state, origin, &surname, Age::Adult, today)
        }
    };
    (0..size).map(|at| member(at, rng)).collect()
}

/// The facilitator on the own list, two clients on partners' ones; of every third family and
/// every second tour one is listed, of every tenth family and every fifth tour two are.
fn listed(role: Role, at: usize, member: usize) -> Option<List> {
    match (role, member) {
        (Role::Network | Role::Courier, 0) => Some(List::Own),
        (Role::Network, 1) => Some(List::PartnerA),
        (Role::Network, 2) => Some(List::PartnerB),
        (Role::Family, 0) => at.is_multiple_of(3).then_some(List::Own),
        (Role::Family, 1) => at.is_multiple_of(10).then_some(List::PartnerA),
        (Role::Tour, 0) => at.is_multiple_of(2).then_some(List::Own),
        (Role::Tour, 1) => at.is_multiple_of(5).then_some(List::PartnerB),
        (Role::Network | Role::Courier | Role::Family | Role::Tour, _) => None,
    }
}

fn trips(role: Role, size: usize, nights: usize, start: usize) -> Vec<Trip> {
    let spread = |trip: usize, count: usize| (start + trip * nights / count.max(1)) % nights.max(1);
    let several = |count: usize, is_one_booking| {
        let trips = (0..count).map(|trip| Trip {
            night: spread(trip, count),
            who: (0..size).collect(),
            is_one_booking,
        });
        trips.collect()
    };
    match role {
        // Each client goes twice, with another companion each time; on every fifth trip the
        // facilitator stays at home.
        Role::Network => {
            let clients = size - 1;
            let trips = (0..clients).map(|trip| {
                let client = |at: usize| 1 + (trip + at) % clients;
                let leads = (trip % 5 != 4).then_some(0);
                Trip {
                    night: spread(trip, clients),
                    who: leads.into_iter().chain([client(0), client(1)]).collect(),
                    is_one_booking: false,
                }
            });
            trips.collect()
        }
        Role::Courier => several(3, true),
        Role::Family => several(2, true),
        Role::Tour => several(1, true),
    }
}
