//! A briefing as a browser takes it apart, without a browser.

use crate::common::{Said, World, entry, row};
use crate::html::{Tag, elements};
use preboard::MOST_CARDS;
use preboard::manifest::row::ManifestRow;
use std::collections::BTreeSet;

const HOSTILE: &str = "\"'><script>alert(1)</script><img src=\"http://example.org/x\">\u{202E}";

/// A listed passenger, with foreign text in every field that reaches the page.
fn hostile_world() -> World {
    let mut passenger = row("ZUMARINOV", "BORISLAV", "1970-03-05");
    passenger.given_names = Some(format!("BORISLAV {HOSTILE}"));
    passenger.flight_number = Some("1<b>".to_owned());
    passenger.booking_ref = Some(HOSTILE.to_owned());
    passenger.document_number = Some("AB<i>123".to_owned());
    passenger.birth_place = Some(HOSTILE.to_owned());
    let mut friend = row("SMITH", "ANNA", "1980-01-02");
    friend.booking_ref = Some(HOSTILE.to_owned());
    let mut listed = entry("7", "ZUMARINOV", "Borislav", "1970-03-05");
    listed.list = format!("TEST{HOSTILE}");
    listed.authority = HOSTILE.to_owned();
    listed.reason = Some(HOSTILE.repeat(200));
    listed.handling = Some(HOSTILE.to_owned());
    listed.birth_places = vec![HOSTILE.to_owned()];
    World::of(&[passenger, friend], &[listed])
}

/// What holds for every page, whatever is on it.
fn assert_sound(page: &str) -> Vec<Tag> {
    let tags = elements(page);
    for once in ["main", "header", "footer", "h1", "style", "script", "title"] {
        let found = tags.iter().filter(|tag| tag.name == once);
        assert_eq!(found.count(), 1, "{once}");
    }
    let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id stands twice");
    for tag in &tags {
        for key in [
            "src",
            "srcset",
            "action",
            "data",
            "style",
            "background",
            "ping",
        ] {
            assert_eq!(tag.get(key), None, "<{} {key}>", tag.name);
        }
        let handler = tag.attributes.keys().find(|key| key.starts_with("on"));
        assert_eq!(handler, None, "<{}>", tag.name);
        if let Some(href) = tag.get("href") {
            match href.strip_prefix("tel:") {
                Some(digits) => {
                    let dialled = digits.trim_start_matches('+');
                    assert!(dialled.bytes().all(|b| b.is_ascii_digit()), "{href}");
                }
                None => {
                    let target = href.strip_prefix('#').expect("a link out of the page");
                    assert!(known.contains(target), "{href} leads nowhere");
                }
            }
        }
        for key in ["aria-labelledby", "for"] {
            let named = tag.get(key).unwrap_or("").split_whitespace();
            named.for_each(|id| assert!(known.contains(id), "{key}={id}"));
        }
        if tag.get("role") == Some("region") {
            assert!(tag.get("aria-label").is_some() && tag.get("tabindex") == Some("0"));
        }
        match tag.name.as_str() {
            "th" => assert!(tag.get("scope").is_some(), "a heading without scope"),
            "select" | "svg" | "input" | "article" | "section" => {
                let label = ["aria-label", "aria-labelledby", "aria-hidden", "id"];
                let box_of_card = tag.get("class") == Some("box");
                assert!(box_of_card || label.iter().any(|key| tag.get(key).is_some()));
            }
            "html" => assert_eq!(tag.get("lang"), Some("en")),
            "link" | "img" | "iframe" | "object" | "embed" | "base" | "a" => {
                assert_eq!(tag.name, "a", "no such element belongs here");
            }
            _ => {}
        }
    }
    let headings = tags.iter().filter_map(|tag| {
        let level = tag.name.strip_prefix('h')?.parse::<u32>().ok()?;
        Some(level)
    });
    let headings: Vec<u32> = headings.collect();
    for pair in headings.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "a heading skips a level: {pair:?}");
    }
    let policy = tags
        .iter()
        .find(|tag| tag.get("http-equiv") == Some("Content-Security-Policy"))
        .and_then(|tag| tag.get("content"))
        .unwrap();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe"), "{policy}");
    tags
}

