//! Passenger lists as they arrive, with invented people.

use crate::manifest::import::envelope::Message;
use crate::manifest::import::samples::{Read, brief, message, read};
use crate::manifest::row::ManifestRow;

const FLIGHT: [&str; 5] = [
    "TDT+20+XX0101+++XX",
    "LOC+125+CDG",
    "DTM+189:2611240900:201",
    "LOC+87+JFK",
    "DTM+232:2611241130:201",
];

fn list(people: &[&str]) -> Read {
    of(&[&FLIGHT[..], people].concat())
}

fn of(segments: &[&str]) -> Read {
    read(Message::Paxlst, message("PAXLST", segments).as_bytes())
}

fn briefs(read: &Read) -> Vec<String> {
    read.rows.iter().map(brief).collect()
}

#[test]
fn one_person_one_row_for_each_document() {
    let person = [
        "NAD+FL+++MUSTER:ERIKA:ANNA",
        "ATT+2++F",
        "DTM+329:640812",
        "LOC+174+DEU",
        "LOC+178+CDG",
        "LOC+179+JFK",
        "LOC+180+DEU:::BERLIN",
        "COM++49 30 1234567:TE",
        "NAT+2+D",
        "RFF+AVF:ABC123",
        "RFF+ABO:XX-9",
        "RFF+SEA:12A",
        "DOC+P:110:111+C01X00T47",
        "DTM+36:271031",
        "LOC+91+D",
        "DOC+V+9876543",
        "LOC+91+USA",
    ];
    let read = list(&person);
    assert_eq!(
        briefs(&read),
        [
            "MUSTER/ERIKA ANNA passenger XX101 CDG-JFK P:C01X00T47:D:2027-10-31",
            "MUSTER/ERIKA ANNA passenger XX101 CDG-JFK V:9876543:USA:-",
        ]
    );
    let row = &read.rows[0];
    let declared = [
        (&row.manifest.birth_date, "640812"),
        (&row.manifest.sex, "F"),
        (&row.manifest.nationality, "D"),
        (&row.manifest.residence, "DEU"),
        (&row.manifest.birth_country, "DEU"),
        (&row.manifest.birth_place, "BERLIN"),
        (&row.manifest.booking_ref, "ABC123"),
        (&row.manifest.passenger_ref, "XX-9"),
        (&row.manifest.seat, "12A"),
        (&row.embarkation_airport, "CDG"),
        (&row.debarkation_airport, "JFK"),
        (&row.local_departure, "2026-11-24T09:00:00"),
        (&row.local_arrival, "2026-11-24T11:30:00"),
    ];
    for (value, expect) in declared {
        assert_eq!(value.as_deref(), Some(expect));
    }
    let departs = row.manifest.scheduled_departure.unwrap().to_string();
    assert_eq!(departs, "2026-11-24T08:00:00Z");
    let arrives = row.manifest.scheduled_arrival.unwrap().to_string();
    assert_eq!(arrives, "2026-11-24T16:30:00Z");
    assert_eq!(
        row.inferred,
        [
            "document_expiry",
            "scheduled_arrival",
            "scheduled_departure"
        ]
    );
    assert_eq!(
        read.rows[1].inferred,
        ["scheduled_arrival", "scheduled_departure"]
    );
}

/// The names code reads titles, fillers and cut-off names; the message must bring them
/// unharmed.
#[test]
fn names_and_documents_as_carriers_write_them() {
    let cases: [(&[&str], &str, &[&str]); 12] = [
        (&["NAD+FL+++MADONNA"], "MADONNA/-", &[]),
        (&["NAD+FL+++:MADONNA"], "-/MADONNA", &[]),
        (&["NAD+FL+++SUKARNO:FNU"], "SUKARNO/FNU", &[]),
        (&["NAD+FL+++ACKARY:CHARLESMR"], "ACKARY/CHARLESMR", &[]),
        (&["NAD+FL+++O?'BRIEN:PAT"], "O'BRIEN/PAT", &[]),
        (
            &["NAD+FL+++O GRADY:EMMA:MAISIE"],
            "O GRADY/EMMA MAISIE",
            &[],
        ),
        (
            &["NAD+FL+++DOE:JO", "DOC++433419360"],
            "DOE/JO -:433419360:-:-",
            &[],
        ),
        (
            &[
                "NAD+FL+++DOE:JO",
                "DOC+K+48302004",
                "DTM+36:20210425:102",
                "LOC+91+",
            ],
            "DOE/JO K:48302004:-:2021-04-25",
            &[],
        ),
        (
            &["NAD+FL+++DOE:JO", "DTM+329:641399"],
            "DOE/JO",
            &["bad_value value birth_date"],
        ),
        (&["NAD+FL+++DOE:JO", "ATT+2++U", "NAT+2+XXX"], "DOE/JO", &[]),
        (
            &["NAD+FL+++DOE:JO", "NAT+2+0"],
            "DOE/JO",
            &["bad_value value nationality"],
        ),
        (&["NAD+FL+++-:1"], "", &["no_usable_name row NAD"]),
    ];
    for (segments, expect, rejects) in cases {
        let read = list(segments);
        let found = briefs(&read).concat();
        let flat = found.replace(" passenger XX101 CDG-JFK", "");
        assert_eq!(flat.trim_end_matches(" -:-:-:-"), expect, "{segments:?}");
        assert_eq!(read.rejects, rejects, "{segments:?}");
    }
}

