//! Links and networks: what they show, and that no case is one by them.

use crate::common::{AS_OF, Night, Said, World, entry, preboard, row};
use preboard::generate::{self, Plan};
use preboard::manifest::row::ManifestRow;
use preboard::watchlist::lost;
use preboard::{Associate, CaseRow, LinkRow, NetworkRow, Status};
use std::collections::{BTreeMap, BTreeSet};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Two listed people who book apart and share no more than a card with somebody between them, a
/// listed family in one booking, and an agency whose telephone forty strangers have.
fn world() -> World {
    let mut rows = vec![
        row("ZUMARINOV", "BORISLAV", "1970-03-05"),
        row("BETWEEN", "OTTO", "1981-01-02"),
        row("QADRIYOV", "TIMUR", "1955-06-07"),
        row("VELTRUSKY", "MILOS", "1962-04-03"),
        row("VELTRUSKY", "JANA", "1964-05-04"),
        row("BEYOND", "IDA", "1990-09-09"),
    ];
    for (at, booking) in ["AAA111", "BBB222", "CCC333", "DDD444", "DDD444", "EEE555"]
        .iter()
        .enumerate()
    {
        rows[at].booking_ref = some(booking);
    }
    rows[0].payment_ref = some("CARD-1");
    rows[1].payment_ref = some("CARD-1");
    rows[1].contact_phone = some("+49301111111");
    rows[2].contact_phone = some("+49301111111");
    rows[1].contact_email = some("ida@example.org");
    rows[5].contact_email = some("ida@example.org");
    rows[3].contact_phone = some("+49309999999");
    for stranger in 0..40_u8 {
        let name: String = [b'A' + stranger % 26, b'A' + stranger / 26]
            .map(char::from)
            .iter()
            .collect();
        let mut other = row(&format!("STRANGER{name}"), "PAT", "1975-02-01");
        other.contact_phone = some("+49309999999");
        rows.push(other);
    }
    let listed = [
        entry("E1", "ZUMARINOV", "Borislav", "1970-03-05"),
        entry("E2", "QADRIYOV", "Timur", "1955-06-07"),
        entry("E3", "VELTRUSKY", "Milos", "1962-04-03"),
        entry("E4", "VELTRUSKY", "Jana", "1964-05-04"),
    ];
    World::of(&rows, &listed)
}

fn links(night: &Night) -> Vec<LinkRow> {
    night.rows("links.parquet")
}

#[test]
fn links_say_how_far_how_strong_and_by_how_many() {
    let world = world();
    let night = world.night("night");
    let ids = night.case_ids();
    let of = |surname: &str| -> Vec<LinkRow> {
        let own = links(&night).into_iter();
        own.filter(|link| link.case_id == ids[surname]).collect()
    };
    let zumarinov = of("ZUMARINOV");
    let told: Vec<_> = zumarinov
        .iter()
        .map(|link| {
            (
                link.step,
                link.kind.as_str(),
                link.sharers,
                link.other_case_id.is_some(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some(1), "payment", Some(2), false),
            (Some(2), "contact", Some(2), true),
            (Some(2), "contact", Some(2), false),
        ]
    );
    // One of 45 others: 5.49 bits.
    assert!(
        zumarinov
            .iter()
            .all(|link| link.strength_bits == Some(5.49))
    );
    assert!(
        zumarinov[1..]
            .iter()
            .all(|link| link.via_passenger_row == Some(zumarinov[0].other_passenger_row.clone()))
    );
    // Forty-one share the telephone: one line, and nobody is followed by it.
    let all = links(&night);
    let agency: Vec<_> = all.iter().filter(|link| link.sharers == Some(41)).collect();
    assert_eq!(agency.len(), 1);
    assert_eq!(
        (agency[0].other_passenger_row.as_str(), agency[0].step),
        ("", Some(1))
    );
    assert!(!night.briefing("NEW_YORK").contains("STRANGER"));
    assert_eq!(night.record().counts.links_left_out, 0);
}

#[test]
fn an_agency_is_context_and_nobody_is_followed_by_it() {
    let mut rows = vec![
        row("ZUMARINOV", "BORISLAV", "1970-03-05"),
        row("QADRIYOV", "TIMUR", "1955-06-07"),
        row("PLAIN", "PAULA", "1981-01-02"),
        row("OTHER", "OTTO", "1982-01-02"),
    ];
    rows[..3]
        .iter_mut()
        .for_each(|row| row.agency = some("12345678"));
    rows[3].agency = some("9999");
    let listed = [
        entry("E1", "ZUMARINOV", "Borislav", "1970-03-05"),
        entry("E2", "QADRIYOV", "Timur", "1955-06-07"),
        entry("E3", "OTHER", "Otto", "1982-01-02"),
    ];
    let world = World::of(&rows, &listed);
    let night = world.night("night");
    let told: Vec<_> = links(&night)
        .into_iter()
        .map(|link| {
            (
                link.kind,
                link.sharers,
                link.strength_bits,
                link.other_passenger_row,
            )
        })
        .collect();
    let line = ("agency".to_owned(), Some(3), None, String::new());
    assert_eq!(
        told,
        [line.clone(), line],
        "one line of each that others share"
    );
    assert!(night.rows::<NetworkRow>("networks.parquet").is_empty());
    let page = night.briefing("NEW_YORK");
    assert!(page.contains("same agency: shared by 3 rows of the night, not followed"));
    for file in ["links.parquet", "run.json", "recommendations.csv"] {
        let bytes = std::fs::read(night.path(file)).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("12345678"), "{file}");
    }
}