#[test]
fn hostile_values_stay_text_and_the_page_stays_whole() {
    let world = hostile_world();
    let night = world.night("night");
    let text = night.briefing("NEW_YORK");
    let tags = assert_sound(&text);
    assert_eq!(tags.iter().filter(|tag| tag.name == "article").count(), 1);
    assert!(
        text.contains("&#60;script&#62;alert(1)"),
        "the values are shown"
    );
    assert!(!text.contains('\u{202E}'));
    let card = tags.iter().find(|tag| tag.name == "article").unwrap();
    let size = card.span.1 - card.span.0;
    assert!(size < 24_000, "{size} bytes for one case");
    for group in ["MIAMI", "HONOLULU", "unrouted"] {
        assert_sound(&night.briefing(group));
    }
}

#[test]
fn every_case_has_a_card_with_its_sections() {
    let world = World::new();
    let mut stolen = row("SMITH", "ANNA", "1980-01-02");
    stolen.document_expiry = Some(jiff_date("2020-01-01"));
    world.manifest(&[row("ZUMARINOF", "BORISLAW", "1970-03-05"), stolen]);
    let night = world.night("night");
    let cases = night.cases();
    assert_eq!(cases.len(), 2);
    let text = night.briefing("NEW_YORK");
    let tags = assert_sound(&text);
    for case in &cases {
        let id = case.case_id.as_str();
        let card = tags.iter().find(|tag| tag.get("id") == Some(id)).unwrap();
        let inner = &text[card.span.0..card.span.1];
        for section in [
            "What speaks against it",
            "What the desk can check to clear it",
            "Earlier decisions",
            "Against:",
            "Clears:",
            &case.explanation,
        ] {
            assert!(inner.contains(section), "{section}\nnot in\n{inner}");
        }
        assert!(
            inner.len() < 12_000,
            "{} bytes for a common case",
            inner.len()
        );
    }
    // ZUMARINOF for ZUMARINOV, BORISLAW for BORISLAV: one letter each.
    assert!(text.contains("ZUMARINO<mark>F</mark>") && text.contains("ZUMARINO<mark>V</mark>"));
    let lists = ["by-state", "by-flight", "by-action", "by-reason", "order"];
    for id in lists {
        let select = tags.iter().find(|tag| tag.get("id") == Some(id)).unwrap();
        assert!(select.inside.contains(&"form".to_owned()));
        assert!(tags.iter().any(|tag| tag.get("for") == Some(id)));
    }
}

fn jiff_date(text: &str) -> jiff::civil::Date {
    text.parse().unwrap()
}

#[test]
fn an_undecided_case_never_sinks_and_a_decided_one_folds() {
    let world = World::new();
    let case = world.night("one").case().case_id;
    let is_folded = |night: &str, minute: &str| {
        let as_of = format!("2026-11-23T18:{minute}:00Z");
        let text = world.night_at(night, &as_of).briefing("NEW_YORK");
        let tags = assert_sound(&text);
        let card = tags.iter().find(|tag| tag.name == "article").unwrap();
        (card.inside.contains(&"details".to_owned()), text)
    };
    let (folded, text) = is_folded("two", "10");
    assert!(!folded && text.contains("0 new, 0 changed, 1 unchanged"));
    assert!(text.contains(">1 undecided</span>"));

    let word = |decision: &str, minute: &str| {
        let word = format!(
            "{case},Officer <12>,2026-11-23T18:{minute}:00Z,{decision},unknown,unknown,photo asked for\n"
        );
        world.review("two", &word).ok();
    };
    word("need_info", "11");
    let (folded, text) = is_folded("three", "20");
    assert!(!folded, "who asks for more has not decided");
    assert!(text.contains("<span class=\"tag\">waits for information</span>"));
    assert!(text.contains("Officer &#60;12&#62; on this case (run two): need info"));

    word("not_concur", "21");
    let (folded, text) = is_folded("four", "30");
    assert!(folded);
    assert!(text.contains(">0 undecided</span>") && text.contains("0 concurred, 1 not concurred"));
    // Told before anything is unfolded.
    assert!(text.contains("<td>not concur (Officer &#60;12&#62;)</td>"));
}

