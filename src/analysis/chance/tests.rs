//! Every formula against scipy and statsmodels: `scripts/chance_vectors` made the numbers.

use super::interval::Rates;
use super::others::{Sums, fisher, varied};
use super::{gamma, many, prediction, tails};

const VECTORS: &str = include_str!("../../../tests/data/chance/vectors.tsv");

/// Greatest difference that is let pass, as a share of the value.
const CLOSE: f64 = 1e-9;

fn numbers(text: &str) -> Vec<f64> {
    text.split(' ')
        .map(|number| number.parse().unwrap())
        .collect()
}

fn ours(law: &str, a: &[f64]) -> Vec<f64> {
    let whole = |at: usize| a[at] as u64;
    let sums = || Sums {
        own: whole(0),
        others: whole(1),
        window: whole(2),
    };
    let rates = || Rates {
        window: whole(0),
        base: whole(1),
        screened_in_window: a[2],
        screened_in_base: a[3],
    };
    match law {
        "binomial" => vec![tails::binomial(whole(0), a[1], whole(2))],
        "beta_binomial" => vec![tails::beta_binomial(whole(0), (a[1], a[2]), whole(3))],
        "hypergeometric" => vec![tails::hypergeometric(
            whole(0),
            whole(1),
            whole(2),
            whole(3),
        )],
        "fisher" => vec![fisher(sums(), a[3], whole(4))],
        "varied" => vec![varied(sums(), (a[3], a[4]), (a[5], a[6]), whole(7))],
        "gamma_poisson" => vec![prediction::gamma_poisson(a[0], a[1], whole(2))],
        "ln_gamma" => vec![gamma::ln_gamma(a[0])],
        "gamma_below" => vec![gamma::below(a[0], a[1])],
        "gamma_quantile" => vec![gamma::quantile(a[0], a[1], a[2])],
        "two_rates" => vec![rates().tail(1.0, 1.0, whole(0))],
        "ratio" => {
            let ratio = rates().ratio(1.0, 0.05);
            vec![ratio.low, ratio.high.unwrap()]
        }
        "many" => many::adjusted(a, a.len()),
        other => panic!("{other} is not known"),
    }
}

#[test]
fn every_formula_is_that_of_scipy_and_statsmodels() {
    let mut laws = std::collections::BTreeMap::new();
    for line in VECTORS.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split('\t').collect();
        let (found, expected) = (ours(parts[0], &numbers(parts[1])), numbers(parts[2]));
        assert_eq!(found.len(), expected.len(), "{line}");
        for (found, expected) in found.iter().zip(&expected) {
            let off = (found - expected).abs() / expected.abs().max(f64::MIN_POSITIVE);
            assert!(off <= CLOSE, "{line}: {found:e}, off by {off:e}");
            let (lines, worst) = laws.entry(parts[0]).or_insert((0, 0.0_f64));
            *lines += 1;
            *worst = worst.max(off);
        }
    }
    assert_eq!(laws.len(), 12, "{laws:?}");
    assert!(laws.values().all(|(lines, _)| 40 <= *lines), "{laws:?}");
}

#[test]
fn ends_of_a_law_are_certain_or_impossible() {
    assert_eq!(tails::binomial(3, 0.5, 0), 1.0);
    assert_eq!(tails::binomial(3, 0.5, 4), 0.0);
    assert_eq!(tails::binomial(3, 0.0, 1), 0.0);
    assert_eq!(tails::beta_binomial(0, (1.0, 1.0), 0), 1.0);
    assert_eq!(tails::hypergeometric(10, 10, 3, 3), 1.0, "all are marked");
    assert_eq!(tails::hypergeometric(10, 2, 3, 3), 0.0);
    assert_eq!(prediction::gamma_poisson(0.0, 1.0, 1), 0.0);
    assert_eq!(prediction::gamma_poisson(2.0, 1.0, 0), 1.0);
}

#[test]
fn little_overdispersion_is_nearly_none_and_much_is_less_sure() {
    let rates = Rates {
        window: 12,
        base: 40,
        screened_in_window: 4.0,
        screened_in_base: 52.0,
    };
    let [exact, nearly, twice] = [1.0, 1.0 + 1e-9, 2.0].map(|d| rates.tail(d, 1.0, 12));
    assert!((exact - nearly).abs() < 1e-6 * exact);
    assert!(exact * 10.0 < twice, "{exact} {twice}");
    let (narrow, wide) = (rates.ratio(1.0, 0.05), rates.ratio(2.0, 0.05));
    assert!(wide.low < narrow.low && narrow.high < wide.high);
    let none = Rates { base: 0, ..rates }.ratio(1.0, 0.05);
    assert_eq!((none.value, none.high), (None, None));
}

#[test]
fn questions_that_were_asked_and_answered_no_count() {
    let few = many::adjusted(&[0.01, 0.5], 2);
    let many = many::adjusted(&[0.01, 0.5], 200);
    assert_eq!(few, [0.02, 0.5]);
    assert_eq!(many, [1.0, 1.0]);
    assert!(many::adjusted(&[], 0).is_empty());
}
