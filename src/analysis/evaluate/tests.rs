//! Figures of hand-made outcomes, whose answers are plain.

use super::capacity::{Alert, Truth};
use super::*;

const LINES: Lines = Lines {
    review: Points(-200),
    recommend: Points(600),
    lowest: Points(-1100),
    share_listed: 1.0 / 7_600.0,
};

fn outcome(group: &str, total: i32, listed: bool) -> Outcome {
    let found = Some(Found {
        total: Points(total),
        rank: 1,
        action: None,
    });
    Outcome {
        group: Some(group.to_owned()),
        truth: found.filter(|_| listed),
        wrong: found.filter(|_| !listed),
    }
}

fn many(group: &str, count: usize, total: i32, listed: bool) -> Vec<Outcome> {
    vec![outcome(group, total, listed); count]
}

fn alert(total: i32, id: &str, action: Option<Action>, truth: Truth) -> Alert {
    Alert {
        total: Points(total),
        action,
        query_id: id.to_owned(),
        entry_id: "1".to_owned(),
        truth,
    }
}

#[test]
fn ties_are_alerts_together_or_not_at_all() {
    let population: Vec<Outcome> = [many("A", 5, 300, false), many("A", 95, -900, false)].concat();
    let curve = Curve::of(&[], &population, LINES.lowest);
    for (share, bits) in [(0.04, 3.01), (0.05, -8.99), (0.5, -8.99), (1.0, -11.0)] {
        assert_eq!(curve.threshold_at(share).bits(), bits, "{share}");
    }
}

#[test]
fn parity_flags_who_is_found_less_and_who_is_disturbed_more() {
    let pairs = [
        many("A", 60, 700, true),
        many("B", 30, 700, true),
        many("B", 30, -900, true),
        many("C", 29, -900, true),
    ];
    let population = [
        many("A", 10, 700, false),
        many("A", 90, -1000, false),
        many("B", 900, -1000, false),
    ];
    let report = report(&pairs.concat(), &population.concat(), LINES);
    let at = |group: &str| report.parity[group].at["review"].clone();
    let gap = report.parity["B"].recall_gap.unwrap();
    assert!((gap - (90.0 / 149.0 - 0.5)).abs() < 1e-9, "{gap}");
    assert_eq!(at("B").recall_flag(), Some(parity::Flag::Perhaps));
    assert_eq!(at("A").recall_flag(), None);
    assert!((report.parity["A"].false_alert_ratio.unwrap() - 10.0).abs() < 1e-9);
    assert_eq!(at("A").false_alert_flag(), Some(parity::Flag::Sure));
    assert_eq!(report.parity["B"].false_alert_ratio, Some(0.0));
    // One too few to be compared.
    assert_eq!(report.parity["C"].recall_gap, None);
    assert_eq!(report.parity["C"].false_alert_ratio, None);
}

#[test]
fn capacity_orders_by_total_then_action_then_ids() {
    let denial = Some(Action::RecommendDenial);
    let contact = Some(Action::ContactGroup);
    let alerts = vec![
        alert(500, "z", denial, Truth::True),
        alert(500, "a", contact, Truth::NotListed),
        alert(500, "b", contact, Truth::True),
        alert(900, "c", denial, Truth::WrongEntry),
        alert(450, "d", contact, Truth::NotListed),
    ];
    let of = |most| capacity::of(alerts.clone(), 4, most);
    let two = of(2);
    assert_eq!(
        (two.true_alerts, two.wrong_entries, two.false_alerts),
        (1, 1, 0)
    );
    assert_eq!((two.recall, two.next_costs_bits), (0.25, Some(0.0)));
    let band = two.tie_band;
    assert_eq!((band.alerts, band.inside, band.outside), (3, 1, 2));
    assert_eq!((band.true_in, band.true_out), (1, 1));
    assert_eq!(of(3).false_alerts, 1, "a stands before b");
    let four = of(4);
    assert_eq!(
        (four.threshold_bits, four.next_bits),
        (Some(5.0), Some(4.5))
    );
    assert_eq!(four.next_costs_bits, Some(0.5));
    let all = of(9);
    assert_eq!((all.alerts, all.next_costs_bits), (5, None));
}

#[test]
fn a_list_gets_the_lowest_half_bit_that_few_enough_reach() {
    let outcomes = [
        many("UN", 2, 310, false),
        many("UN", 98, -1050, false),
        many("EU", 10, -1050, false),
    ];
    let lists = self_screen::by_list(&outcomes.concat(), LINES.lowest);
    let bits = |list: &str| {
        lists[list]
            .bits_at_far
            .values()
            .copied()
            .collect::<Vec<_>>()
    };
    // 1e-2, 1e-3, 2e-2 in the order of their names: two of a hundred are 2 %.
    assert_eq!(bits("UN"), [3.5, 3.5, -10.0]);
    assert_eq!(bits("EU"), [-10.0, -10.0, -10.0]);
    let rate = |bits: f64| {
        let mut thresholds = lists["UN"].thresholds.iter();
        thresholds
            .find(|at| at.bits == bits)
            .unwrap()
            .false_alert_rate
    };
    assert_eq!((rate(-11.0), rate(-10.0), rate(4.0)), (1.0, 0.02, 0.0));
}

#[test]
fn a_line_ends_where_nothing_can_be_measured() {
    let population = [many("A", 20, 300, false), vec![Outcome::default(); 980]].concat();
    let report = report(&many("A", 10, 700, true), &population, LINES);
    let (first, last) = (report.line.first().unwrap(), report.line.last().unwrap());
    assert!(first.rate <= 0.02 && 0.017 < first.rate, "{}", first.rate);
    assert!(0.001 <= last.rate && last.rate < 0.0012, "{}", last.rate);
    assert_eq!(last.recall.share, 1.0);
}