#[test]
fn cases_that_book_apart_are_a_network_and_a_family_is_none() {
    let world = world();
    let first = world.night("first");
    let networks: Vec<NetworkRow> = first.rows("networks.parquet");
    let ids = first.case_ids();
    let [network] = networks.as_slice() else {
        panic!("{networks:?}");
    };
    let mut expect = vec![ids["ZUMARINOV"].clone(), ids["QADRIYOV"].clone()];
    expect.sort();
    assert_eq!(network.case_ids, expect);
    assert_eq!((network.people, network.cases, network.rank), (3, 2, 1));
    assert_eq!(network.kinds, ["contact", "payment"]);
    assert_eq!(
        (network.standing.as_str(), network.category.as_ref()),
        ("unconfirmed", None)
    );
    // An officer's word is known to the next night, which calls it by the same name.
    world.decide("first", &[(&ids["QADRIYOV"], "19:00", "concur")]);
    let again: Vec<NetworkRow> = world
        .night_at("second", "2026-11-23T22:00:00Z")
        .rows("networks.parquet");
    assert_eq!(again[0].network_id, network.network_id);
    assert_eq!(
        (again[0].standing.as_str(), again[0].concurred),
        ("confirmed", 1)
    );
    assert_eq!(again[0].category.as_deref(), Some("smuggling"));
}

/// What is asked of the officers, by the passenger's row. Findings about bookings may change
/// where bookings do.
fn asked(night: &Night) -> BTreeMap<i64, (String, Option<f64>, i32, Vec<String>)> {
    let about_bookings = ["codeshare", "duplicate_booking", "itinerary_impossible"];
    let cases = night
        .cases()
        .into_iter()
        .filter(|case| case.status != Status::Withdrawn);
    let plain = |case: &CaseRow| {
        let mut reasons = case.reason_codes.iter();
        !reasons.any(|reason| about_bookings.contains(&reason.as_str()))
    };
    let of = |case: CaseRow| {
        let told = (
            case.action.as_str().to_owned(),
            case.score_bits,
            case.priority,
            case.reason_codes,
        );
        (case.manifest_row, told)
    };
    let cases = cases.filter(|case| !is_companion(case));
    cases.filter(plain).map(of).collect()
}

/// Nothing that two people share, and a booking of each person's own.
fn apart(rows: &mut [ManifestRow]) {
    let mut own: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        row.contact_phone = None;
        row.contact_email = None;
        row.payment_ref = None;
        row.agency = None;
        let person = format!(
            "{:?} {:?} {:?} {:?}",
            row.surname, row.given_names, row.birth_date, row.booking_ref
        );
        let next = own.len();
        let number = *own.entry(person).or_insert(next);
        row.booking_ref = row.booking_ref.as_ref().map(|_| format!("P{number:06}"));
    }
}

/// The only cases that a booking makes.
fn is_companion(case: &CaseRow) -> bool {
    case.reason_codes.iter().any(|code| code == "travels_with")
}

