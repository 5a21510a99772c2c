//! The watchlist: invented people, written as lists write them.

use crate::domain::background::Background;
use crate::domain::codes::Country;
use crate::domain::date::{ListedBirth, PartialDate};
use crate::domain::document::ListedDocument;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::generate::countries::State;
use crate::generate::kinds::Kind;
use crate::generate::people::{Person, day_of};
use crate::generate::pools::Origin;
use crate::generate::rng::{Use, chance, fill, pick, pick_weighted, stream};
use crate::generate::{countries, latin, names, variants};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// A category with its list.
#[derive(Clone, Copy)]
struct Category {
    key: &'static str,
    list: &'static str,
    prefix: &'static str,
    reasons: [&'static str; 3],
}

const VICTIM: Category = Category {
    key: "trafficking_victim",
    list: "SYN_PROTECTED",
    prefix: "SP",
    reasons: [
        "Reported missing; may travel under another's control",
        "Identified as a possible victim; offer help, do not refuse",
        "Minor reported taken abroad against a court order",
    ],
};

const CATEGORIES: [(Category, u32); 6] = [
    (
        Category {
            key: "sanctions",
            list: "SYN_SANCTIONS",
            prefix: "SS",
            reasons: [
                "Travel ban under a sample programme",
                "Acts for a sample entity under asset freeze",
                "Procurement for a sample programme",
            ],
        },
        18,
    ),
    (
        Category {
            key: "smuggling",
            list: "SYN_SMUGGLING",
            prefix: "SM",
            reasons: [
                "Organises travel on others' documents",
                "Escort seen with three improperly documented groups",
                "Supplies documents on a sample route",
            ],
        },
        22,
    ),
    (
        Category {
            key: "courier",
            list: "SYN_COURIERS",
            prefix: "SC",
            reasons: [
                "Undeclared cash found twice",
                "Carries cash for a sample network",
                "Structured declarations at several airports",
            ],
        },
        12,
    ),
    (
        Category {
            key: "fugitive",
            list: "SYN_FUGITIVES",
            prefix: "SF",
            reasons: [
                "Sample warrant, failure to appear",
                "Left after a sample removal order",
                "Sought for a sample extradition",
            ],
        },
        20,
    ),
    (
        Category {
            key: "inadmissible",
            list: "SYN_INADMISSIBLE",
            prefix: "SI",
            reasons: [
                "Removed, re-entry bar still runs",
                "Visa revoked after issue",
                "Overstayed, waiver refused",
            ],
        },
        18,
    ),
    (
        Category {
            key: "document_fraud",
            list: "SYN_DOCUMENTS",
            prefix: "SD",
            reasons: [
                "Presented an altered passport",
                "Used a passport of another person",
                "Counterfeit visa found at transit",
            ],
        },
        10,
    ),
];

/// The entry at `index`, about `person`.
pub(crate) fn entry(
    seed: u64,
    index: usize,
    person: &Person,
    made_for: Option<(Kind, usize)>,
    as_of: Timestamp,
) -> Entry {
    let mut rng = stream(seed, Use::Entry, index);
    let rng = &mut rng;
    let today = day_of(as_of);
    let kind = made_for.map(|(kind, _)| kind);
    let category = category(rng, kind);
    let (valid_from, valid_to) = validity(rng, kind, today);
    let reason = *pick(rng, &category.reasons);
    let age_days = rng.random_range(1..900);
    Entry {
        entry_id: format!("{}-{:06}", category.prefix, index + 1),
        list: category.list.to_owned(),
        authority: "Preboard sample".to_owned(),
        category: category.key.to_owned(),
        names: names_of(rng, person, kind, category.key == "sanctions"),
        birth_dates: births(rng, person.birth, made_for),
        birth_places: places(rng, person),
        sexes: if chance(rng, 92.0) {
            vec![person.sex]
        } else {
            vec![]
        },
        nationalities: nationalities(rng, person, kind),
        documents: documents(rng, person, kind),
        reason: chance(rng, 85.0).then(|| reason.to_owned()),
        handling: chance(rng, 12.0).then(|| "officer_only".to_owned()),
        valid_from,
        valid_to,
        source_ref: chance(rng, 60.0).then(|| fill(rng, "sample-#####")),
        updated_at: as_of
            .checked_sub(SignedDuration::from_hours(24 * age_days))
            .ok(),
        background: Background::default(),
    }
}

fn category(rng: &mut ChaCha8Rng, kind: Option<Kind>) -> Category {
    match kind {
        Some(Kind::Protected) => VICTIM,
        Some(_) => pick_weighted(rng, &CATEGORIES),
        None if chance(rng, 5.0) => VICTIM,
        None => pick_weighted(rng, &CATEGORIES),
    }
}

fn validity(rng: &mut ChaCha8Rng, kind: Option<Kind>, today: Date) -> (Option<Date>, Option<Date>) {
    let from = today.saturating_sub(rng.random_range(30..3000).days());
    let past = today.saturating_sub(rng.random_range(1..30).days());
    let future = today.saturating_add(rng.random_range(3..900).days());
    let from = chance(rng, 70.0).then_some(from);
    match (kind, rng.random_range(0..100)) {
        (Some(Kind::WithdrawnEntry), _) | (None, 0..3) => (from, Some(past)),
        (None, 3..4) => (Some(future), None),
        (_, 4..14) => (from, Some(future)),
        _ => (from, None),
    }
}

fn names_of(
    rng: &mut ChaCha8Rng,
    person: &Person,
    kind: Option<Kind>,
    careful_clerk: bool,
) -> Vec<ListedName> {
    let with_marks = careful_clerk && kind.is_none();
    let mut listed = vec![name_of(person, NameKind::Primary, with_marks)];
    match kind {
        Some(Kind::Alias) => listed.push(name_of(&person.renamed(rng), NameKind::Alias, false)),
        Some(Kind::WeakAlias) => listed.push(byname(rng, person)),
        Some(_) => {}
        None => {
            if chance(rng, 20.0) {
                listed[0] = whole(&listed[0]);
            }
            let more = pick_weighted(
                rng,
                &[(0, 40), (1, 25), (2, 14), (3, 9), (4, 6), (5, 4), (6, 2)],
            );
            listed.extend((0..more).filter_map(|_| alias(rng, person)));
            // The same spelling twice says nothing twice.
            let mut seen = std::collections::BTreeSet::new();
            listed.retain(|name| seen.insert(name.clone()));
        }
    }
    listed
}

fn name_of(person: &Person, kind: NameKind, with_marks: bool) -> ListedName {
    let write = |text: &str| {
        if with_marks {
            latin::title_case(text, person.origin)
        } else {
            latin::plain(text, person.origin)
        }
    };
    if person.given.is_empty() {
        return full(kind, write(&person.surname));
    }
    ListedName {
        kind,
        full: None,
        surname: Some(write(&person.surname)),
        given_names: Some(write(&person.all_given())),
        script: None,
    }
}

fn full(kind: NameKind, text: String) -> ListedName {
    ListedName {
        kind,
        full: Some(text),
        surname: None,
        given_names: None,
        script: None,
    }
}

/// Given names first, in one field.
fn whole(name: &ListedName) -> ListedName {
    match (&name.given_names, &name.surname) {
        (Some(given), Some(surname)) => full(name.kind, format!("{given} {surname}")),
        _ => name.clone(),
    }
}

/// Single words that an authority itself calls weak.
fn byname(rng: &mut ChaCha8Rng, person: &Person) -> ListedName {
    full(
        NameKind::WeakAlias,
        latin::plain(&names::rare_and_long(rng, person.origin), person.origin),
    )
}

fn alias(rng: &mut ChaCha8Rng, person: &Person) -> Option<ListedName> {
    match rng.random_range(0..10) {
        0..4 => {
            let surname = variants::transliterate(rng, &person.surname, person.origin);
            let given = variants::transliterate(rng, &person.given, person.origin);
            let other = Person {
                surname: surname.unwrap_or_else(|| person.surname.clone()),
                given: given.unwrap_or_else(|| person.given.clone()),
                ..person.clone()
            };
            Some(name_of(&other, NameKind::Alias, false))
        }
        4 | 5 => Some(name_of(&person.renamed(rng), NameKind::Alias, false)),
        6 => {
            let other = Person {
                patronymic: None,
                ..person.clone()
            };
            Some(whole(&name_of(&other, NameKind::Alias, false)))
        }
        7 if person.origin == Origin::Slavic => Some(cyrillic(person)),
        _ => Some(byname(rng, person)),
    }
}

/// Good enough for a sample: sound groups first, then letter by letter.
fn cyrillic(person: &Person) -> ListedName {
    const LETTERS: [(&str, &str); 36] = [
        ("SHCH", "Щ"),
        ("SH", "Ш"),
        ("CH", "Ч"),
        ("ZH", "Ж"),
        ("KH", "Х"),
        ("TS", "Ц"),
        ("YA", "Я"),
        ("YU", "Ю"),
        ("YE", "Е"),
        ("YO", "Ё"),
        ("IY", "ИЙ"),
        ("A", "А"),
        ("B", "Б"),
        ("C", "К"),
        ("D", "Д"),
        ("E", "Е"),
        ("F", "Ф"),
        ("G", "Г"),
        ("H", "Х"),
        ("I", "И"),
        ("J", "Ж"),
        ("K", "К"),
        ("L", "Л"),
        ("M", "М"),
        ("N", "Н"),
        ("O", "О"),
        ("P", "П"),
        ("Q", "К"),
        ("R", "Р"),
        ("S", "С"),
        ("T", "Т"),
        ("U", "У"),
        ("V", "В"),
        ("W", "В"),
        ("Y", "Й"),
        ("Z", "З"),
    ];
    let letters = |text: &str| {
        LETTERS
            .iter()
            .fold(text.to_owned(), |text, (latin, cyrillic)| {
                text.replace(latin, cyrillic)
            })
    };
    ListedName {
        script: Some("Cyrl".to_owned()),
        surname: Some(letters(&person.surname)),
        given_names: Some(letters(&person.all_given())),
        kind: NameKind::Alias,
        full: None,
    }
}

fn births(rng: &mut ChaCha8Rng, birth: Date, made_for: Option<(Kind, usize)>) -> Vec<ListedBirth> {
    let year = birth.year();
    let exact = PartialDate::full(birth);
    let year_only = PartialDate {
        year,
        month: None,
        day: None,
    };
    let new_year = PartialDate {
        year,
        month: Some(1),
        day: Some(1),
    };
    let known = |date| vec![ListedBirth::Known(date)];
    match made_for {
        Some((Kind::BirthYearOnly, round)) if round % 2 == 0 => known(year_only),
        Some((Kind::BirthFirstJanuary, round)) if round % 2 == 0 => known(new_year),
        Some(_) => known(exact),
        None => match rng.random_range(0..100) {
            0..58 => known(exact),
            58..63 => vec![
                ListedBirth::Known(exact),
                ListedBirth::Known(PartialDate {
                    year: year + 1,
                    ..year_only
                }),
            ],
            63..75 => known(year_only),
            75..79 => known(PartialDate { day: None, ..exact }),
            79..84 => vec![ListedBirth::Circa(year_only)],
            84..89 => vec![ListedBirth::Years(year - 2, year + 2)],
            89..94 => known(new_year),
            _ => vec![],
        },
    }
}

fn places(rng: &mut ChaCha8Rng, person: &Person) -> Vec<String> {
    match rng.random_range(0..10) {
        0..5 => vec![format!(
            "{}, {}",
            person.birth_place, person.birth_state.code
        )],
        5 | 6 => vec![person.birth_place.to_owned()],
        _ => vec![],
    }
}

fn nationalities(rng: &mut ChaCha8Rng, person: &Person, kind: Option<Kind>) -> Vec<Country> {
    let code = |state: &State| Country::parse(state.code);
    let mut found: Vec<Country> = Vec::new();
    if kind.is_some() || chance(rng, 88.0) {
        found.extend(code(person.nationality));
    }
    if kind.is_none() && chance(rng, 6.0) {
        found.extend(code(pick(rng, countries::all())));
    }
    found.dedup();
    found
}

fn documents(rng: &mut ChaCha8Rng, person: &Person, kind: Option<Kind>) -> Vec<ListedDocument> {
    let held = ListedDocument {
        kind: Some("P".to_owned()),
        number: person.passport.clone(),
        issuer: Country::parse(person.nationality.code),
    };
    match kind {
        Some(kind) if kind.lists_passport() => vec![held],
        Some(_) => vec![],
        None => {
            let mut found = if chance(rng, 40.0) {
                vec![held]
            } else {
                vec![]
            };
            if chance(rng, 10.0) {
                found.push(ListedDocument {
                    kind: Some("National ID No.".to_owned()),
                    number: fill(rng, "###########"),
                    issuer: Country::parse(person.nationality.code),
                });
            }
            found
        }
    }
}
