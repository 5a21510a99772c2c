//! Zones written, read, harmed and random.

use super::write::{Fields, zone};
use super::*;
use proptest::prelude::*;

fn wrong_digits(zone: &Zone) -> Vec<Field> {
    let of = |fault: &ZoneFault| match fault {
        ZoneFault::CheckDigit { field, .. } => Some(*field),
        ZoneFault::Date(_) | ZoneFault::Form(_) => None,
    };
    zone.faults.iter().filter_map(of).collect()
}

/// Invented holders of Utopian documents, but for the standard's own Eriksson.
const TD3: &str =
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

#[test]
fn the_specimen_of_the_standard_reads_whole() {
    let zone = parse(TD3).unwrap();
    assert_eq!(zone.format, Format::Td3);
    for (found, expect) in [
        (&zone.code, "P"),
        (&zone.issuer, "UTO"),
        (&zone.number, "L898902C3"),
        (&zone.nationality, "UTO"),
        (&zone.optional, "ZE184226B"),
        (&zone.surname, "ERIKSSON"),
        (&zone.given_names, "ANNA MARIA"),
        (&zone.birth.to_string(), "740812"),
        (&zone.expiry.to_string(), "120415"),
    ] {
        assert_eq!(found, expect);
    }
    assert_eq!(zone.sex, Some(Sex::Female));
    assert_eq!(
        zone.expiry_near(jiff::civil::date(2026, 11, 23)),
        Some(jiff::civil::date(2012, 4, 15))
    );
    assert!(zone.faults.is_empty() && !zone.truncated);
    assert_eq!(zone.kind(), Some(DocumentType::Passport));
}

#[test]
fn shapes_are_told_apart_and_dress_does_not_matter() {
    let visa = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<";
    let small = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<";
    let card = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";
    let long = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<<<<<<<<<<<<<<";
    for (text, format, number) in [
        (TD3, Format::Td3, "L898902C3"),
        (visa, Format::MrvA, "L8988901C"),
        (small, Format::MrvB, "L8988901C"),
        (card, Format::Td2, "D23145890"),
        (long, Format::Td1, "D23145890734"),
    ] {
        let dressed = [
            text.to_owned(),
            text.replace('\n', ""),
            format!(" {}\r\n", text.replace('\n', "\r\n").to_lowercase()),
        ];
        for text in dressed {
            let zone = parse(&text).unwrap();
            assert_eq!(
                (zone.format, zone.number.as_str()),
                (format, number),
                "{text}"
            );
            assert!(zone.checks(), "{:?}", zone.faults);
        }
    }
    for no_zone in [
        "",
        "P<UTO",
        "É",
        &TD3[..87],
        &TD3.replace('<', "*"),
        &"É".repeat(44),
    ] {
        assert_eq!(parse(no_zone), None, "{no_zone}");
    }
}

#[test]
fn faults_name_their_field() {
    use Field::*;
    for (old, new, expect) in [
        ("L898902C36", "L898902C37", vec![Number, Composite]),
        ("7408122F", "7408132F", vec![BirthDate, Composite]),
        ("120415", "120416", vec![ExpiryDate, Composite]),
        (
            "ZE184226B<<<<<1",
            "ZE184226B<<<<<2",
            vec![OptionalData, Composite],
        ),
        ("10", "11", vec![Composite]),
    ] {
        let text = TD3.replacen(old, new, 1);
        assert_eq!(wrong_digits(&parse(&text).unwrap()), expect, "{new}");
    }
    for (old, new, fault) in [
        ("7408122F", "7413122F", ZoneFault::Date(BirthDate)),
        ("120415", "12O415", ZoneFault::Date(ExpiryDate)),
        ("2F1", "2Q1", ZoneFault::Form(Sex)),
        ("ERIKSSON", "ER1KSSON", ZoneFault::Form(Names)),
        ("P<UTO", "P<1TO", ZoneFault::Form(Issuer)),
        ("L898902C3", "<898902C3", ZoneFault::Form(Number)),
    ] {
        let zone = parse(&TD3.replacen(old, new, 1)).unwrap();
        assert!(zone.faults.contains(&fault), "{new} {:?}", zone.faults);
    }
}

#[test]
fn a_zone_alone_fills_the_fields_and_overwrites_none() {
    let mut document = Document {
        kind: None,
        number: String::new(),
        issuer: None,
        expiry: None,
        mrz: Some(TD3.to_owned()),
    };
    let today = jiff::civil::date(2011, 1, 1);
    fill(&mut document, today);
    assert_eq!(document.number, "L898902C3");
    assert_eq!(document.kind, Some(DocumentType::Passport));
    assert_eq!(document.issuer, Country::parse("UTO"));
    assert_eq!(document.expiry, Some(jiff::civil::date(2012, 4, 15)));
    document.number = "X".to_owned();
    fill(&mut document, today);
    assert_eq!(document.number, "X");
}

#[test]
fn dates_may_be_known_in_part() {
    for (text, expect) in [
        ("740812", Some("740812")),
        ("7408<<", Some("7408<<")),
        ("74<<<<", Some("74<<<<")),
        ("740000", Some("74<<<<")),
        ("<<<<<<", Some("<<<<<<")),
        ("741312", None),
        ("740231", None),
        ("7<0812", None),
    ] {
        assert_eq!(
            ZoneDate::read(text).map(|date| date.to_string()).as_deref(),
            expect,
            "{text}"
        );
    }
}

/// Text of a zone field: first sign no filler.
fn field(letters: &'static str, most: usize) -> impl Strategy<Value = String> {
    proptest::string::string_regex(&format!("[{letters}]{{1,{most}}}")).unwrap()
}