/// Whatever the list of the generator has.
const ALL_RAISE: &str = "[run]\nquarantine_ceiling = 0.5\n[decision]\ntravels_with = [\"smuggling\", \"sanctions\", \"fugitive\", \"trafficking_suspect\", \"inadmissible\", \"document_fraud\", \"export_control\", \"courier\"]\n";

/// Association carries zero bits: whoever is linked to whom, every case stays what it is.
#[test]
fn without_anything_that_links_every_case_is_the_same() {
    let (mut linked, mut raised) = (0, 0);
    for seed in [3, 11, 18, 57] {
        let plan = Plan {
            seed,
            passengers: 1_200,
            entries: 400,
            planted_rate: 0.05,
            ..Plan::sample(AS_OF.parse().unwrap())
        };
        let made = generate::world(&plan);
        let world = World::empty();
        let plain = "[run]\nquarantine_ceiling = 0.5\n";
        world.settings(plain);
        world.list(&made.entries().collect::<Vec<_>>());
        lost::write(&world.path("lost.parquet"), made.lost_documents()).unwrap();
        let mut rows: Vec<ManifestRow> = made.manifest().map(|placed| placed.values).collect();
        let night = |id: &str, rows: &[ManifestRow]| {
            world.manifest(rows);
            let mut run = world.run();
            run.args(["--run-id", id])
                .arg("--lost-documents")
                .arg(world.path("lost.parquet"));
            Said::of(&mut run).ok();
            world.published_run(id)
        };
        let with = night("with", &rows);
        // Settings that make cases of companions make them and change none.
        world.settings(ALL_RAISE);
        let with_companions = night("with_companions", &rows);
        world.settings(plain);
        assert_eq!(asked(&with), asked(&with_companions), "seed {seed}");
        let companions = with_companions.cases().into_iter().filter(is_companion);
        for case in companions {
            assert_eq!(
                (case.score_bits, case.priority),
                (None, 100),
                "{}",
                case.case_id
            );
            assert_eq!(case.action.as_str(), "contact_group");
            raised += 1;
        }
        apart(&mut rows);
        let without = night("without", &rows);
        let (before, after) = (asked(&with), asked(&without));
        assert!(before.len() > 20, "{}", before.len());
        let both: BTreeSet<&i64> = before.keys().chain(after.keys()).collect();
        for row in both {
            // A finding about a booking may be in one of the nights alone.
            if let (Some(one), Some(other)) = (before.get(row), after.get(row)) {
                assert_eq!(one, other, "seed {seed}, row {row}");
            }
        }
        let count = |night: &Night| {
            let ties = links(night).into_iter();
            let ties = ties.filter(|link| link.kind != "document" && link.strength_bits.is_some());
            ties.count()
        };
        linked += count(&with);
        // Documents stay, and some of them are shared.
        assert_eq!(count(&without), 0, "what links is gone");
    }
    assert!(linked > 100, "{linked}");
    assert!(raised > 20, "{raised}");
}

/// A booking of a listed person with a child, somebody with a stolen document and a namesake whom
/// redress cleared; one more booking that the companion has alone; and a group of ten.
fn parties() -> World {
    let mut rows = vec![
        row("ZUMARINOV", "BORISLAV", "1970-03-05"),
        row("LITTLE", "TOM", "2020-01-02"),
        row("PLAIN", "PAULA", "1981-01-02"),
        row("STOLEN", "SVEN", "1982-01-02"),
        row("PLAIN", "PAULA", "1981-01-02"),
        row("FURTHER", "FRED", "1983-01-02"),
        row("QADRIYOV", "TIMUR", "1955-06-07"),
    ];
    let bookings = ["AAA", "AAA", "AAA", "AAA", "BBB", "BBB", "TEN"];
    for (row, booking) in rows.iter_mut().zip(bookings) {
        row.booking_ref = some(booking);
    }
    rows[3].document_expiry = Some("2020-01-01".parse().unwrap());
    rows[4].flight_number = some("202");
    rows[4].scheduled_departure = Some("2026-11-25T06:00:00Z".parse().unwrap());
    rows[5].flight_number = some("202");
    rows[5].scheduled_departure = rows[4].scheduled_departure;
    for member in 0..9_u8 {
        let name = char::from(b'A' + member);
        let mut other = row(&format!("GROUP{name}"), "PAT", "1975-02-01");
        other.booking_ref = some("TEN");
        rows.push(other);
    }
    let listed = [
        entry("E1", "ZUMARINOV", "Borislav", "1970-03-05"),
        entry("E2", "QADRIYOV", "Timur", "1955-06-07"),
    ];
    World::of(&rows, &listed)
}

