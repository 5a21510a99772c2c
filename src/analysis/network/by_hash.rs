//! Hashes rule rows out and decide nothing, not even when many or all meet in one.

use super::walk::{Found, Held, Who, walk};
use crate::analysis::links::hashes::{self, Hash, HashedRows, KeyHashes};
use crate::analysis::links::keys::{LinkValues, keys};
use crate::domain::ids::RowRef;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::convert::Infallible;

/// Of one row: carrier, day, booking, phone, email, payment, number, issuer.
type Cells = (u8, i64, [Option<u8>; 6]);

const TEXTS: [&str; 3] = ["A", "B", "AB"];

fn values(cells: &Cells) -> LinkValues<'static> {
    let (carrier, day, cells) = cells;
    let [booking, phone, email, payment, number, issuer] =
        cells.map(|cell| cell.map(|text| TEXTS[usize::from(text)]));
    LinkValues {
        carrier: Some(TEXTS[usize::from(*carrier)]),
        departure: Some(day * 86_400),
        booking_ref: booking,
        contact_phone: phone,
        contact_email: email,
        payment_ref: payment,
        document_number: number,
        document_issuer: issuer,
    }
}

fn cells() -> impl Strategy<Value = Cells> {
    let cell = || proptest::option::of(0_u8..3);
    let cells = [cell(), cell(), cell(), cell(), cell(), cell()];
    (0_u8..2, 0_i64..12, cells)
}

/// Three rows a part, two parts a file.
fn row(number: usize) -> RowRef {
    RowRef {
        file: (number / 6) as u32,
        row: (number % 6) as u64 + 1,
    }
}

fn key_hashes(rows: &[Cells], hash: Hash) -> KeyHashes {
    let parts = rows.chunks(3).enumerate().map(|(part, rows)| HashedRows {
        from: row(3 * part),
        rows: rows
            .iter()
            .map(|cells| hashes::of_row(&values(cells), hash))
            .collect(),
    });
    KeyHashes::of(parts.collect())
}

/// Two rows in three are of people of their own.
fn held(rows: &[Cells]) -> Vec<Held> {
    let numbered = rows.iter().enumerate();
    numbered
        .map(|(number, cells)| Held {
            row: row(number),
            who: Who {
                name: (number - number % 3 / 2) as u64,
                birth: 1,
            },
            keys: keys(&values(cells)).map(|key| key.to_key()).collect(),
            agency: None,
        })
        .collect()
}

fn walked(rows: &[Cells], cases: &[usize], looked_at: impl Fn(&[RowRef]) -> Vec<RowRef>) -> Found {
    let held = held(rows);
    let cases: Vec<Vec<RowRef>> = cases.iter().map(|case| vec![row(*case)]).collect();
    let read = |asked: &[RowRef]| {
        let wanted: BTreeSet<RowRef> = looked_at(asked)
            .into_iter()
            .chain(asked.iter().copied())
            .collect();
        let found = held.iter().filter(|held| wanted.contains(&held.row));
        Ok::<_, Infallible>(found.cloned().collect())
    };
    walk(&cases, rows.len() as u64, read).unwrap()
}

fn booked(booking: u8) -> Cells {
    (0, 0, [Some(booking), None, None, None, None, None])
}

#[test]
fn companions_of_a_case_are_linked_and_strangers_are_not() {
    let rows = [booked(0), booked(1), booked(0), booked(2)];
    let hashes = key_hashes(&rows, hashes::hash);
    let looked_at = |asked: &[RowRef]| hashes.may_share(asked.iter().copied());
    assert_eq!(looked_at(&[row(0)]), [row(0), row(2)]);
    let found = walked(&rows, &[0], looked_at);
    let others: Vec<_> = found
        .links
        .iter()
        .map(|link| link.other.unwrap().0)
        .collect();
    assert_eq!(others, [row(2)]);
}

proptest! {
    #[test]
    fn links_by_hash_are_links_by_text(
        rows in proptest::collection::vec(cells(), 1..24),
        cases in proptest::collection::btree_set(0_usize..24, 1..5),
    ) {
        let cases: Vec<usize> = cases.into_iter().filter(|case| *case < rows.len()).collect();
        let all: Vec<RowRef> = (0..rows.len()).map(row).collect();
        let by_text = walked(&rows, &cases, |_| all.clone());
        let hashes: [Hash; 4] = [hashes::hash, |key| hashes::hash(key) % 3, |_| 0, |_| u32::MAX];
        for hash in hashes {
            let hashes = key_hashes(&rows, hash);
            let looked_at = |asked: &[RowRef]| hashes.may_share(asked.iter().copied());
            let by_hash = walked(&rows, &cases, looked_at);
            prop_assert_eq!(&by_hash.links, &by_text.links);
            prop_assert_eq!(&by_hash.own, &by_text.own);
        }
    }
}
