//! What a reader needs to measure the same again.

use super::{Provenance, moment};
use crate::inert::shown;
use crate::render::drawing::view::{Row, Section, Table, grouped};
use crate::schema::record::ListRecord;

pub(super) fn section(made_of: &Provenance) -> Section {
    let Provenance {
        command,
        as_of,
        settings_digest,
        rarity_digest,
        lists,
        queries,
    } = made_of;
    let version = format!("Preboard {}", env!("CARGO_PKG_VERSION"));
    let fixed = [
        ("Command", command.clone()),
        ("Program", version),
        ("As of", moment(*as_of)),
        ("Settings, SHA-256", settings_digest.clone()),
        ("Rarity table, SHA-256", rarity_digest.clone()),
    ];
    let fixed = fixed.map(|(name, value)| (name.to_owned(), value));
    let lists = lists
        .iter()
        .map(|list| (format!("List {}", list.list), of_list(list)));
    let queries = queries
        .iter()
        .map(|(path, digest)| (path.clone(), format!("SHA-256 {digest}")));
    let row = |(name, value): (String, String)| Row {
        name: shown(&name),
        cells: vec![shown(&value).into()],
        marked: false,
    };
    Section {
        id: "made",
        title: "How to measure it again".to_owned(),
        text: vec!["This file names people. Keep it where the lists are kept, and delete it when it has been read.".to_owned()],
        tables: vec![Table {
            caption: "Made of".to_owned(),
            heads: vec![],
            rows: fixed.into_iter().chain(lists).chain(queries).map(row).collect(),
            folded: false,
        }],
        ..Section::default()
    }
}

fn of_list(list: &ListRecord) -> String {
    let date = list
        .list_date
        .as_ref()
        .map_or_else(String::new, |date| format!(" of {date}"));
    format!(
        "{} entries{date}, SHA-256 {}",
        grouped(list.entries as usize),
        list.digest
    )
}
