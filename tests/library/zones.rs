//! Machine-readable zones against real vectors, where those are at hand.

use crate::common::shared;
use preboard::mrz::{Field, Format, Zone, ZoneFault, parse};

fn wrong_digits(zone: &Zone) -> Vec<Field> {
    let of = |fault: &ZoneFault| match fault {
        ZoneFault::CheckDigit { field, .. } => Some(*field),
        ZoneFault::Date(_) | ZoneFault::Form(_) => None,
    };
    zone.faults.iter().filter_map(of).collect()
}

#[test]
fn real_vectors_verify_as_labelled() {
    let Some(path) = shared("mrz/mrz_test_vectors.tsv") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let mut counts = [0, 0];
    for row in text.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let lines = cells[1..4].iter().filter(|line| !line.is_empty());
        let zone = parse(&lines.copied().collect::<Vec<_>>().join("\n")).unwrap();
        let kind = match zone.format {
            Format::Td1 => "TD1",
            Format::Td2 => "TD2",
            Format::Td3 => "TD3",
            Format::MrvA => "MRV-A",
            Format::MrvB => "MRV-B",
        };
        assert_eq!(kind, cells[0]);
        assert_eq!(zone.checks(), cells[5] == "1", "{row}");
        // Which digits are wrong, as the vectors' own computation says.
        for (name, field) in [
            ("doc", Field::Number),
            ("dob", Field::BirthDate),
            ("exp", Field::ExpiryDate),
            ("opt", Field::OptionalData),
            ("composite", Field::Composite),
        ] {
            let says = |word: &str| cells[4].contains(&format!("\"\"{name}\"\": {word}"));
            let wrong = wrong_digits(&zone).contains(&field);
            assert!(!says("false") || wrong, "{name}: {row}");
            assert!(!says("true") || !wrong, "{name}: {row}");
        }
        counts[usize::from(zone.checks())] += 1;
    }
    assert_eq!(counts, [5, 25]);
}