#[test]
fn a_night_of_thousands_has_a_bounded_page() {
    let world = World::new();
    let expired = |n: usize| {
        let mut row = row(&format!("S{n}"), "ANNA", "1980-01-02");
        row.surname = Some(format!("SMITH{}", letters(n)));
        row.document_number = Some(format!("QX{n:07}"));
        row.document_expiry = Some(jiff_date("2020-01-01"));
        row
    };
    let rows: Vec<ManifestRow> = (0..2_000).map(expired).collect();
    world.manifest(&rows);
    let text = world.night("night").briefing("NEW_YORK");
    let tags = assert_sound(&text);
    assert_eq!(
        tags.iter().filter(|tag| tag.name == "article").count(),
        MOST_CARDS
    );
    let lines = tags
        .iter()
        .filter(|tag| tag.name == "li" && tag.get("data-f").is_some());
    assert_eq!(lines.count(), 2_000 - MOST_CARDS);
    assert!(text.contains("300 of 2000 cases have a card"));
    assert!(
        text.len() < MOST_CARDS * 12_000 + 2_000 * 1_000,
        "{}",
        text.len()
    );
}

#[test]
fn the_directory_fills_the_page_and_check_names_carriers_without_a_desk() {
    let world = World::new();
    let told = |directory: &str| {
        world.settings(directory);
        Said::of(&mut world.command_on_inputs("check"))
    };
    let desk = |carrier: &str, phone: &str| {
        format!("[[routing.directory]]\ncarrier = \"{carrier}\"\nphone = \"{phone}\"\n")
    };
    told("").ok().hides(&["routing.directory"]);
    told(&desk("YY", "+1 555 0100"))
        .ok()
        .tells(&["no phone in routing.directory for XX at CDG"]);
    told(&desk("XX", "+1 555 0100"))
        .ok()
        .hides(&["routing.directory"]);
    let page = world.night("night").briefing("NEW_YORK");
    assert_sound(&page);
    assert!(page.contains("href=\"tel:+15550100\""));
    told(&desk("XX", "ask"))
        .ended(78)
        .tells(&["routing.directory, desk 1: phone has no digit to dial"]);
    told(&desk("XX", "1").repeat(2))
        .ended(78)
        .tells(&["stand twice"]);
}

/// A name of its own for each number, without digits.
fn letters(n: usize) -> String {
    let letter = |part: usize| char::from(b'A' + (part % 26) as u8);
    [n, n / 26, n / 676].map(letter).iter().collect()
}

#[test]
fn a_case_without_a_group_is_told_on_the_page_the_terminal_and_the_record() {
    let world = World::new();
    let mut nowhere = row("ZUMARINOV", "BORISLAV", "1970-03-05");
    nowhere.departure_airport = Some("QQQ".to_owned());
    nowhere.arrival_airport = Some("XQX".to_owned());
    world.manifest(&[nowhere]);
    Said::of(world.run().args(["--run-id", "night"]))
        .ok()
        .tells(&["cases without a liaison group: 1"]);
    let night = world.published_run("night");
    assert_eq!(night.record().counts.unrouted, 1);
    let own = night.briefing("unrouted");
    assert_sound(&own);
    assert!(own.contains("No group receives these cases") && own.contains("<article"));
    let other = night.briefing("MIAMI");
    assert!(other.contains("Cases of this run without a group: 1"));
}

#[test]
fn every_leg_of_a_journey_reaches_the_group_of_the_last_foreign_airport() {
    let world = World::new();
    let leg = |from: &str, to: &str, number: &str, departure: &str| {
        let mut leg = row("ZUMARINOV", "BORISLAV", "1970-03-05");
        leg.flight_number = Some(number.to_owned());
        leg.departure_airport = Some(from.to_owned());
        leg.arrival_airport = Some(to.to_owned());
        leg.scheduled_departure = Some(departure.parse().unwrap());
        leg.booking_ref = Some("QX7ABC".to_owned());
        leg
    };
    world.manifest(&[
        leg("GRU", "LHR", "1", "2026-11-24T00:00:00Z"),
        leg("LHR", "JFK", "2", "2026-11-24T16:00:00Z"),
        leg("JFK", "MIA", "3", "2026-11-25T04:00:00Z"),
    ]);
    let cases = world.night("night").cases();
    let groups: Vec<&str> = cases.iter().map(|case| case.group.as_str()).collect();
    assert_eq!(groups, ["NEW_YORK"; 3]);
}
