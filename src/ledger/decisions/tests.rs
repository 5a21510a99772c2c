//! Rows that are taken, rows that are refused, and files that are refused whole.

use super::*;

fn known() -> Known<'static> {
    let said = (
        Decision::Concur,
        CarrierAction::Unknown,
        MatchTruth::Unknown,
    );
    let at = |text: &str| text.parse().unwrap();
    Known {
        cases: BTreeMap::from([("C-1", true), ("C-2", true), ("C-3", false)]),
        recorded: BTreeMap::from([(("C-2".to_owned(), at("2026-11-23T18:30:00Z")), said)]),
        earliest: at("2026-11-23T18:00:00Z"),
        latest: at("2026-11-24T18:00:00Z"),
    }
}

fn sheet(text: &[u8]) -> Result<Sheet> {
    read(text, Path::new("decisions.csv"), &known())
}

const HEADER: &str = "case_id,officer,decided_at,decision,carrier_action,match_truth,note\n";
const GOOD: &str = "C-1,Ann Lee,2026-11-23T19:05:00Z,concur,denied_boarding,same_person,\"a, b\"\n";

#[test]
fn each_bad_row_is_refused_by_its_column_and_the_rest_is_taken() {
    for (row, column, reason) in [
        (
            "C-9,A,2026-11-23T19:05:00Z,concur,,,",
            "case_id",
            "no such case",
        ),
        (",A,2026-11-23T19:05:00Z,concur,,,", "case_id", "blank"),
        ("C-1,,2026-11-23T19:05:00Z,concur,,,", "officer", "blank"),
        ("C-1,-,2026-11-23T19:05:00Z,concur,,,", "officer", "no name"),
        (
            "C-1,A\u{7},2026-11-23T19:05:00Z,concur,,,",
            "officer",
            "no name",
        ),
        ("C-1,A,,concur,,,", "decided_at", "blank"),
        ("C-1,A,yesterday,concur,,,", "decided_at", "no moment"),
        (
            "C-1,A,2026-11-23T19:05:00,concur,,,",
            "decided_at",
            "offset",
        ),
        (
            "C-1,A,2026-13-23T19:05:00Z,concur,,,",
            "decided_at",
            "no moment",
        ),
        (
            "C-1,A,2062-11-23T19:05:00Z,concur,,,",
            "decided_at",
            "future",
        ),
        (
            "C-1,A,2026-11-23T19:05:00Z,,,,",
            "decision",
            "not one of concur",
        ),
        (
            "C-1,A,2026-11-23T19:05:00Z,deny,,,",
            "decision",
            "not one of concur",
        ),
        (
            "C,A,2026-11-23T19:05:00Z,concur,,,",
            "case_id",
            "no such case",
        ),
        (
            "C-1,A,2026-11-23T19:05:00Z,concur,flew,,",
            "carrier_action",
            "not one of denied_boarding",
        ),
        (
            "C-1,A,2026-11-23T19:05:00Z,concur,,maybe,",
            "match_truth",
            "not one of same_person",
        ),
        (
            "C-1,A,2026-11-23T19:05:00Z,concur",
            "case_id",
            "4 values for 7",
        ),
        // In the ledger already, and twice in the file.
        ("C-2,A,2026-11-23T18:30:00Z,concur,,,", "case_id", "already"),
        (
            "C-1,B,2026-11-23T19:05:00Z,not_concur,,,",
            "decided_at",
            "another decision (concur) is recorded at this moment",
        ),
        (
            "C-2,B,2026-11-23T18:30:00Z,concur,boarded,,",
            "decided_at",
            "another carrier_action",
        ),
        (
            "C-1,B,2026-11-23T17:44:59Z,concur,,,",
            "decided_at",
            "before the run by more than 15 minutes",
        ),
        (
            "C-1,B,2026-11-24T18:15:01Z,concur,,,",
            "decided_at",
            "in the future by more than 15 minutes",
        ),
        // It would deny boarding for the entry and clear it at once.
        (
            "C-1,B,2026-11-23T19:06:00Z,concur,,different_person,",
            "match_truth",
            "give not_concur",
        ),
    ] {
        let sheet = sheet(format!("{HEADER}{GOOD}{row}\n").as_bytes()).unwrap();
        assert_eq!(sheet.good.len(), 1, "{row}");
        assert_eq!(sheet.refused.len(), 1, "{row}");
        let refused = &sheet.refused[0];
        assert_eq!((refused.place.row, refused.column), (3, column), "{row}");
        assert!(refused.reason.contains(reason), "{row}: {refused:?}");
    }
    let long = format!("C-1,A,2026-11-23T19:09:00Z,concur,,,{}", "n".repeat(1_001));
    let refused = sheet(format!("{HEADER}{long}\n").as_bytes())
        .unwrap()
        .refused;
    assert_eq!(refused[0].column, "note");
    let latin1 = [
        HEADER.as_bytes(),
        b"C-1,Ren\xe9,2026-11-23T19:05:00Z,concur,,,\n",
    ]
    .concat();
    let refused = sheet(&latin1).unwrap().refused;
    assert_eq!(
        (refused[0].column, refused[0].reason.as_str()),
        ("officer", "not UTF-8")
    );
}