#[test]
fn companions_become_cases_where_settings_name_the_category_and_nowhere_else() {
    let world = parties();
    let surnames = |night: &Night| -> Vec<String> {
        let mut names: Vec<String> = night.cases().into_iter().map(|case| case.surname).collect();
        names.sort();
        names
    };
    let without = world.night("without");
    assert_eq!(surnames(&without), ["QADRIYOV", "STOLEN", "ZUMARINOV"]);
    world.settings("[decision]\ntravels_with = [\"smuggling\"]\n");
    let with = world.night_at("with", "2026-11-23T19:00:00Z");
    assert_eq!(
        surnames(&with),
        ["LITTLE", "PLAIN", "QADRIYOV", "STOLEN", "ZUMARINOV"],
        "not FURTHER, whom PLAIN books with, and nobody of the ten"
    );
    let counts = with.record().counts;
    assert_eq!(
        counts.rows_in_cases + counts.rows_clear + counts.quarantined,
        counts.rows_read
    );
    assert_eq!((counts.cases, counts.clear), (5, counts.passengers - 5));
    let ids = with.case_ids();
    let paula = with
        .cases()
        .into_iter()
        .find(|case| case.surname == "PLAIN");
    let paula = paula.unwrap();
    assert_eq!(
        paula.flight_number, "101",
        "her own other booking is none of it"
    );
    assert_eq!(
        paula.reason_codes,
        ["travels_with", "mandatory_element_missing"],
        "what informs is told beside it"
    );
    assert_eq!(
        (
            paula.action.as_str(),
            paula.score_bits,
            paula.hits,
            &paula.category
        ),
        ("contact_group", None, 0, &None)
    );
    assert!(
        paula.explanation.contains(&ids["ZUMARINOV"]),
        "{}",
        paula.explanation
    );
    // What it is stands on the page and in `explain`.
    let page = with.briefing("NEW_YORK");
    assert!(page.contains("Travels in one booking with a listed person"));
    assert!(page.contains("families, colleagues and clients share one too"));
    let said = world.explain("with", &paula.case_id, &[]).ok();
    assert!(said.out.contains("It weighs nothing"), "{}", said.out);
    // A case by itself stays what it was.
    let sven = |night: &Night| {
        night
            .cases()
            .into_iter()
            .find(|one| one.surname == "STOLEN")
            .unwrap()
    };
    assert_eq!(sven(&with).reason_codes, sven(&without).reason_codes);
    assert_eq!(sven(&with).action, sven(&without).action);
}

#[test]
fn who_is_cleared_raises_nobody_and_is_raised_by_nobody() {
    let mut rows = vec![
        row("ZUMARINOV", "BORISLAV", "1970-03-05"),
        row("QADRIYOV", "TIMUR", "1955-06-07"),
        row("PLAIN", "PAULA", "1981-01-02"),
    ];
    rows.iter_mut()
        .for_each(|row| row.booking_ref = some("AAA"));
    let listed = [
        entry("E1", "ZUMARINOV", "Borislav", "1970-03-05"),
        entry("E2", "QADRIYOV", "Timur", "1955-06-07"),
    ];
    let world = World::of(&rows, &listed);
    world.settings("[decision]\ntravels_with = [\"smuggling\"]\n");
    let first = world.night("first");
    assert_eq!(first.cases().len(), 3);
    let ids = first.case_ids();
    let cleared = |who: &str, hour: &str, run: &str| {
        let (id, day) = (&ids[who], "2026-11-23");
        let word = "not_concur,boarded,different_person,";
        world
            .review(run, &format!("{id},Officer 12,{day}T{hour}:00Z,{word}\n"))
            .ok();
    };
    cleared("QADRIYOV", "19:00", "first");
    let second = world.night_at("second", "2026-11-23T20:00:00Z");
    let told = |night: &Night| -> Vec<(String, Vec<String>)> {
        let cases = night
            .cases()
            .into_iter()
            .filter(|case| case.status != Status::Withdrawn);
        let mut told: Vec<_> = cases
            .map(|case| (case.surname, case.reason_codes))
            .collect();
        told.sort();
        told
    };
    let codes = |code: &str| vec![code.to_owned(), "mandatory_element_missing".to_owned()];
    assert_eq!(
        told(&second),
        [
            ("PLAIN".to_owned(), codes("travels_with")),
            ("ZUMARINOV".to_owned(), codes("listed_person"))
        ],
        "a booking does not bring back whom an officer let go"
    );
    cleared("ZUMARINOV", "21:00", "second");
    assert!(told(&world.night_at("third", "2026-11-23T22:00:00Z")).is_empty());
}

