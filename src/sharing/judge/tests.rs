use super::*;
use crate::sharing::agreements::Format;
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};

const TODAY: Date = date(2026, 11, 23);

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn source(tlp: Tlp, consent: bool, purposes: &[&str], days: i64) -> Source {
    Source {
        tlp,
        originator_consent: consent,
        purposes: set(purposes),
        max_age_days: days,
    }
}

fn partner(tlp: Tlp, purposes: &[&str], category: &str, fields: &[Field]) -> Partner {
    Partner {
        tlp,
        purposes: set(purposes),
        categories: set(&[category]),
        fields: fields.iter().copied().collect(),
        format: Format::Ftm,
        keys: Vec::new(),
    }
}

fn subject(lists: &[&str]) -> Subject {
    Subject {
        role: Role::Subject,
        is_protected: false,
        category: Some("smuggling".to_owned()),
        manifest_date: Some(TODAY),
        lists: lists
            .iter()
            .map(|name| ((*name).to_owned(), Some(date(2026, 11, 20))))
            .collect(),
        ended: None,
    }
}

/// What may vary of a source: everything once.
fn sources() -> Vec<(String, Option<Source>)> {
    let mut all = vec![("no rule".to_owned(), None)];
    for tlp in Tlp::ALL {
        for consent in [true, false] {
            for purposes in [&["border"][..], &["crime"], &["border", "crime"], &[]] {
                // The list is three days old.
                for days in [2, 3] {
                    let name = format!("{} {consent} {purposes:?} {days}", tlp.tag());
                    all.push((name, Some(source(tlp, consent, purposes, days))));
                }
            }
        }
    }
    all
}

fn partners() -> Vec<Partner> {
    let mut all = Vec::new();
    for tlp in Tlp::ALL {
        for purposes in [&["border"][..], &["crime"], &[]] {
            for category in ["smuggling", "sanctions"] {
                for fields in [Field::ALL, &[Field::Surname, Field::EntryName], &[]] {
                    all.push(partner(tlp, purposes, category, fields));
                }
            }
        }
    }
    all
}

/// Every field of every source against every partner: a value leaves exactly if all of what
/// the file says allows it, asked here one by one and in another order.
#[test]
fn a_value_leaves_only_if_everything_allows_it() {
    let open = source(Tlp::Clear, true, &["border", "crime"], 30);
    let (mut left, mut stayed) = (0_u32, 0_u32);
    for (name, list) in sources() {
        for partner in partners() {
            let mut known = BTreeMap::from([(MANIFEST.to_owned(), open.clone())]);
            known.extend(list.clone().map(|list| ("L".to_owned(), list)));
            let agreements = Agreements {
                sources: known,
                partners: BTreeMap::new(),
            };
            let terms = Terms {
                agreements: &agreements,
                partner: &partner,
                today: TODAY,
            };
            for field in Field::ALL {
                let judged = judge(*field, &subject(&["L"]), &terms);
                let is_tellable = !matches!(field.rule(), Rule::Never(_));
                let allowed = list.as_ref().is_some_and(|list| {
                    let ages = 3 <= list.max_age_days;
                    let shared = list.purposes.intersection(&partner.purposes).count();
                    list.originator_consent && list.tlp <= partner.tlp && ages && 0 < shared
                });
                let agreed = partner.fields.contains(field)
                    && partner.categories.contains("smuggling")
                    && !partner.purposes.is_empty();
                let expect = is_tellable && allowed && agreed;
                let field = field.as_str();
                assert_eq!(judged.is_ok(), expect, "{field} of {name}: {judged:?}");
                match expect {
                    true => left += 1,
                    false => stayed += 1,
                }
            }
        }
    }
    assert!(
        1_000 < left && left < stayed,
        "{left} left, {stayed} stayed"
    );
}