#[test]
fn columns_come_in_any_order_blanks_are_unknown_and_a_later_word_is_another_decision() {
    let text = "\u{feff}decision,shift,case_id,officer,decided_at\n\
                need_info,1,C-1, Ann Lee ,2026-11-23T20:05:00+01:00\n\
                concur,1,C-1,Ann Lee,2026-11-23T19:05:00.001Z\n";
    let sheet = sheet(text.as_bytes()).unwrap();
    assert_eq!(sheet.refused, []);
    let first = &sheet.good[0];
    assert_eq!(first.officer, "Ann Lee");
    assert_eq!(first.decided_at.to_string(), "2026-11-23T19:05:00Z");
    assert_eq!(first.carrier_action, CarrierAction::Unknown);
    assert_eq!(
        (first.match_truth, &first.note),
        (MatchTruth::Unknown, &None)
    );
    assert_eq!(sheet.good[1].decision, Decision::Concur);
}

#[test]
fn a_file_without_a_column_is_refused_whole() {
    let error = sheet(b"case_id,decided_at\n").err().unwrap();
    assert_eq!(error.kind, Kind::Data);
    let text = error.to_string();
    assert!(
        text.contains("required columns officer, decision are missing"),
        "{text}"
    );
}

#[test]
fn case_and_words_are_typed_in_any_case_and_a_case_by_its_beginning() {
    let known = || Known {
        cases: BTreeMap::from([("C-42aa", true), ("C-42aa-2", true), ("C-77bb", true)]),
        ..known()
    };
    let read = |case: &str| {
        let row = format!("{case},A,2026-11-23T19:05:00z,Need_INFO,BOARDED,Unknown,");
        read(
            format!("{HEADER}{row}\n").as_bytes(),
            Path::new("x.csv"),
            &known(),
        )
        .unwrap()
    };
    for (typed, meant) in [
        ("C-42aa", "C-42aa"),
        ("c-42AA-", "C-42aa-2"),
        ("C-7", "C-77bb"),
    ] {
        let sheet = read(typed);
        assert_eq!(sheet.refused, [], "{typed}");
        assert_eq!(sheet.good[0].case_id, meant);
        assert_eq!(sheet.good[0].decision, Decision::NeedInfo);
        assert_eq!(sheet.good[0].carrier_action, CarrierAction::Boarded);
    }
    let refused = read("C-4").refused;
    assert!(
        refused[0]
            .reason
            .contains("several cases: C-42aa, C-42aa-2")
    );
    assert_eq!(read("C-").refused[0].reason, "the run has no such case");
}

