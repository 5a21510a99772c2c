//! One sheet a flight: whom to look at, and nothing of why beyond its class.

use super::*;
use crate::schema::samples::case_row;

const HOSTILE: [&str; 6] = [
    "=HYPERLINK(\"http://x\")",
    "<script>alert(1)</script>",
    "\u{1b}[2J\u{202E}NAVI",
    "@SUM(1)",
    "\t=1",
    "A\0B\" onload=\"x",
];

fn context(contacts: &BTreeMap<String, Contact>) -> SheetContext<'_> {
    SheetContext {
        run_id: "run-1",
        contacts,
        directory: &[],
        redress_text: "DHS TRIP",
    }
}

#[test]
fn a_name_of_another_script_is_read_out_first() {
    let mut row = case_row("C-1");
    row.surname = "Петров".to_owned();
    row.given_names = Some("Юлия".to_owned());
    let texts = texts(&[reported(&row, State::Released)]);
    let page = &texts["XX/CDG/XX123-20261123T0435Z.html"];
    assert!(page.contains("<h3>PETROV, YULIYA (Петров, Юлия)</h3>"));
}

#[test]
fn the_carriers_desk_stands_on_its_sheet() {
    let (row, contacts) = (case_row("C-1"), contacts());
    let directory = [Desk {
        carrier: "XX".to_owned(),
        phone: "+33 1 55".to_owned(),
        hours: "<24 h>".to_owned(),
        ..Desk::default()
    }];
    let context = SheetContext {
        directory: &directory,
        ..context(&contacts)
    };
    let files = sheets(&[reported(&row, State::Released)], &context).unwrap();
    let page = String::from_utf8(files[1].bytes.clone()).unwrap();
    assert!(
        page.contains("To the desk: <a href=\"tel:+33155\">+33 1 55</a>, &#60;24 h&#62;."),
        "{page}"
    );
}

fn contacts() -> BTreeMap<String, Contact> {
    let contact = Contact {
        phone: "+33 1 99 00 00 00".to_owned(),
        hours: "24 h".to_owned(),
        ..Contact::default()
    };
    BTreeMap::from([("EAST".to_owned(), contact)])
}

fn reported(row: &CaseRow, state: State) -> SheetCase<'_> {
    SheetCase {
        row,
        state,
        decided_at: Some("2026-11-23T03:00:00Z".parse().unwrap()),
    }
}

fn texts(reported: &[SheetCase]) -> BTreeMap<String, String> {
    let contacts = contacts();
    let files = sheets(reported, &context(&contacts)).unwrap().into_iter();
    files
        .map(|file| (file.path, String::from_utf8(file.bytes).unwrap()))
        .collect()
}

#[test]
fn flights_have_their_own_files_and_withdrawals_come_last() {
    let rows = ["C-1", "C-2", "C-3"].map(case_row);
    let mut other = case_row("C-4");
    other.departure_airport = "../LHR".to_owned();
    let reported = [
        reported(&rows[0], State::Withdrawn),
        reported(&rows[1], State::Released),
        reported(&rows[2], State::Released),
        reported(&other, State::Released),
    ];
    let texts = texts(&reported);
    let paths: Vec<&String> = texts.keys().collect();
    assert_eq!(paths.len(), 4);
    assert!(
        paths
            .iter()
            .all(|path| !path.contains("..") && path.starts_with("XX/"))
    );
    let page = &texts["XX/CDG/XX123-20261123T0435Z.html"];
    assert!(page.contains("23 Nov 2026 05:35 local time (23 Nov 2026 04:35 UTC)"));
    assert!(page.contains("Decisions up to 23 Nov 2026 03:00 UTC"));
    assert!(page.contains("phone <a href=\"tel:+33199000000\">+33 1 99 00 00 00</a>, hours 24 h"));
    assert!(page.contains("Before boarding: 2") && page.contains("Withdrawn: 1"));
    assert!(page.find("C-2").unwrap() < page.find("C-1<").unwrap());
    let csv = &texts["XX/CDG/XX123-20261123T0435Z.csv"];
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[3].starts_with("withdrawn,") && lines[3].contains("do not act"));
}

#[test]
fn no_list_entry_score_or_category_reaches_a_carrier() {
    let mut row = case_row("C-1");
    row.entry_id = Some("E-98765".to_owned());
    for text in texts(&[reported(&row, State::Released)]).values() {
        for secret in [
            "DEMO_LIST",
            "98765",
            "Petrovich",
            "smuggler",
            "bits",
            "probab",
            "listed",
            "officers only",
            "demonstration",
            "ABC123",
            "manifest/a.parquet",
        ] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        assert!(text.contains("SPECIMEN") && text.contains("AB123456"));
        assert!(text.contains("recommends that this passenger is not boarded"));
    }
}

#[test]
fn hostile_names_stay_text() {
    for name in HOSTILE {
        let mut row = case_row("C-1");
        row.surname = name.to_owned();
        row.given_names = Some(name.to_owned());
        row.document_number = Some(name.to_owned());
        row.group = name.to_owned();
        let texts = texts(&[reported(&row, State::Released)]);
        let page = &texts["XX/CDG/XX123-20261123T0435Z.html"];
        assert_eq!(page.matches("<script").count(), 0);
        assert!(!page.contains("onload=\""), "{page}");
        let csv = &texts["XX/CDG/XX123-20261123T0435Z.csv"];
        for text in [page, csv] {
            let acts = |c: char| c != '\n' && c != '\t' && crate::inert::acts(c);
            assert!(!text.contains(acts), "{text:?}");
        }
        let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        for cell in record.iter() {
            let plain = cell.trim_start_matches([' ', '"']);
            assert!(!plain.starts_with(['=', '@', '\t']), "{cell:?}");
        }
    }
}

#[test]
fn a_group_without_a_contact_says_so() {
    let row = case_row("C-1");
    let empty = BTreeMap::new();
    let files = sheets(&[reported(&row, State::Released)], &context(&empty)).unwrap();
    let page = String::from_utf8(files[1].bytes.clone()).unwrap();
    assert!(page.contains("no contact is set"));
}