#[test]
fn a_protected_category_raises_nobody_by_its_settings() {
    let world = World::new();
    for (named, says) in [
        ("trafficking_victim", "is protected, and raises nobody"),
        ("smugling", "no category of decision.categories"),
    ] {
        world.settings(&format!("[decision]\ntravels_with = [\"{named}\"]\n"));
        let said = Said::of(&mut world.run());
        assert_eq!(said.code, 78, "{}", said.err);
        assert!(said.err.contains(says), "{}", said.err);
    }
}

/// A facilitator whose card pays for another client each week.
struct Weeks(World);

impl Weeks {
    fn new() -> Weeks {
        let listed = [
            entry("E1", "ZUMARINOV", "Borislav", "1970-03-05"),
            entry("E2", "QADRIYOV", "Timur", "1955-06-07"),
            entry("E3", "VELTRUSKY", "Milos", "1962-04-03"),
        ];
        let world = World::of(&[row("PLAIN", "PAULA", "1981-01-02")], &listed);
        Weeks(world)
    }

    /// Who travels with the card on this day, and somebody who is no case with a card of their own.
    fn night(&self, id: &str, day: u8, traveller: [&str; 3], stranger: &str) -> Night {
        let [surname, given, birth] = traveller;
        let mut rows = [
            row(surname, given, birth),
            row(stranger, "PAT", "1981-01-02"),
        ];
        for (row, card) in rows
            .iter_mut()
            .zip(["CARD-1".to_owned(), format!("OWN {stranger}")])
        {
            row.scheduled_departure = Some(format!("2026-11-{day:02}T06:00:00Z").parse().unwrap());
            let name = row.surname.clone().unwrap_or_default();
            row.booking_ref = some(&format!("B{day}{}", &name[..2]));
            row.payment_ref = Some(card);
        }
        self.0.manifest(&rows);
        self.0
            .night_at(id, &format!("2026-11-{:02}T18:00:00Z", day - 1))
    }
}

const FIRST: [&str; 3] = ["ZUMARINOV", "BORISLAV", "1970-03-05"];
const SECOND: [&str; 3] = ["QADRIYOV", "TIMUR", "1955-06-07"];
const THIRD: [&str; 3] = ["VELTRUSKY", "MILOS", "1962-04-03"];

fn one_network(night: &Night) -> NetworkRow {
    let [network] = <[NetworkRow; 1]>::try_from(night.rows("networks.parquet")).unwrap();
    network
}

/// Whether the case of a run has the word, so that the ledger and its salt are there.
fn concur(world: &World, run: &str, hour: &str) {
    let id = world.published_run(run).case().case_id;
    let word = format!("{id},Officer 12,{hour}:00Z,concur,denied_boarding,same_person,\n");
    world.review(run, &word).ok();
}

