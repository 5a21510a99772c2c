//! The data dictionary as Markdown, which docs/schema.md is.

use crate::schema::dictionary::{ColumnDoc, Direction, TableDoc};
use std::fmt::Write;

/// One table, or all of them with a heading.
pub fn markdown(tables: &[TableDoc]) -> String {
    let sections: Vec<String> = tables.iter().map(section).collect();
    match sections.as_slice() {
        [one] => one.clone(),
        many => format!("{HEAD}\n{}\n{}", contents(tables), many.join("\n")),
    }
}

const HEAD: &str = "# Data dictionary

What goes in and what comes out: written by `preboard schema > docs/schema.md`, from the tables of
the program itself. `preboard schema TABLE` prints one of them, `--format json` the same for a
program.

Versions of outputs, decisions, lists and manifests are counted apart (`preboard.schema_version` in
a file's metadata); this program reads 1 and 2 of each. Columns are found by name: new ones may be
added anywhere. *Since* is the version that had a column first. \"Yes\" under *Always* means that no
row is without a value, of an input that the column must be there.
";

fn contents(tables: &[TableDoc]) -> String {
    let list = |title: &str, direction: Direction| {
        let own = tables.iter().filter(|table| table.direction == direction);
        let own = own.map(|table| format!("[{0}](#{0})", table.name));
        format!("{title}: {}.", own.collect::<Vec<_>>().join(" · "))
    };
    format!(
        "{}\n\n{}\n",
        list("In", Direction::Input),
        list("Out", Direction::Output)
    )
}

fn section(table: &TableDoc) -> String {
    let TableDoc {
        name,
        file,
        direction: _,
        version,
        about,
        columns,
    } = table;
    let mut text = format!("## {name}\n\n{file}; version {version}. {about}\n\n");
    text.push_str("| Column | Type | Always | Unit | Meaning | Values | Since |\n");
    text.push_str("|---|---|---|---|---|---|--:|\n");
    for column in columns {
        let ColumnDoc {
            name,
            kind,
            required,
            unit,
            meaning,
            values,
            since,
        } = column;
        let always = if *required { "yes" } else { "" };
        let unit = unit.as_deref().unwrap_or_default();
        let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        let cells = [
            &format!("`{name}`"),
            kind,
            always,
            unit,
            meaning,
            &values.join(" "),
            since,
        ];
        let cells = cells.map(|cell| cell.replace('|', "\\|"));
        writeln!(text, "| {} |", cells.join(" | ")).expect("writing to a string cannot fail");
    }
    text
}