#[test]
fn crew_and_transit_are_marked_and_other_names_are_no_travellers() {
    let people = [
        "NAD+MS+++A CLERK",
        "COM+1 555 0100:TE",
        "NAD+FM+++CREW:ONE",
        "NAD+DDU+++TRANSIT:TWO",
        "NAD+DDT+++CREW:THREE",
        "NAD+ZZ+++NOBODY:AT ALL",
        "CNT+42:3",
    ];
    let read = list(&people);
    let found: Vec<_> = read
        .rows
        .iter()
        .map(|row| {
            (
                row.manifest.person_type.as_deref().unwrap(),
                row.transit.unwrap(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [("crew", false), ("passenger", true), ("crew", true)]
    );
    assert_eq!((read.counts.crew, read.counts.transit), (2, 2));
    assert!(read.rejects.is_empty(), "{:?}", read.rejects);
}

#[test]
fn each_person_is_on_the_legs_they_fly() {
    let legs = [
        "TDT+20+QQ877+++QQ",
        "LOC+92+MIA",
        "DTM+189:0807101500:201",
        "LOC+92+IAD",
        "DTM+232:0807101755:201",
        "TDT+20+QQ827+++QQ",
        "LOC+92+IAD",
        "DTM+189:0808101830:201",
        "LOC+92+JFK",
        "DTM+232:0808101930:201",
    ];
    for (boards, leaves, expect) in [
        ("MIA", "JFK", "QQ877 MIA-IAD QQ827 IAD-JFK"),
        ("IAD", "JFK", "QQ827 IAD-JFK"),
        ("MIA", "IAD", "QQ877 MIA-IAD"),
        // A journey that goes on beyond the message.
        ("SVO", "IAD", "QQ877 MIA-IAD"),
        ("SVO", "CDG", "QQ877 MIA-IAD QQ827 IAD-JFK"),
    ] {
        let boards = format!("LOC+178+{boards}");
        let leaves = format!("LOC+179+{leaves}");
        let person = ["NAD+FL+++DOE:JO", boards.as_str(), leaves.as_str()];
        let read = of(&[&legs[..], &person].concat());
        let flown: Vec<_> = briefs(&read)
            .iter()
            .map(|row| row.replace("DOE/JO passenger ", "").replace(" -:-:-:-", ""))
            .collect();
        assert_eq!(flown.join(" "), expect, "{boards} {leaves}");
    }
}

#[test]
fn nobody_is_put_on_a_leg_for_want_of_theirs() {
    let legs = [
        "TDT+20+QQ1+++QQ",
        "LOC+125+IAD",
        "DTM+189:2001192300:201",
        "LOC+87+FRA",
        "TDT+20+QQ2+++QQ",
        "LOC+125+FRA",
        "LOC+87+DXB",
        "TDT+20+QQ3+++QQ",
        "LOC+125+DXB",
        "LOC+87+SIN",
    ];
    let no_leg = "bad_timestamp value scheduled_departure";
    for (boards, leaves, rows) in [
        ("IAD", "FRA", 1),
        ("IAD", "DXB", 1),
        ("FRA", "DXB", 0),
        ("DXB", "SIN", 0),
        ("SVO", "SVO", 1),
    ] {
        let places = [format!("LOC+178+{boards}"), format!("LOC+179+{leaves}")];
        let person = ["NAD+FL+++DOE:JO", &places[0], &places[1]];
        let read = of(&[&legs[..], &person].concat());
        assert_eq!(read.rows.len(), rows, "{boards} {leaves}");
        let refused = ["no_flight row NAD"];
        let expect = [&[no_leg, no_leg][..], &refused[rows..]].concat();
        assert_eq!(read.rejects, expect, "{boards} {leaves}");
    }
}

#[test]
fn two_legs_may_stand_in_one_transport() {
    let read = of(&[
        "TDT+20+QQ1+++QQ",
        "LOC+125+CDG",
        "DTM+189:2611240900:201",
        "LOC+92+LHR",
        "DTM+232:2611240910:201",
        "DTM+189:2611241000:201",
        "LOC+87+JFK",
        "NAD+FL+++DOE:JO",
    ]);
    let routes: Vec<_> = read
        .rows
        .iter()
        .map(|r| r.manifest.arrival_airport.clone())
        .collect();
    assert_eq!(routes, [Some("LHR".to_owned()), Some("JFK".to_owned())]);
}

#[test]
fn flights_as_they_are_written() {
    let cases: [(&[&str], &str, &[&str]); 8] = [
        (
            &[
                "TDT+20+LA0532",
                "LOC+125+SCL",
                "DTM+189:2001192300:201",
                "LOC+87+JFK",
            ],
            "LA532",
            &[],
        ),
        (
            &[
                "TDT+20+DAL9+++DL",
                "LOC+125+SCL",
                "DTM+189:2001192300:201",
                "LOC+87+JFK",
            ],
            "DL9",
            &[],
        ),
        (
            &[
                "TDT+20+0532+++LA",
                "LOC+125+SCEL",
                "DTM+189:2001192300:201",
                "LOC+87+KJFK",
            ],
            "LA532",
            &[],
        ),
        (
            &[
                "TDT+20+532",
                "LOC+125+SCL",
                "DTM+189:2001192300:201",
                "LOC+87+JFK",
            ],
            "",
            &["missing_value message carrier", "no_flight row NAD"],
        ),
        (
            &[
                "TDT+20+LA1+++LA",
                "LOC+125+S1",
                "DTM+189:2001192300:201",
                "LOC+87+JFK",
            ],
            "",
            &["bad_airport message departure_airport", "no_flight row NAD"],
        ),
        (
            &[
                "TDT+20+LA1+++LA",
                "LOC+125+SCL",
                "DTM+189:200119:101",
                "LOC+87+JFK",
            ],
            "",
            &[
                "bad_timestamp message scheduled_departure",
                "no_flight row NAD",
            ],
        ),
        (&[], "", &["no_flight message TDT", "no_flight row NAD"]),
        (
            &[
                "TDT+20+LA1+++LA",
                "LOC+125+QQQ",
                "DTM+189:2001192300:201",
                "LOC+87+JFK",
            ],
            "",
            &[
                "unknown_zone message departure_airport",
                "no_flight row NAD",
            ],
        ),
    ];
    for (flight, expect, rejects) in cases {
        let read = of(&[flight, &["NAD+FL+++DOE:JO"]].concat());
        let found: Vec<_> = read
            .rows
            .iter()
            .map(|r| [r.manifest.carrier.clone(), r.manifest.flight_number.clone()])
            .map(|parts| parts.into_iter().flatten().collect::<String>())
            .collect();
        assert_eq!(found.concat(), expect, "{flight:?}");
        assert_eq!(read.rejects, rejects, "{flight:?}");
        assert_eq!(read.counts.people, 1, "{flight:?}");
    }
}

/// Departure and arrival of one leg from Santiago to New York.
#[test]
fn times_with_and_without_a_zone() {
    let lost = "bad_timestamp value scheduled_arrival";
    let none = "bad_timestamp message scheduled_departure";
    for (departs, arrives, expect, rejects) in [
        (
            "2001192300:201",
            "2001200600:201",
            "2020-01-20T02:00:00Z 2020-01-20T11:00:00Z",
            &[][..],
        ),
        (
            "202001192300?+0100:303",
            "202001200600UTC:303",
            "2020-01-19T22:00:00Z 2020-01-20T06:00:00Z",
            &[],
        ),
        (
            "2001192300:201",
            "2001312500:201",
            "2020-01-20T02:00:00Z -",
            &[lost],
        ),
        (
            "2001192300:201",
            "999912312359:203",
            "2020-01-20T02:00:00Z -",
            &[lost],
        ),
        (
            "999912312359:203",
            "2001200600:201",
            "",
            &[none, "no_flight row NAD"],
        ),
    ] {
        let (departs, arrives) = (format!("DTM+189:{departs}"), format!("DTM+232:{arrives}"));
        let flight = [
            "TDT+20+LA1+++LA",
            "LOC+125+SCL",
            &departs,
            "LOC+87+JFK",
            &arrives,
        ];
        let read = of(&[&flight[..], &["NAD+FL+++DOE:JO"]].concat());
        let times = |row: &ManifestRow| {
            let times = [row.scheduled_departure, row.scheduled_arrival];
            times
                .map(|time| time.map_or("-".to_owned(), |time| time.to_string()))
                .join(" ")
        };
        let found: Vec<String> = read.rows.iter().map(|row| times(&row.manifest)).collect();
        assert_eq!(found.concat(), expect, "{departs} {arrives}");
        assert_eq!(read.rejects, rejects, "{departs} {arrives}");
    }
}

#[test]
fn lists_of_people_who_do_not_fly_are_refused() {
    for (begin, refused) in [
        ("BGM+745", 0),
        ("BGM+250+C", 0),
        ("BGM+745+XR", 1),
        ("BGM+266+CLNB", 1),
        ("BGM+266+CLOB", 0),
    ] {
        let read = of(&[&[begin], &FLIGHT[..], &["NAD+FL+++DOE:JO"]].concat());
        let found = (read.counts.refused, read.counts.messages_refused);
        assert_eq!(found, (refused, refused), "{begin}");
    }
}

#[test]
fn a_bad_message_never_stops_the_file() {
    let good = message("PAXLST", &[&FLIGHT[..], &["NAD+FL+++DOE:JO"]].concat());
    let cut = good.replace("UNT+8+1'UNZ+1+1'", "");
    let damaged = good.replace("UNH+1", "UHN+1");
    let lost = good
        .replace("DOE:JO'", "DOE:JO")
        .replace("UNT", "NAD+FL+++ROE:JANE'\nUNT");
    let run_on = good.replace("A'UNH", "A~UNH").replace('\n', "");
    let cases: [(String, u64, &[&str]); 8] = [
        (good.clone(), 2, &[]),
        (
            message("CUSRES", &["NAD+FL+++DOE:JO"]),
            1,
            &["other_message message UNH"],
        ),
        (cut, 2, &["cut_short nothing UNT"]),
        (
            good.replace("UNT+8", "UNT+9"),
            2,
            &["count_differs nothing UNT"],
        ),
        (
            damaged,
            1,
            &["outside_message row NAD", "outside_message message UNH"],
        ),
        (
            lost,
            3,
            &["cut_short nothing ", "count_differs nothing UNT"],
        ),
        (
            run_on,
            1,
            &[
                "endless_segment message UNB",
                "outside_message row NAD",
                "outside_message message UNH",
            ],
        ),
        (format!("{good}13Nov09'"), 2, &["outside_message nothing "]),
    ];
    for (first, travellers, rejects) in cases {
        let read = read(Message::Paxlst, format!("{first}\n{good}").as_bytes());
        assert_eq!(read.counts.passengers, travellers, "{first}");
        assert_eq!(read.rejects, rejects, "{first}");
    }
    // At the end of the file nobody knows who stood behind.
    let cut = good.split_once("UNT").unwrap().0;
    let read_cut = read(Message::Paxlst, cut.as_bytes());
    assert_eq!(read_cut.rejects, ["cut_short message UNT"]);
    assert_eq!(read_cut.counts.passengers, 1);
    assert!(read_cut.counts.damaged && read_cut.counts.messages_refused == 0);
    let nothing = read(Message::Paxlst, b"dear sir, please find the list attached");
    assert_eq!(nothing.rejects.last().unwrap(), "no_message message UNH");
}

#[test]
fn free_text_and_services_are_never_kept() {
    let read = list(&[
        "NAD+FL+++DOE:JO+20 MAIN ST+ANYCITY",
        "FTX+AAI+++KOSHER MEAL WHEELCHAIR",
        "GEI+4+173",
        "MEA+CT++1",
    ]);
    let shown = format!("{:?}", read.rows);
    for word in ["KOSHER", "WHEELCHAIR", "MAIN ST", "173"] {
        assert!(!shown.contains(word), "{word}");
    }
}

#[test]
fn documents_of_one_person_without_a_reference_find_together() {
    let person = ["NAD+FL+++DOE:JO", "DOC+P+1234567", "DOC+V+7654321"];
    let read = list(&person);
    let made = read.rows[0].manifest.passenger_ref.clone();
    assert!(made.is_some() && made == read.rows[1].manifest.passenger_ref);
    assert!(read.rows[0].inferred.contains(&"passenger_ref"));
    // The same tomorrow, whoever else is on the list.
    let later = list(&[&["NAD+FL+++ROE:JANE"], &person[..]].concat());
    assert_eq!(later.rows[1].manifest.passenger_ref, made);
    let single = list(&["NAD+FL+++DOE:JO", "DOC+P+1234567"]);
    assert_eq!(single.rows[0].manifest.passenger_ref, None);
}
