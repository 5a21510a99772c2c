//! Bookings as they arrive, with invented people.

use crate::manifest::import::envelope::Message;
use crate::manifest::import::samples::{Read, brief, message, read};

const FLIGHT: &str = "TVL+241126:0900:241126:1130+CDG+JFK+XX+101";

fn of(segments: &[&str]) -> Read {
    read(Message::Pnrgov, message("PNRGOV", segments).as_bytes())
}

fn booking(segments: &[&str]) -> Read {
    of(&[
        &[
            "MSG+:22",
            "ORG+XX:CDG",
            FLIGHT,
            "EQN+1",
            "SRC",
            "RCI+XX:ABC123",
        ],
        segments,
    ]
    .concat())
}

fn briefs(read: &Read) -> Vec<String> {
    let rows = read.rows.iter().map(brief);
    rows.map(|row| row.replace(" XX101 CDG-JFK", "")).collect()
}

#[test]
fn a_booking_becomes_rows_with_what_it_declares() {
    let read = booking(&[
        "ORG+1A:MUC+12345678:F31+LON++T+GB:GBP+A78987",
        "ADD++702:1 SAMPLE ROAD:TOWN:SHIRE::GB:SL1AA:0044 1753 000000",
        "TIF+MUSTER+ERIKAMRS:A:1",
        "REF+:PX-7",
        "IFT+4:28::XX+CTCE ERIKA..M//SAMPLE.ORG",
        "SSR+DOCS:HK:1:XX:::::/P/D/C01X00T47/D/12AUG64/F/31OCT27/MUSTER/ERIKA/ANNA",
        "SSR+DOCO:HK:1:XX:::::BERLIN/V/8675309/PARIS/22DEC06/USA+::1",
        "SSR+DOCO:HK:1:XX:::::/R/1234567/ + ::1",
        "SSR+DOCA:HK:1:XX:::::/R/FRA/1 RUE/PARIS",
        "FOP+CC::1.00:VI:123456XXXXXX1186:0211",
        "TVL+241126:0900::1130+CDG+JFK+XX+101:B",
        "SSR+SEAT:HK:1:XX:::CDG:JFK+15A::1",
        "TVL+251126:1000::1100+JFK+BOS+XX+9:B",
    ]);
    assert_eq!(
        briefs(&read),
        [
            "MUSTER/ERIKA ANNA passenger P:C01X00T47:D:2027-10-31",
            "MUSTER/ERIKA ANNA passenger V:8675309:USA:-",
        ]
    );
    let row = &read.rows[0];
    let declared = [
        (&row.manifest.booking_ref, "ABC123"),
        (&row.manifest.passenger_ref, "PX-7"),
        (&row.manifest.agency, "12345678"),
        (&row.manifest.contact_phone, "00441753000000"),
        (&row.manifest.contact_email, "erika_m@sample.org"),
        (&row.manifest.birth_date, "640812"),
        (&row.manifest.nationality, "D"),
        (&row.manifest.residence, "FRA"),
        (&row.manifest.redress_number, "1234567"),
        (&row.manifest.seat, "15A"),
        (&row.reservation_surname, "MUSTER"),
        (&row.reservation_given_names, "ERIKAMRS"),
        (
            &row.itinerary,
            "XX101 CDG-JFK 2026-11-24T09:00; XX9 JFK-BOS 2026-11-25T10:00",
        ),
    ];
    for (value, expect) in declared {
        assert_eq!(value.as_deref(), Some(expect));
    }
    assert!(read.rows[1].inferred.contains(&"document_issuer"));
}