/// The same table for the reader: what leaves to whom of a list of each mark.
#[test]
fn the_table_of_marks_is_as_it_is_read() {
    let mut table = String::new();
    for own in Tlp::ALL {
        let partner = partner(own, &["border"], "smuggling", Field::ALL);
        table.push_str(&format!("{:17}", own.tag()));
        for tlp in Tlp::ALL {
            let list = source(tlp, true, &["border"], 30);
            let manifest = source(Tlp::Green, true, &["border"], 30);
            let agreements = Agreements {
                sources: BTreeMap::from([("L".to_owned(), list), (MANIFEST.to_owned(), manifest)]),
                partners: BTreeMap::new(),
            };
            let terms = Terms {
                agreements: &agreements,
                partner: &partner,
                today: TODAY,
            };
            let fields = Field::ALL.iter();
            let leaving = fields.filter(|field| judge(**field, &subject(&["L"]), &terms).is_ok());
            table.push_str(&format!("{:4}", leaving.count()));
        }
        table.push('\n');
    }
    // Rows are partners, columns lists; passenger data is green here, so a partner of clear has
    // of a clear list what the list itself says.
    assert_eq!(
        table,
        "tlp:clear           4   0   0   0   0\n\
         tlp:green          18  18   0   0   0\n\
         tlp:amber          18  18  18   0   0\n\
         tlp:amber+strict   18  18  18  18   0\n\
         tlp:red            18  18  18  18  18\n"
    );
}

#[test]
fn of_several_lists_every_one_must_allow_it_for_one_common_purpose() {
    let partner = partner(Tlp::Amber, &["border", "crime"], "smuggling", Field::ALL);
    let judged = |a: Source, b: Option<Source>| {
        let mut sources = BTreeMap::from([
            ("A".to_owned(), a),
            (
                MANIFEST.to_owned(),
                source(Tlp::Green, true, &["border", "crime"], 30),
            ),
        ]);
        sources.extend(b.map(|b| ("B".to_owned(), b)));
        let agreements = Agreements {
            sources,
            partners: BTreeMap::new(),
        };
        let terms = Terms {
            agreements: &agreements,
            partner: &partner,
            today: TODAY,
        };
        judge(Field::EntryName, &subject(&["A", "B"]), &terms).map(|passed| passed.words())
    };
    let open = |purposes| source(Tlp::Green, true, purposes, 30);
    assert_eq!(
        judged(open(&["border"]), Some(open(&["border", "crime"]))),
        Ok("fields; sources.A; sources.B".to_owned())
    );
    assert_eq!(
        judged(open(&["border"]), Some(open(&["crime"]))),
        Err(Held::Purpose("B".to_owned()))
    );
    assert_eq!(
        judged(open(&["border"]), None),
        Err(Held::UnknownSource("B".to_owned()))
    );
    let strict = source(Tlp::Red, true, &["border"], 30);
    assert_eq!(
        judged(open(&["border"]), Some(strict)),
        Err(Held::Tlp("B".to_owned()))
    );
}

#[test]
fn victims_never_leave_and_of_others_subjects_and_associates_alone() {
    let agreements = Agreements {
        sources: ["L", MANIFEST]
            .map(|name| (name.to_owned(), source(Tlp::Clear, true, &["border"], 30)))
            .into(),
        partners: BTreeMap::new(),
    };
    let partner = partner(Tlp::Red, &["border"], "smuggling", Field::ALL);
    let terms = Terms {
        agreements: &agreements,
        partner: &partner,
        today: TODAY,
    };
    for field in Field::ALL.iter().copied() {
        for role in Role::ALL {
            let as_role = Subject {
                role,
                ..subject(&["L"])
            };
            let protected = Subject {
                is_protected: true,
                ..as_role.clone()
            };
            assert_eq!(judge(field, &protected, &terms), Err(Held::Protected));
            let judged = judge(field, &as_role, &terms);
            match role {
                Role::Victim => assert_eq!(judged, Err(Held::Protected)),
                Role::Contact | Role::Witness | Role::Unknown => {
                    assert_eq!(judged, Err(Held::Role(role)));
                }
                Role::Subject | Role::Associate => {
                    let never = matches!(field.rule(), Rule::Never(_));
                    assert_eq!(judged.is_err(), never, "{judged:?}");
                }
            }
            let ended = Subject {
                ended: Some("cleared"),
                ..subject(&["L"])
            };
            assert_eq!(judge(field, &ended, &terms), Err(Held::Ended("cleared")));
        }
    }
    let nowhere = subject(&[]);
    assert_eq!(judge(Field::Surname, &nowhere, &terms), Err(Held::NoSource));
}
