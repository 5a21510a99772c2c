//! OFAC's lists as plain XML, `sdn.xml` and `cons.xml`: one `sdnEntry` a party, each fact in an
//! element of its own.

use super::known::{PLAIN, is_no_document};
use super::{blank, identifiers, list_of, no_person, note_unknown_state};
use crate::domain::codes::Sex;
use crate::domain::entry::{Entry, ListedName, NameKind};
use crate::domain::states;
use crate::domain::written::{Order, Written};
use crate::error::{Error, Kind, Result};
use crate::tables::limits::Limits;
use crate::watchlist::associates;
use crate::watchlist::dates;
use crate::watchlist::import::{ImportCode, Imported, Losses, push};
use crate::watchlist::names::usable;
use crate::watchlist::unknown::{OF_NO_KNOWN_TYPE, Unknown};
use crate::watchlist::xml::{self, Node};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// Imports one file, gzip or plain. The list date is that of its publication unless one is given.
pub fn import(path: &Path, list_date: Option<Date>) -> Result<Imported> {
    import_within(path, list_date, &Limits::default())
}

/// The same within the limits of the settings.
pub fn import_within(path: &Path, list_date: Option<Date>, limits: &Limits) -> Result<Imported> {
    let mut lost = Losses::of(path);
    let mut entries: Vec<Entry> = Vec::new();
    let mut passed_over: BTreeMap<&'static str, u64> = BTreeMap::new();
    let (mut row, mut published, mut announced) = (0, None, String::new());
    let heading = xml::records(
        path,
        limits,
        &["sdnEntry", "publshInformation"],
        |_, node| {
            if node.name == "publshInformation" {
                published = day(&node.text_of("Publish_Date"));
                announced = node.text_of("Record_Count");
                return;
            }
            row += 1;
            let other = no_person(&node.text_of("sdnType"), row, &mut lost);
            if matches!(other, None | Some(OF_NO_KNOWN_TYPE)) {
                PLAIN.check(&node, row, &mut lost);
            }
            if let Some(other) = other {
                *passed_over.entry(other).or_default() += 1;
            } else if let Some(entry) = person(&node, list_of(path), row, &mut lost) {
                let why = "the same uid as an earlier entry";
                if lost.is_new(("", &entry.entry_id), row, "uid", why) {
                    entries.push(entry);
                }
            }
        },
    )?;
    PLAIN.check_outside(&heading.outside, &mut lost);
    if heading.root.name != "sdnList" {
        let what = format!("{} is none of OFAC's lists in plain XML", path.display());
        let hint = "give sdn.xml or cons.xml; the advanced form is ofac-advanced-xml";
        return Err(Error::new(Kind::Data, what).hint(hint));
    }
    Ok(Imported {
        retracted: Default::default(),
        entries,
        rejects: lost.rejects,
        rows: row as u64,
        passed_over,
        source_digest: crate::files::digest_of_file(path)?,
        list_date: list_date.or(published),
        warnings: miscounted(&announced, row),
    })
}

/// The file says how many entries it holds.
fn miscounted(announced: &str, found: usize) -> Vec<String> {
    let Ok(wanted) = announced.parse::<usize>() else {
        return Vec::new();
    };
    let line = format!("the file announces {wanted} entries and holds {found}");
    (wanted != found).then_some(line).into_iter().collect()
}

/// `11/20/2026`, the month first.
fn day(text: &str) -> Option<Date> {
    let day = Written::read(text, Some(Order::MonthDayYear)).certain()?;
    Date::new(day.year, day.month? as i8, day.day? as i8).ok()
}

fn person(node: &Node, list: &'static str, row: usize, lost: &mut Losses) -> Option<Entry> {
    let id = node.text_of("uid");
    if id.is_empty() {
        lost.row(row, "uid", ImportCode::MissingValue, "no uid");
        return None;
    }
    let programmes = below(node, ["programList", "program"]).map(Node::words);
    let mut entry = blank(list, id, &programmes.collect::<Vec<_>>());
    entry.names = usable(names(node, row, lost), row, "lastName", lost);
    if entry.names.is_empty() {
        let why = "neither the name nor an alias holds a letter";
        lost.row(row, "lastName", ImportCode::NoUsableName, why);
        return None;
    }
    for item in below(node, ["dateOfBirthList", "dateOfBirthItem"]) {
        match dates::birth(&item.text_of("dateOfBirth")) {
            Some(birth) => push(&mut entry.birth_dates, birth),
            None => {
                let why = "a birth date that cannot be read";
                lost.value(row, "dateOfBirth", ImportCode::BadValue, why);
            }
        }
    }
    for item in below(node, ["placeOfBirthList", "placeOfBirthItem"]) {
        let place = item.text_of("placeOfBirth");
        if !place.is_empty() {
            push(&mut entry.birth_places, place);
        }
    }
    let nationalities = below(node, ["nationalityList", "nationality"]);
    for item in nationalities.chain(below(node, ["citizenshipList", "citizenship"])) {
        match states::by_name(&item.text_of("country")) {
            Some(state) => push(&mut entry.nationalities, state),
            None => note_unknown_state(row, "country", lost),
        }
    }
    for item in below(node, ["idList", "id"]) {
        identifier(item, &mut entry, row, lost);
    }
    entry.background.associates = associates::linked(&node.text_of("remarks"));
    Some(entry)
}

/// Strong names before weak ones, as the other forms of the list have them.
fn names(node: &Node, row: usize, lost: &mut Losses) -> Vec<ListedName> {
    let mut names = vec![name(NameKind::Primary, node)];
    for aka in below(node, ["akaList", "aka"]) {
        let kind = match aka.text_of("category").as_str() {
            "weak" => NameKind::WeakAlias,
            "strong" | "" => NameKind::Alias,
            strength => {
                lost.unknown(row, Unknown::AliasType, strength);
                NameKind::Alias
            }
        };
        names.push(name(kind, aka));
    }
    names.sort_by_key(|name| name.kind);
    names
}

fn name(kind: NameKind, node: &Node) -> ListedName {
    super::of_parts(kind, node.text_of("lastName"), node.text_of("firstName"))
}

/// The sex stands among the identifiers.
fn identifier(item: &Node, entry: &mut Entry, row: usize, lost: &mut Losses) {
    let (of_type, number) = (item.text_of("idType"), item.text_of("idNumber"));
    if of_type == "Gender" {
        match Sex::parse(&number) {
            Some(sex) => push(&mut entry.sexes, sex),
            None => {
                let why = "a gender that cannot be read";
                lost.value(row, "idNumber", ImportCode::BadValue, why);
            }
        }
        return;
    }
    let Some(kind) = identifiers::document_kind(&of_type) else {
        if !is_no_document(&of_type) {
            lost.unknown(row, Unknown::DocumentType, &of_type);
        }
        return;
    };
    let issuer = item.text_of("idCountry");
    let known = states::by_name(&issuer);
    if known.is_none() && !issuer.is_empty() {
        let why = "a document kept without its issuer, which is in no table";
        lost.value(row, "idCountry", ImportCode::BadValue, why);
    }
    match super::document(kind, &number, known) {
        Some(document) => push(&mut entry.documents, document),
        None => {
            let why = "a document without a number";
            lost.value(row, "idNumber", ImportCode::MissingValue, why);
        }
    }
}

fn below<'a>(node: &'a Node, [list, each]: [&'a str; 2]) -> impl Iterator<Item = &'a Node> {
    node.all(list).flat_map(move |list| list.all(each))
}