#[test]
fn cases_of_several_nights_hang_together_under_one_name() {
    let weeks = Weeks::new();
    let world = &weeks.0;
    weeks.night("begin", 2, FIRST, "SOMEBODY");
    concur(world, "begin", "2026-11-01T19:00");
    assert!(!world.path("out/ledger/links-begin.parquet").exists());
    let first = weeks.night("first", 9, FIRST, "SOMEBODY");
    assert!(first.rows::<NetworkRow>("networks.parquet").is_empty());
    assert!(world.path("out/ledger/links-first.parquet").exists());
    // Another listed person with the same card, a week later and alone.
    let second = weeks.night("second", 16, SECOND, "ELSE");
    let network = one_network(&second);
    let ids = [first.case().case_id, second.case().case_id];
    assert_eq!(network.case_ids, ids[1..]);
    assert_eq!(network.earlier_case_ids, ids[..1]);
    assert_eq!((network.cases, network.people, network.nights), (1, 2, 2));
    assert_eq!(network.last_seen, Some("2026-11-16".parse().unwrap()));
    assert_eq!(network.standing, "unconfirmed");
    let told: Vec<_> = links(&second)
        .into_iter()
        .map(|link| {
            (
                link.kind,
                link.other_case_id,
                link.other_day,
                link.strength_bits,
            )
        })
        .collect();
    let day = "2026-11-09".parse().unwrap();
    assert_eq!(
        told,
        [("payment".to_owned(), Some(ids[0].clone()), Some(day), None)]
    );
    let page = second.briefing("NEW_YORK");
    let line = format!(
        "same payment as case {}, which departed on 2026-11-09",
        ids[0]
    );
    assert!(page.contains(&line), "{line}");
    // A third, whose entry comes last: the name stays, and an earlier word counts.
    concur(world, "second", "2026-11-15T19:00");
    let third = weeks.night("third", 23, THIRD, "ELSE");
    let later = one_network(&third);
    assert_eq!(later.network_id, network.network_id);
    assert_eq!((later.nights, later.concurred, later.rank), (3, 1, 1));
    assert_eq!(
        (later.standing.as_str(), later.category.as_deref()),
        ("confirmed", Some("smuggling"))
    );
    world.verify("third").ok();
    // Another night without any of them has no network.
    let nobody = weeks.night("nobody", 30, ["PLAIN", "PAULA", "1981-01-02"], "ELSE");
    assert!(nobody.rows::<NetworkRow>("networks.parquet").is_empty());
}

/// Who is no case leaves no trace: whoever else travels, the ledger's folder is the same bytes.
#[test]
fn nothing_is_kept_about_people_who_are_no_case() {
    let folder = |strangers: [&str; 2]| {
        let weeks = Weeks::new();
        let world = &weeks.0;
        std::fs::create_dir_all(world.path("out/ledger")).unwrap();
        world.write("out/ledger/salt", format!("{}\n", "7a".repeat(32)));
        weeks.night("first", 9, FIRST, strangers[0]);
        weeks.night("second", 16, SECOND, strangers[1]);
        let nobody = weeks.night("third", 17, ["PLAIN", "PAULA", "1981-01-02"], strangers[0]);
        assert!(
            nobody
                .cases()
                .iter()
                .all(|case| case.status == Status::Withdrawn)
        );
        let files = std::fs::read_dir(world.path("out/ledger")).unwrap();
        let files = files.map(|file| {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(&path).unwrap())
        });
        files.collect::<BTreeMap<String, Vec<u8>>>()
    };
    let one = folder(["ADAMS", "BAKER"]);
    assert_eq!(one, folder(["COOPER", "DYER"]));
    let names: Vec<&String> = one.keys().filter(|name| !name.starts_with('.')).collect();
    assert_eq!(
        names,
        ["links-first.parquet", "links-second.parquet", "salt"]
    );
}

#[test]
fn what_is_kept_across_nights_ends_with_its_run_and_is_off_where_the_law_has_no_such_purpose() {
    let weeks = Weeks::new();
    let world = &weeks.0;
    weeks.night("begin", 2, FIRST, "SOMEBODY");
    concur(world, "begin", "2026-11-01T19:00");
    weeks.night("first", 9, FIRST, "SOMEBODY");
    let kept = |run: &str| {
        world
            .path(&format!("out/ledger/links-{run}.parquet"))
            .exists()
    };
    // Off: neither read nor written.
    world.settings("[retention]\npreset = \"two_days\"\n");
    let apart = weeks.night("apart", 16, SECOND, "ELSE");
    assert!(apart.rows::<NetworkRow>("networks.parquet").is_empty());
    assert!(links(&apart).is_empty());
    assert!(kept("first") && !kept("apart"));
    world.settings("");
    weeks.night("second", 17, THIRD, "ELSE");
    assert!(kept("second"));
    // Masked, deleted, and gone by hand.
    let purged = world
        .purge("2026-11-17T00:00:00Z", &["--mask", "second"])
        .ok();
    assert!(kept("first") && !kept("second"), "{purged:?}");
    let short = "[retention]\npreset = \"mine\"\n[retention.presets.mine]\nmask = \"\"\ndelete = \"5 days\"\nledger = \"1 year\"\n";
    world.settings(short);
    let deleted = world.purge("2026-11-17T00:00:00Z", &[]).ok();
    assert!(!kept("first"), "{deleted:?}");
}

