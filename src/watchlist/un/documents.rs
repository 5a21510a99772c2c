//! Documents of one individual: number and state in fields, or in prose.

use crate::domain::document::ListedDocument;
use crate::domain::states;
use crate::watchlist::import::{ImportCode, Losses, push};
use crate::watchlist::prose;
use crate::watchlist::unknown::Unknown;
use crate::watchlist::xml::Node;

pub(super) fn read(node: &Node, row: usize, lost: &mut Losses) -> Vec<ListedDocument> {
    let mut documents = Vec::new();
    for form in node.all("INDIVIDUAL_DOCUMENT") {
        let (first, second) = (
            form.text_of("TYPE_OF_DOCUMENT"),
            form.text_of("TYPE_OF_DOCUMENT2"),
        );
        if !first.is_empty() && kind(&first, &second).is_empty() {
            lost.unknown(row, Unknown::DocumentType, &first);
        }
        let found = one(form);
        if found.is_empty() && !form.text_of("TYPE_OF_DOCUMENT").is_empty() {
            let why = "a document without a number that can be read";
            lost.value(row, "INDIVIDUAL_DOCUMENT", ImportCode::MissingValue, why);
        }
        found
            .into_iter()
            .for_each(|document| push(&mut documents, document));
    }
    // Some false identities carry their passport in the alias's note.
    for alias in node.all("INDIVIDUAL_ALIAS") {
        let noted = [alias.text_of("NOTE"), alias.text_of("ALIAS_NAME")];
        noted
            .iter()
            .flat_map(|text| prose::documents(text))
            .for_each(|document| push(&mut documents, document));
    }
    documents
}

/// The issuing state is the issuer; the country of issue may be where an embassy stands, so
/// it speaks only when nothing else does. Without a number field, the notes are read.
fn one(form: &Node) -> Vec<ListedDocument> {
    let state = |name| states::by_name(&form.text_of(name));
    let issuer = state("ISSUING_COUNTRY").or_else(|| state("COUNTRY_OF_ISSUE"));
    let kind = kind(
        &form.text_of("TYPE_OF_DOCUMENT"),
        &form.text_of("TYPE_OF_DOCUMENT2"),
    );
    let number = form.text_of("NUMBER");
    if !number.is_empty() {
        return prose::of_field(kind, &number, issuer).into_iter().collect();
    }
    let (second, note) = (form.text_of("TYPE_OF_DOCUMENT2"), form.text_of("NOTE"));
    let mut found = [prose::documents(&second), prose::documents(&note)].concat();
    if found.is_empty() && note.starts_with(|c: char| c.is_ascii_digit()) {
        found.extend(prose::of_field(kind, &format!("{note},"), issuer));
    }
    for document in &mut found {
        document.issuer = document.issuer.or(issuer);
    }
    found
}

fn kind(first: &str, second: &str) -> &'static str {
    let is = |text: &str, words: &[&str]| {
        let text = text.to_lowercase();
        words.iter().any(|word| text.contains(word))
    };
    let passport = ["passport", "pasaporte", "passeport"];
    // `National Identification Number` with a second type of `national passport` is one.
    if is(first, &passport) || is(second, &passport) {
        "P"
    } else if is(first, &["identification number"]) {
        "National ID"
    } else {
        ""
    }
}