#[test]
fn documents_find_their_travellers() {
    let docs = |person: &str, tail: &str| format!("SSR+DOCS:HK:1:XX:::::{person}{tail}");
    let anna = docs("/P/FRA/1111111/FRA/01JAN80/F/01JAN30/DOE/ANNA", "+::1");
    let bert = docs("/P/FRA/2222222/FRA/01JAN81/M/01JAN30/DOE/BERT", "");
    let baby = docs("/P/FRA/3333333/FRA/01JAN26/FI/01JAN30/DOE/CLARA", "+::1");
    let stranger = docs("/P/FRA/4444444/FRA/01JAN70/M/01JAN30/ROE/DAVID", "");
    let zoe = docs("/P/FRA/5555555/FRA/01JAN15/F/01JAN30/ROE/ZOE", "+::1");
    let mario = docs("/P/FRA/6666666/FRA/01JAN70/M/01JAN30/ROE/MARIO", "");
    let maria = docs("/P/FRA/7777777/FRA/02FEB72/F/01JAN30/ROE/MARIA", "");
    let cases: [(&[&str], &[&str]); 12] = [
        // Under the name, by reference from afar, by name from afar.
        (
            &["TIF+DOE+ANNAMRS:A:1", &anna],
            &["DOE/ANNA passenger P:1111111"],
        ),
        (
            &[
                "TIF+DOE+ANNAMRS:A:1",
                "TIF+DOE+BERTMR:A:2",
                "TVL+241126:0900+CDG+JFK+XX+101:B",
                &anna,
                &bert,
            ],
            &[
                "DOE/ANNA passenger P:1111111",
                "DOE/BERT passenger P:2222222",
            ],
        ),
        // Told twice, the same document.
        (
            &["TIF+DOE+ANNA:A:1", &anna, &anna],
            &["DOE/ANNA passenger P:1111111"],
        ),
        // An infant's stands under its mother.
        (
            &["TIF+DOE+ANNA:A:1:1", &baby, &anna, "TIF+DOE+CLARA:IN:2"],
            &["DOE/ANNA passenger P:1111111", "DOE/CLARA infant P:3333333"],
        ),
        (
            &["TIF+DOE+ANNA:A:1:1", &baby, &anna],
            &["DOE/ANNA passenger P:1111111", "DOE/CLARA infant P:3333333"],
        ),
        (
            &[
                "TIF+DOE+ANNA:A:1:1",
                "SSR+INFT:HK:1:XX:::CDG:JFK:DOE/CLARA 01JAN26+::1",
            ],
            &["DOE/ANNA passenger -:-", "DOE/CLARA infant -:-"],
        ),
        // Books as one, shows the papers of another: both are looked for.
        (
            &["TIF+DOE+ANNA:A:1", &stranger],
            &["DOE/ANNA passenger -:-", "ROE/DAVID passenger P:4444444"],
        ),
        // Attached to one, in the name of another.
        (
            &["TIF+DOE+ANNA:A:1", &anna, &zoe],
            &[
                "DOE/ANNA passenger P:1111111",
                "ROE/ZOE passenger P:5555555",
            ],
        ),
        // A letter apart: each has their own, and one in no TIF is one more.
        (
            &["TIF+ROE+MARIA:A", "TIF+ROE+MARIO:A", &mario, &maria],
            &[
                "ROE/MARIA passenger P:7777777",
                "ROE/MARIO passenger P:6666666",
            ],
        ),
        (
            &["TIF+ROE+MARIO:A", &mario, &maria],
            &[
                "ROE/MARIO passenger P:6666666",
                "ROE/MARIA passenger P:7777777",
            ],
        ),
        // A seat for nobody yet, named by a document.
        (
            &["TIF+TBA+A:A:1", &stranger],
            &["ROE/DAVID passenger P:4444444"],
        ),
        // Nobody but the document.
        (&[&stranger], &["ROE/DAVID passenger P:4444444"]),
    ];
    for (segments, expect) in cases {
        let read = booking(segments);
        let found: Vec<_> = briefs(&read)
            .iter()
            .map(|row| row.splitn(3, ':').take(2).collect::<Vec<_>>().join(":"))
            .collect();
        assert_eq!(found, expect, "{segments:?}");
    }
}

#[test]
fn travellers_of_each_section() {
    let leg = "TVL+241126:0900+CDG+JFK+XX+101:B";
    let cases: [(&[&str], &[&str], u64); 9] = [
        // A check-in names known travellers again, by reference or name, or a new one.
        (
            &["TIF+DOE+ANNA:A:1", leg, "TRI++1:::1", "TIF+DOE+ANNAMRS:A:1"],
            &["DOE/ANNA"],
            0,
        ),
        (
            &["TIF+DOE+ANNA:A:1", leg, "TIF+DOES+ANNA:A:1"],
            &["DOE/ANNA"],
            0,
        ),
        // Nobody known by both reference and name.
        (
            &["TIF+DOE+JOHN:A:1", leg, "TIF+DOE+JOAN:A:2"],
            &["DOE/JOHN", "DOE/JOAN"],
            0,
        ),
        (
            &["TIF+DOE+JOHN:A:1", leg, "TIF+ROE+OSCAR:A:1"],
            &["DOE/JOHN", "ROE/OSCAR"],
            0,
        ),
        // The next booking, without its SRC.
        (
            &[
                "TIF+DOE+ANNA:A:1",
                "ABI+1+:X",
                "RCI+XX:DEF456",
                "TIF+ROE+BERT:A:1",
            ],
            &["DOE/ANNA", "ROE/BERT"],
            0,
        ),
        (&[leg, "TIF+DOE+ANNA:A:1"], &["DOE/ANNA"], 0),
        // History is not read: a cancelled name is nobody's.
        (
            &[
                "TIF+DOE+ANNA:A:1",
                "ABI+1+:X",
                "SAC+++X",
                "TIF+ROE+BERT:A:2",
            ],
            &["DOE/ANNA"],
            0,
        ),
        (
            &["TIF+ACME TEAM PARTY:G", "TIF+DOE+ANNA:A:1"],
            &["DOE/ANNA"],
            0,
        ),
        (&["TIF+TBA+C:A:1", "TIF+DOE+ANNA:A:2"], &["DOE/ANNA"], 1),
    ];
    for (segments, expect, refused) in cases {
        let read = booking(segments);
        let found: Vec<_> = briefs(&read)
            .iter()
            .map(|row| row.split(" passenger").next().unwrap().to_owned())
            .collect();
        assert_eq!(found, expect, "{segments:?}");
        assert_eq!(read.counts.refused, refused, "{segments:?}");
    }
}