/// A bit of it turned over would link two people, or part them, and nobody would see it.
#[test]
fn what_is_kept_across_nights_is_named_by_the_journal_and_believed_as_it_was_written_alone() {
    let weeks = Weeks::new();
    let world = &weeks.0;
    weeks.night("begin", 2, FIRST, "SOMEBODY");
    concur(world, "begin", "2026-11-01T19:00");
    weeks.night("first", 9, FIRST, "SOMEBODY");
    let path = world.path("out/ledger/links-first.parquet");
    let whole = std::fs::read(&path).unwrap();
    let verify = || world.verify("first");
    let state = |said: Said, of: &str| {
        let line = said.out.lines().find(|line| line.contains(of));
        let state = line.and_then(|line| line.split_whitespace().next());
        state.unwrap_or_default().to_owned()
    };
    assert_eq!(state(verify().ok(), "links-first"), "untouched");
    // Changed, and gone.
    for at in [whole.len() / 3, whole.len() / 2] {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        std::fs::write(&path, changed).unwrap();
        assert_eq!(state(verify().ended(1), "links-first"), "changed");
    }
    let of_changed = weeks.night("of_changed", 16, SECOND, "ELSE");
    assert!(links(&of_changed).is_empty());
    std::fs::remove_file(&path).unwrap();
    assert_eq!(state(verify().ended(1), "links-first"), "missing");
    std::fs::write(&path, &whole).unwrap();
    verify().ok();
    let of_whole = weeks.night("of_whole", 17, THIRD, "ELSE");
    assert!(!links(&of_whole).is_empty());
    // Under a name that the journal does not know.
    let planted = world.path("out/ledger/links-begin.parquet");
    std::fs::write(&planted, &whole).unwrap();
    assert_eq!(state(verify().ok(), "links-begin"), "not_covered");
    let said = Said::of(world.run().args(["--run-id", "planted"]));
    said.ok()
        .tells(&["links-begin.parquet links no case of tonight"]);
    assert!(!planted.exists());
}

#[test]
fn a_season_is_made_with_its_lists_and_the_truth_about_it() {
    let world = World::empty();
    let out = world.path("season");
    let generate = || {
        let mut generate = preboard();
        generate.args(["generate", "--nights", "3", "--passengers", "80"]);
        generate.args([
            "--entries",
            "10",
            "--lost-documents",
            "20",
            "--as-of",
            AS_OF,
        ]);
        Said::of(generate.arg("--out").arg(&out))
    };
    generate().ok();
    for name in [
        "nights/0001/part-0001.parquet",
        "nights/0003/part-0001.parquet",
        "watchlist.parquet",
        "partner_a.parquet",
        "partner_b.parquet",
        "lost_documents.parquet",
        "truth.parquet",
    ] {
        assert!(out.join(name).is_file(), "{name}");
    }
    generate().ended(73).tells(&["nights already exists"]);
    // A night of it is screened like any other, and its listed people are found.
    let mut run = preboard();
    run.arg("run")
        .arg("--manifest")
        .arg(out.join("nights/0002"));
    for list in ["watchlist", "partner_a", "partner_b"] {
        run.arg("--watchlist")
            .arg(out.join(format!("{list}.parquet")));
    }
    run.arg("--out").arg(world.path("out"));
    Said::of(run.args(["--as-of", "2026-11-24T18:00:00Z", "--run-id", "second"])).ok();
    let cases = world.published_run("second").cases();
    assert!(
        cases
            .iter()
            .any(|case| case.list.as_deref() == Some("SYN_SEASON"))
    );
}

