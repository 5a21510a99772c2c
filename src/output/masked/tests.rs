//! Names leave nothing behind by which they could be found again.

use super::*;
use crate::schema::samples::case_row;

#[test]
fn names_follow_the_order_of_the_run_and_one_case_has_one_name() {
    let cases = [case_row("C-b"), case_row("C-a")];
    let names = Names::new(&cases, &[]);
    assert_eq!([names.of("C-b"), names.of("C-a")], ["M-0001", "M-0002"]);
    assert_eq!(names.of("C-unknown"), "M-");
}

#[test]
fn what_stays_of_a_case_is_what_was_asked_and_what_was_said() {
    let row = case_row("C-1");
    let names = Names::new(std::slice::from_ref(&row), &[]);
    let words = LastWords::from([("C-1".to_owned(), "concur")]);
    let masked = rows::case(row.clone(), &names, &words, "2027-05-24");
    assert_eq!(masked.review_status, "concur");
    assert_eq!(
        (masked.action, &masked.reason_codes),
        (row.action, &row.reason_codes)
    );
    assert_eq!(masked.score_bits, row.score_bits.map(f64::round));
    assert_ne!(
        masked.score_bits, row.score_bits,
        "the sample has hundredths"
    );
    let text = String::from_utf8(csv::encode(&[masked])).unwrap();
    for gone in [
        Some(row.surname),
        row.given_names,
        row.birth_date,
        row.document_number,
        row.entry_name,
        Some(row.explanation),
        Some("C-1".to_owned()),
    ] {
        let gone = gone.unwrap();
        assert!(!text.contains(&gone), "{gone} in {text}");
    }
}

/// What masking takes away of a row identifies somebody, so a `*` does not show it either.
#[cfg(feature = "analyst")]
#[test]
fn what_is_masked_is_personal() {
    use crate::schema::personal::is_personal;
    use crate::tables::row::Table;

    fn taken<T: Table>(whole: &T, masked: &T) -> Vec<&'static str> {
        let pairs = whole.cells().into_iter().zip(masked.cells());
        let columns = T::COLUMNS.iter().zip(pairs);
        let changed = columns.filter(|(_, (whole, masked))| whole != masked);
        changed.map(|(column, _)| column.name).collect()
    }
    // Rounded, given another name, or what an officer said of it.
    let stays = |column: &str| {
        [
            "case_id",
            "review_status",
            "score_bits",
            "probability",
            "points",
        ]
        .contains(&column)
    };
    let mut case = case_row("C-1");
    let text = || Some("x".to_owned());
    case.passenger_ref = text();
    case.booking_ref = text();
    case.sex = text();
    case.nationality = text();
    case.document_type = text();
    case.entry_id = text();
    let names = Names::new(std::slice::from_ref(&case), &[]);
    let masked = rows::case(case.clone(), &names, &LastWords::new(), "2027-05-24");
    let evidence = crate::schema::rows::EvidenceRow {
        case_id: "C-1".to_owned(),
        run_id: "night".to_owned(),
        hit_rank: 1,
        list: text(),
        entry_id: text(),
        entry_name: text(),
        kind: "name".to_owned(),
        level: "equal".to_owned(),
        passenger_value: text(),
        entry_value: text(),
        points: 1.5,
        note: text(),
    };
    let masked_evidence = rows::evidence(evidence.clone(), "night", &names);
    let taken = [taken(&case, &masked), taken(&evidence, &masked_evidence)].concat();
    assert!(taken.len() > 15, "{taken:?}");
    for column in taken {
        assert!(
            stays(column) || is_personal(column),
            "{column} is masked and shown"
        );
    }
}
