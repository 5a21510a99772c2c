//! The names of one identity: each alias has documented names, each of parts that say by a group
//! whether they are the surname.

use super::references::References;
use crate::domain::entry::{ListedName, NameKind};
use crate::watchlist::import::{ImportCode, Losses};
use crate::watchlist::names::whole_name;
use crate::watchlist::ofac::known::ALIAS_TYPES;
use crate::watchlist::ofac::of_parts;
use crate::watchlist::unknown::Unknown;
use crate::watchlist::xml::Node;
use std::collections::BTreeMap;

pub(super) fn read(
    identity: &Node,
    references: &References,
    row: usize,
    lost: &mut Losses,
) -> Vec<ListedName> {
    let groups = groups(identity, references);
    let mut names: Vec<ListedName> = Vec::new();
    for alias in identity.all("Alias") {
        match references.text("AliasType", alias.attribute("AliasTypeID")) {
            Some(kind) if ALIAS_TYPES.contains(&kind) => {}
            Some(kind) => lost.unknown(row, Unknown::AliasType, kind),
            None => {
                let why = "a type of alias that is not known";
                lost.value(row, "Alias", ImportCode::BadValue, why);
            }
        }
        let kind = match (alias.attribute("LowQuality"), alias.attribute("Primary")) {
            ("true", _) => NameKind::WeakAlias,
            (_, "true") => NameKind::Primary,
            _ => NameKind::Alias,
        };
        for form in alias.all("DocumentedName") {
            names.push(documented(kind, form, &groups, row, lost));
        }
    }
    // The name in another script is no second primary one.
    let mut primaries = 0;
    for name in &mut names {
        primaries += usize::from(name.kind == NameKind::Primary);
        if 1 < primaries {
            name.kind = name.kind.max(NameKind::Alias);
        }
    }
    names.sort_by_key(|name| name.kind);
    names
}

/// What part of a name each group is.
fn groups<'a>(identity: &Node, references: &'a References) -> BTreeMap<String, &'a str> {
    let masters = identity.all("NamePartGroups");
    let masters = masters.flat_map(|groups| groups.all("MasterNamePartGroup"));
    let groups = masters.flat_map(|master| master.all("NamePartGroup"));
    groups
        .filter_map(|group| {
            let kind = group.attribute("NamePartTypeID");
            let kind = references.text("NamePartType", kind)?;
            Some((group.attribute("ID").to_owned(), kind))
        })
        .collect()
}

fn documented(
    kind: NameKind,
    form: &Node,
    groups: &BTreeMap<String, &str>,
    row: usize,
    lost: &mut Losses,
) -> ListedName {
    let (mut surname, mut given) = (Vec::new(), Vec::new());
    let values = form.all("DocumentedNamePart");
    for value in values.flat_map(|part| part.all("NamePartValue")) {
        let text = value.words();
        match groups.get(value.attribute("NamePartGroupID")).copied() {
            Some("Last Name" | "Maiden Name" | "Matronymic") => surname.push(text),
            Some("First Name" | "Middle Name" | "Patronymic") => given.push(text),
            // One word of another kind makes the name one whole.
            Some("Nickname" | "Entity Name" | "Vessel Name" | "Aircraft Name") => {
                return whole_of(kind, form);
            }
            Some(_) | None => {
                let why = "a part of a name that is of no known kind";
                lost.value(row, "NamePartValue", ImportCode::BadValue, why);
                return whole_of(kind, form);
            }
        }
    }
    of_parts(kind, surname.join(" "), given.join(" "))
}

fn whole_of(kind: NameKind, form: &Node) -> ListedName {
    let values = form.all("DocumentedNamePart");
    let values = values
        .flat_map(|part| part.all("NamePartValue"))
        .map(Node::words);
    whole_name(kind, &values.collect::<Vec<_>>().join(" "))
}