#[test]
fn the_flight_of_the_message_counts_and_its_slips_are_read() {
    for (flight, expect, rejects) in [
        (
            "TVL+241126:0900:241126:1130+CDG+JFK+XX+101",
            "2026-11-24T16:30:00Z",
            &[][..],
        ),
        (
            "TVL+241126:0900::1130+CDG+JFK+XX+101",
            "2026-11-24T16:30:00Z",
            &[],
        ),
        (
            "TVL+241126:0900:1130+CDG+JFK+XX+101",
            "2026-11-24T16:30:00Z",
            &[],
        ),
        // Arrives the next day.
        (
            "TVL+241126:2200::0900+JFK+CDG+XX+101",
            "2026-11-25T08:00:00Z",
            &[],
        ),
        ("TVL+241126:0900+CDG+JFK+XX+0101", "", &[]),
        (
            "TVL+241326:0900+CDG+JFK+XX+101",
            "",
            &[
                "bad_timestamp message scheduled_departure",
                "no_flight row TIF",
            ],
        ),
        ("EQN+1", "", &["no_flight message TVL", "no_flight row TIF"]),
    ] {
        let read = of(&[flight, "SRC", "RCI+XX:ABC123", "TIF+DOE+ANNA:A:1"]);
        let arrives = read
            .rows
            .first()
            .and_then(|row| row.manifest.scheduled_arrival);
        assert_eq!(
            arrives.map(|m| m.to_string()).unwrap_or_default(),
            expect,
            "{flight}"
        );
        assert_eq!(read.rejects, rejects, "{flight}");
    }
}

#[test]
fn services_and_free_text_are_never_kept() {
    let read = booking(&[
        "SSR+AVML:HK:2:XX",
        "TIF+DOE+ANNA:A:1",
        "SSR+KSML:HK:1:XX:::::KOSHER+::1",
        "SSR+WCHR:HK:1:XX:::::CANNOT WALK+::1",
        "SSR+MEDA:HK:1:XX:::::OXYGEN+::1",
        "IFT+4:28::XX+THIS PASSENGER FASTS",
        "IFT+4:28::XX+CTCT SEA 866 746 4647 AGENCY",
        "IFT+4:43+A PAYER+2234 MAIN STREET+7705632891",
        "ADD++700:13 SHORE AVENUE:LAKE TOWN:MN::US:55123:",
        "TVL+241126:0900+CDG+JFK+XX+101:B",
        "LTS+0/A/SR/SSR MOML",
    ]);
    let shown = format!("{:?}", read.rows);
    for word in [
        "AVML", "KSML", "KOSHER", "WCHR", "WALK", "MEDA", "OXYGEN", "FASTS", "866", "PAYER",
        "MAIN", "SHORE", "MOML",
    ] {
        assert!(!shown.contains(word), "{word}");
    }
    assert_eq!(read.counts.passengers, 1);
}

#[test]
fn a_card_ties_travellers_as_far_as_it_shows() {
    let paid = |flight: &str, form: &str| {
        let form = format!("FOP+{form}");
        let read = of(&[flight, "SRC", "RCI+XX:ABC123", "TIF+DOE+ANNA:A:1", &form]);
        read.rows[0].manifest.payment_ref.clone()
    };
    let other_flight = "TVL+251126:0900+CDG+JFK+XX+101";
    let whole = "CC::1.00:VI:411111XXXXXX1111:0127";
    let tail = "CC::1.00:VI:XXXXXXXXXXXX1111:0127";
    assert_eq!(paid(FLIGHT, whole), paid(other_flight, whole));
    assert!(paid(FLIGHT, tail).is_some());
    assert_ne!(paid(FLIGHT, tail), paid(other_flight, tail));
    assert_eq!(paid(FLIGHT, "CA::1.00"), None);
    assert!(!paid(FLIGHT, whole).unwrap().contains("1111"));
}