#[test]
fn a_templates_rows_are_passed_over_when_nobody_filled_them_in() {
    let text = "case_id,surname,officer,decided_at,decision,note\n\
                C-1,LEE,,, ,\n\
                C-9,KIM,,,,\n\
                C-1,LEE,Ann Lee,2026-11-23T19:05:00Z,concur,\n\
                C-3,ROE,Ann Lee,,,\n\
                C-3,ROE,,,,seen\n";
    let sheet = sheet(text.as_bytes()).unwrap();
    assert_eq!((sheet.blank, sheet.good.len()), (2, 1));
    let refused: Vec<_> = sheet
        .refused
        .iter()
        .map(|row| (row.place.row, row.column))
        .collect();
    assert_eq!(refused, [(5, "decided_at"), (6, "officer")]);
}

#[test]
fn one_that_is_typed_is_held_to_the_same() {
    let typed = |decision| {
        let at = "2026-11-23T19:05:00Z";
        let row = [
            ("case_id", "c-1"),
            ("officer", "A"),
            ("decided_at", at),
            ("decision", decision),
        ];
        one(&row, &known())
    };
    assert_eq!(typed("Concur").unwrap().case_id, "C-1");
    assert_eq!(typed("deny").unwrap_err().0, "decision");
    let again = [
        ("case_id", "C-2"),
        ("officer", "A"),
        ("decided_at", "2026-11-23T18:30:00Z"),
        ("decision", "concur"),
    ];
    assert!(one(&again, &known()).unwrap_err().1.contains("already"));
}

#[test]
fn clocks_may_differ_and_a_document_case_may_be_about_another_person() {
    let text = format!(
        "{HEADER}C-1,A,2026-11-23T17:45:00Z,concur,,,\n\
         C-1,A,2026-11-24T18:15:00Z,concur,,,\n\
         C-3,A,2026-11-23T19:05:00Z,concur,,different_person,\n\
         C-1,A,2026-11-23T19:05:00Z,not_concur,,different_person,\n"
    );
    let sheet = sheet(text.as_bytes()).unwrap();
    assert_eq!((sheet.refused, sheet.good.len()), (vec![], 4));
}

#[test]
fn rows_are_counted_as_they_stand_and_emptied_ones_passed_over() {
    let text = format!("{HEADER}\n{GOOD},,,,,,\n , ,,,,,\nC-9,A,,,,,\n,,,,,,\n,,,,,,\n\n");
    let sheet = sheet(text.as_bytes()).unwrap();
    assert_eq!(sheet.good[0].place, Place { row: 3, line: 3 });
    let refused: Vec<_> = sheet.refused.iter().map(|row| row.place.row).collect();
    assert_eq!(refused, [6]);
}

#[test]
fn a_file_that_would_be_misread_is_refused_whole_and_the_next_step_named() {
    let open = GOOD.replace("b\"", "b");
    let wide: Vec<u8> = HEADER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (text, words) in [
        (
            format!("{HEADER}{open}{GOOD}").into_bytes(),
            "line 2: a quote opens",
        ),
        (
            format!("{HEADER}{GOOD}{open}").into_bytes(),
            "line 3: a quote opens",
        ),
        (
            HEADER.replace("note", "decision").into_bytes(),
            "column decision stands there twice",
        ),
        (
            HEADER.replace(',', ";").into_bytes(),
            "semicolons part the columns, not commas; nothing was recorded; save",
        ),
        (HEADER.replace(',', "\t").into_bytes(), "tabs part"),
        (
            [b"\xff\xfe".as_slice(), &wide].concat(),
            "UTF-16, not UTF-8",
        ),
        (wide, "UTF-16, not UTF-8; nothing was recorded; save"),
    ] {
        let error = sheet(&text).err().unwrap();
        assert_eq!(error.kind, Kind::Data);
        assert!(error.to_string().contains(words), "{words}: {error}");
    }
    assert_eq!(sheet(HEADER.as_bytes()).unwrap(), Sheet::default());
}
