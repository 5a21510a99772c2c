//! The sentence on a case names every part of the name that agrees, in whatever script and
//! field it was written.

use crate::common::{World, entry, row};

fn said(own: [&str; 2], listed: [&str; 2]) -> String {
    let born = "1961-04-17";
    let world = World::of(
        &[row(own[0], own[1], born)],
        &[entry("7", listed[0], listed[1], born)],
    );
    world.night("night").case().explanation
}

#[test]
fn the_parts_that_agree_are_named() {
    for (own, listed, expect) in [
        (
            ["حمشو", "محمد صابر"],
            ["HAMSHO", "Muhammad Sabir"],
            "Same surname, given names and birth date as TEST entry 7 ",
        ),
        (
            ["ЗУМАРИНОВ", "БОРИСЛАВ"],
            ["ZUMARINOV", "Borislav"],
            "Same surname, given names and birth date as TEST entry 7 ",
        ),
        (
            ["BORISLAV", "ZUMARINOV"],
            ["ZUMARINOV", "Borislav"],
            "Same name (surname and given name exchanged) and birth date as TEST entry 7 ",
        ),
        (
            ["BORISLAV ZUMARINOV", ""],
            ["ZUMARINOV", "Borislav"],
            "Same name and birth date as TEST entry 7 ",
        ),
        (
            ["ZUMARINOV", "HENRYK"],
            ["ZUMARINOV", "Borislav"],
            "other given names",
        ),
    ] {
        let said = said(own, listed);
        assert!(said.contains(expect), "{own:?}: {said}");
    }
}
