//! Names of one individual: up to four parts, the original script, aliases with a quality.

use super::known::QUALITIES;
use crate::domain::entry::{ListedName, NameKind};
use crate::watchlist::import::{ImportCode, Losses};
use crate::watchlist::names::{one_blank, split_name, usable, whole_name};
use crate::watchlist::unknown::Unknown;
use crate::watchlist::xml::Node;

const PARTS: [&str; 4] = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

pub(super) fn read(node: &Node, row: usize, lost: &mut Losses) -> Vec<ListedName> {
    let parts = PARTS.map(|part| node.text_of(part));
    let mut names = vec![whole_name(NameKind::Primary, &parts.join(" "))];
    names.extend(original(node, row, lost));
    for alias in node.all("INDIVIDUAL_ALIAS") {
        let quality = alias.text_of("QUALITY");
        if !QUALITIES.contains(&quality.to_lowercase().as_str()) {
            lost.unknown(row, Unknown::AliasType, &quality);
        }
        names.extend(aliases(alias));
    }
    usable(names, row, "FIRST_NAME", lost)
}

/// What has no letter beyond the Latin ones is not in another script: in copies that were
/// cut to the low byte of each letter it is not the name any more.
fn original(node: &Node, row: usize, lost: &mut Losses) -> Option<ListedName> {
    let text = node.text_of("NAME_ORIGINAL_SCRIPT");
    if text.is_empty() {
        return None;
    }
    if !has_foreign_letter(&text) {
        let why = "no letter of another script: damaged by its encoding";
        lost.value(row, "NAME_ORIGINAL_SCRIPT", ImportCode::BadValue, why);
        return None;
    }
    Some(whole_name(NameKind::Alias, &text))
}

/// One alias element may list several spellings, state the name in its own script in
/// brackets or in the note, and go on with a birth date. A blank one is an empty form.
fn aliases(alias: &Node) -> Vec<ListedName> {
    let kind = match alias.text_of("QUALITY").to_lowercase().as_str() {
        "low" => NameKind::WeakAlias,
        _ => NameKind::Alias,
    };
    let text = alias.text_of("ALIAS_NAME");
    let text = text.split(", born ").next().unwrap_or_default();
    let mut names = Vec::new();
    for spelling in text.split(';').flat_map(|part| part.split(" b) ")) {
        let (outside, inside) = apart(spelling);
        names.push(split_name(kind, &outside));
        names.extend(inside.map(|text| whole_name(kind, &text)));
    }
    names.extend(noted(&alias.text_of("NOTE")).map(|text| whole_name(kind, &text)));
    names.retain(|name| !name.display().is_empty());
    names
}

/// What stands outside of brackets, and inside if it is another script; other brackets are
/// remarks.
fn apart(text: &str) -> (String, Option<String>) {
    let Some((before, rest)) = text.split_once('(') else {
        return (one_blank(text), None);
    };
    let (inside, after) = rest.split_once(')').unwrap_or((rest, ""));
    let inside = Some(one_blank(inside)).filter(|text| has_foreign_letter(text));
    (one_blank(&format!("{before} {after}")), inside)
}

/// `original script: ...` and `In Arabic: ...`.
fn noted(note: &str) -> Option<String> {
    let (_, name) = note
        .rsplit_once("script:")
        .or_else(|| note.rsplit_once("In Arabic:"))?;
    Some(one_blank(name)).filter(|name| has_foreign_letter(name))
}

/// Beyond the Latin blocks.
fn has_foreign_letter(text: &str) -> bool {
    text.chars().any(|c| '\u{250}' <= c && c.is_alphabetic())
}
