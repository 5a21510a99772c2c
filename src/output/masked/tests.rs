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