fn date() -> impl Strategy<Value = String> {
    let whole = (0u8..100, 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| format!("{y:02}{m:02}{d:02}"));
    prop_oneof![8 => whole, 1 => Just("74<<<<".to_owned()), 1 => Just("<<<<<<".to_owned())]
}

fn zones() -> impl Strategy<Value = (Format, [String; 8], &'static str)> {
    let texts = (
        field("A-Z", 3),
        field("A-Z0-9", 14),
        field("A-Z", 3),
        date(),
        date(),
        field("A-Z0-9", 6),
        field("A-Z", 20),
        field("A-Z", 25),
    );
    let texts = texts.prop_map(|(a, b, c, d, e, f, g, h)| [a, b, c, d, e, f, g, h]);
    let formats = proptest::sample::select(Format::ALL.to_vec());
    (
        formats,
        texts,
        proptest::sample::select(vec!["M", "F", "<"]),
    )
}

/// A number as long as the format can hold, no longer.
fn fields<'a>(format: Format, texts: &'a [String; 8], sex: &'a str) -> Fields<'a> {
    let [
        issuer,
        number,
        nationality,
        birth,
        expiry,
        optional,
        surname,
        given,
    ] = texts;
    let room = match format {
        Format::Td1 | Format::Td3 => 14,
        // Seven optional signs: five of the number, its digit, a filler.
        Format::Td2 => 14,
        Format::MrvA | Format::MrvB => 9,
    };
    let number = &number[..number.len().min(room)];
    let visa = matches!(format, Format::MrvA | Format::MrvB);
    Fields {
        code: match format {
            Format::Td1 | Format::Td2 => "I",
            Format::Td3 => "P",
            Format::MrvA | Format::MrvB => "V",
        },
        issuer,
        number,
        nationality,
        birth,
        sex,
        expiry,
        optional: if visa || number.len() <= 9 {
            optional
        } else {
            ""
        },
        surname,
        given_names: given,
    }
}

proptest! {
    #[test]
    fn any_written_zone_reads_back((format, texts, sex) in zones()) {
        let wanted = fields(format, &texts, sex);
        let read = parse(&zone(format, &wanted)).unwrap();
        prop_assert_eq!(&read.faults, &vec![]);
        prop_assert_eq!(read.format, format);
        prop_assert_eq!(read.code.as_str(), wanted.code);
        prop_assert_eq!(read.issuer.as_str(), wanted.issuer);
        prop_assert_eq!(read.number.as_str(), wanted.number);
        prop_assert_eq!(read.nationality.as_str(), wanted.nationality);
        prop_assert_eq!(read.birth.to_string(), wanted.birth);
        prop_assert_eq!(read.expiry.to_string(), wanted.expiry);
        prop_assert_eq!(read.sex, crate::domain::codes::Sex::parse(sex));
        prop_assert_eq!(read.surname.as_str(), wanted.surname);
        prop_assert!(wanted.given_names.starts_with(&read.given_names));
        prop_assert!(read.truncated || read.given_names == wanted.given_names);
        if !wanted.optional.is_empty() {
            prop_assert_eq!(read.optional.as_str(), wanted.optional);
        }
    }

    /// An independent crate reads the same zones as right; it is no part of the program.
    #[test]
    fn another_reader_agrees((format, texts, sex) in zones()) {
        let text = zone(format, &fields(format, &texts, sex));
        let lines: Vec<&str> = text.lines().collect();
        let other = match format {
            Format::Td1 => mrz::parse_td1(lines[0], lines[1], lines[2]),
            Format::Td2 => mrz::parse_td2(lines[0], lines[1]),
            Format::Td3 => mrz::parse_td3(lines[0], lines[1]),
            Format::MrvA => mrz::parse_mrv_a(lines[0], lines[1]),
            Format::MrvB => mrz::parse_mrv_b(lines[0], lines[1]),
        };
        if let Ok(other) = other {
            prop_assert!(other.checks.all_valid(), "{}", text);
        }
    }

    /// Every digit that a check digit covers, and every check digit, by another digit.
    #[test]
    fn one_wrong_digit_is_always_found((format, texts, sex) in zones(), place in 0usize..90, step in 1u8..10) {
        let text = zone(format, &fields(format, &texts, sex));
        let covered = covered(format);
        let at = covered[place % covered.len()];
        let mut bytes = text.into_bytes();
        if bytes[at].is_ascii_digit() {
            bytes[at] = b'0' + (bytes[at] - b'0' + step) % 10;
            let wrong = parse(std::str::from_utf8(&bytes).unwrap()).unwrap();
            prop_assert!(!wrong.checks(), "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn random_text_never_panics(text in any::<String>(), zoned in "[A-Z0-9<]{30}\n[A-Z0-9<]{30}\n[A-Z0-9<]{30}|[A-Z0-9<]{36}\n[A-Z0-9<]{36}|[A-Z0-9<]{44}\n[A-Z0-9<]{44}") {
        let _ = parse(&text);
        prop_assert!(parse(&zoned).is_some());
    }
}

/// Byte offsets in the text of everything that a digit is computed over.
fn covered(format: Format) -> Vec<usize> {
    let layout = format.layout();
    let mut spans = vec![];
    for (field, digit) in [layout.number, layout.birth, layout.expiry] {
        spans.extend([field, digit]);
    }
    if let Some((parts, digit)) = layout.composite {
        spans.extend(parts.iter().copied().chain([digit]));
    }
    let places = spans
        .into_iter()
        .flat_map(|(line, from, to)| (from..to).map(move |at| line * (layout.width + 1) + at));
    places.collect()
}