/// Two listed people who book and pay apart, and take the same flight four weeks in a row; a third
/// who is with one of them once.
#[test]
fn journeys_together_are_told_where_chance_does_not_have_them() {
    let listed = [
        entry("E1", "ZUMARINOV", "Borislav", "1970-03-05"),
        entry("E2", "QADRIYOV", "Timur", "1955-06-07"),
        entry("E3", "VELTRUSKY", "Milos", "1962-04-03"),
    ];
    let world = World::of(&[row("PLAIN", "PAULA", "1981-01-02")], &listed);
    std::fs::create_dir_all(world.path("out/ledger")).unwrap();
    world.write("out/ledger/salt", format!("{}\n", "7a".repeat(32)));
    let night = |day: u8| {
        let mut rows = vec![
            row(FIRST[0], FIRST[1], FIRST[2]),
            row(SECOND[0], SECOND[1], SECOND[2]),
        ];
        if day == 22 {
            rows.push(row(THIRD[0], THIRD[1], THIRD[2]));
        }
        // Seven other departures of the route each week.
        rows.extend((0..7).map(|at| {
            let mut other = row(
                &format!("CROWD{}", char::from(b'A' + at)),
                "PAT",
                "1981-01-02",
            );
            other.flight_number = some(&format!("{}", 300 + u16::from(at)));
            other
        }));
        for (at, row) in rows.iter_mut().enumerate() {
            row.scheduled_departure = Some(format!("2026-10-{day:02}T06:00:00Z").parse().unwrap());
            row.booking_ref = some(&format!("B{day}{at}"));
        }
        world.manifest(&rows);
        world.night_at(
            &format!("day-{day}"),
            &format!("2026-10-{:02}T18:00:00Z", day - 1),
        )
    };
    let told = |night: &Night| -> Vec<LinkRow> {
        let all = links(night).into_iter();
        all.filter(|link| link.kind == "journeys").collect()
    };
    assert!(told(&night(8)).is_empty(), "one journey is a flight");
    night(15);
    let third = night(22);
    let ids = third.case_ids();
    let rows = told(&third);
    // Of 24 departures both had three, and the same ones: 1 in 2,024.
    let pairs: Vec<_> = rows
        .iter()
        .map(|link| {
            (
                link.case_id.as_str(),
                link.other_case_id.as_deref().unwrap(),
                link.journeys,
            )
        })
        .collect();
    let (one, other) = (ids["ZUMARINOV"].as_str(), ids["QADRIYOV"].as_str());
    let mut expect = [(one, other, Some(3)), (other, one, Some(3))];
    expect.sort();
    assert_eq!(pairs, expect);
    assert!(
        rows.iter()
            .all(|link| (link.chance.unwrap() * 2024.0 - 1.0).abs() < 1e-9)
    );
    assert!(rows.iter().all(|link| link.strength_bits.is_none()));
    let page = third.briefing("NEW_YORK");
    assert!(
        page.contains("3 journeys together with case"),
        "told on the page"
    );
    assert!(page.contains("not by chance (1 in 2,024)"));
    assert!(!page.contains("guilty"));
    // Context: no network, and no case is another for it.
    assert!(third.rows::<NetworkRow>("networks.parquet").is_empty());
}

/// Two passengers who share nothing, whose entries one list ties to each other; and a third whom
/// it names without an entry.
#[test]
fn what_a_list_states_links_two_cases_and_makes_none() {
    let people = [FIRST, SECOND, THIRD];
    let rows = people.map(|[surname, given, birth]| row(surname, given, birth));
    let mut listed = [
        entry("E1", "ZUMARINOV", "Borislav", "1970-03-05"),
        entry("E2", "QADRIYOV", "Timur", "1955-06-07"),
        entry("E3", "VELTRUSKY", "Milos", "1962-04-03"),
    ];
    let without = World::of(&rows, &listed);
    let before = asked(&without.night("night"));
    let some = |text: &str| Some(text.to_owned());
    listed[0].background.associates = vec![
        Associate::new("brother of", some("Timur Qadriyov"), some("E2")).unwrap(),
        Associate::new("linked to", some("Milos Veltrusky"), None).unwrap(),
    ];
    let world = World::of(&rows, &listed);
    let night = world.night("night");
    assert_eq!(asked(&night), before, "zero bits");
    let ids = night.case_ids();
    let told: Vec<_> = links(&night)
        .into_iter()
        .map(|link| {
            (
                link.case_id,
                link.other_case_id.unwrap(),
                link.kind,
                link.stated,
                link.strength_bits,
            )
        })
        .collect();
    let (one, other) = (&ids["ZUMARINOV"], &ids["QADRIYOV"]);
    let line = |case: &String, other: &String| {
        (
            case.clone(),
            other.clone(),
            "associate".to_owned(),
            "stated".to_owned(),
            None,
        )
    };
    let mut expect = [line(one, other), line(other, one)];
    expect.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(told, expect);
    let network = one_network(&night);
    assert_eq!(
        (network.cases, network.kinds.as_slice()),
        (2, &["associate".to_owned()][..])
    );
    assert!(
        night
            .briefing("NEW_YORK")
            .contains("stated associate, stated")
    );
}
