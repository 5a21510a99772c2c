//! The names of one identity: parts in an order, each with spellings in other scripts and
//! transcriptions. A spelling of one part goes with the spellings of the others in its script and
//! language, and with the part itself where there is none.

use crate::domain::entry::{ListedName, NameKind};
use crate::watchlist::import::{ImportCode, Losses};
use crate::watchlist::names::{one_blank, script_of, whole_name};
use crate::watchlist::unknown::Unknown;
use crate::watchlist::xml::Node;
use std::collections::BTreeSet;

/// More spellings of one name are no more help; how many were left is told.
const MOST_SPELLINGS: usize = 32;

pub(super) fn read(
    identity: &Node,
    is_main: bool,
    row: usize,
    lost: &mut Losses,
) -> Vec<ListedName> {
    let mut names = Vec::new();
    for form in identity.all("name") {
        let kind = kind(form, is_main, row, lost);
        let mut parts: Vec<&Node> = form.all("name-part").collect();
        parts.sort_by_key(|part| part.attribute("order").parse().unwrap_or(u32::MAX));
        let parts: Vec<Part> = parts.iter().map(|node| Part::of(node, row, lost)).collect();
        names.push(built(kind, &parts, |part| part.text.clone()));
        let mut cultures = BTreeSet::new();
        for part in &parts {
            cultures.extend(part.variants.iter().map(|(culture, _)| culture.clone()));
        }
        let other = kind.max(NameKind::Alias);
        for culture in cultures {
            names.extend(spellings(other, &parts, &culture, row, lost));
        }
    }
    names
}

fn kind(form: &Node, is_main: bool, row: usize, lost: &mut Losses) -> NameKind {
    match form.attribute("quality") {
        "low" => return NameKind::WeakAlias,
        "good" | "" => {}
        quality => lost.unknown(row, Unknown::AliasType, quality),
    }
    match form.attribute("name-type") {
        "primary-name" if is_main => NameKind::Primary,
        "primary-name" | "alias" | "formerly-known-as" | "" => NameKind::Alias,
        of_type => {
            lost.unknown(row, Unknown::NameType, of_type);
            NameKind::Alias
        }
    }
}

/// What a part of a name is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Surname,
    Given,
    /// A title, or what stands behind a name.
    Beside,
    /// It makes the name one whole.
    Whole,
}

struct Part {
    role: Role,
    text: String,
    /// Language and script, and the spelling.
    variants: Vec<(String, String)>,
}

impl Part {
    fn of(node: &Node, row: usize, lost: &mut Losses) -> Part {
        let role = match node.attribute("name-part-type") {
            "family-name" | "maiden-name" => Role::Surname,
            "given-name" | "further-given-name" | "father-name" | "grand-father-name" => {
                Role::Given
            }
            "title" | "suffix" => Role::Beside,
            "whole-name" | "tribal-name" | "other" => Role::Whole,
            kind => {
                lost.unknown(row, Unknown::NameType, kind);
                Role::Whole
            }
        };
        // Older copies have the text in the part itself.
        let values = [node.text_of("value"), node.words()].into_iter();
        let text = values.into_iter().find(|text| !text.is_empty());
        let variants = node.all("spelling-variant").filter_map(|variant| {
            let culture = [variant.attribute("lang"), variant.attribute("script")].join("/");
            Some((culture, variant.words())).filter(|(_, text)| !text.is_empty())
        });
        Part {
            role,
            text: text.unwrap_or_default(),
            variants: variants.collect(),
        }
    }
}

/// Every way to put the spellings of one script and language together.
fn spellings(
    kind: NameKind,
    parts: &[Part],
    culture: &str,
    row: usize,
    lost: &mut Losses,
) -> Vec<ListedName> {
    let mut chosen: Vec<Vec<&str>> = vec![Vec::new()];
    for part in parts {
        let own = part.variants.iter().filter(|(of, _)| of == culture);
        let mut own: Vec<&str> = own.map(|(_, text)| text.as_str()).collect();
        // A transcription of one part may stand beside the others as they are.
        let latin = script_of(&part.text) == own.first().and_then(|text| script_of(text));
        if own.is_empty() || latin {
            own.push(&part.text);
        }
        let longer = chosen.iter().flat_map(|before| {
            own.iter()
                .map(move |text| [before.as_slice(), &[text]].concat())
        });
        let longer: Vec<Vec<&str>> = longer.take(MOST_SPELLINGS + 1).collect();
        if MOST_SPELLINGS < longer.len() {
            let why = "more spellings than are read of one name";
            lost.value(row, "spelling-variant", ImportCode::BadValue, why);
        }
        chosen = longer;
        chosen.truncate(MOST_SPELLINGS);
    }
    let names = chosen.iter().map(|texts| {
        let mut at = texts.iter();
        built(kind, parts, |_| {
            at.next().copied().unwrap_or_default().to_owned()
        })
    });
    names.collect()
}

/// `text` is asked for every part, in their order.
fn built(kind: NameKind, parts: &[Part], mut text: impl FnMut(&Part) -> String) -> ListedName {
    let (mut surname, mut given, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    let mut is_whole = false;
    for part in parts {
        let text = text(part);
        match part.role {
            Role::Surname => surname.push(text.clone()),
            Role::Given => given.push(text.clone()),
            Role::Whole => is_whole = true,
            Role::Beside => continue,
        }
        whole.push(text);
    }
    if is_whole || surname.is_empty() || given.is_empty() {
        return whole_name(kind, &whole.join(" "));
    }
    ListedName {
        kind,
        full: None,
        script: script_of(&whole.join(" ")),
        surname: Some(one_blank(&surname.join(" "))),
        given_names: Some(one_blank(&given.join(" "))),
    }
}
