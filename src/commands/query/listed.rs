//! `preboard query --tables`: what may be asked.

use crate::cli;
use crate::commands::Outcome;
use crate::commands::query::given::Given;
use crate::commands::query::printed;
use crate::commands::query::published::Published;
use crate::commands::ui::Ui;
use crate::error::Result;
use crate::schema::personal::{is_personal, may_be_personal};
use crate::tables::cell::Cell;

const COLUMNS: [&str; 5] = ["table", "column", "type", "personal", "meaning"];

pub fn run(args: &cli::Query, given: &[Given], ui: &Ui) -> Result<Outcome> {
    let mut rows = Vec::new();
    for table in Published::ALL {
        for column in table.columns() {
            let about: Vec<&str> = column.about.iter().map(|line| line.trim()).collect();
            let (kind, name) = (column.kind.name(), column.name);
            rows.push(row(
                [table.name(), name, kind],
                is_personal(name),
                &about.join(" "),
            ));
        }
    }
    for table in given {
        for (name, kind) in table.columns()? {
            let told = [table.name.as_str(), &name, &kind];
            rows.push(row(told, may_be_personal(&name), ""));
        }
    }
    let columns = COLUMNS.map(str::to_owned);
    printed::all(args, &columns, rows)?;
    ui.say("personal columns are left out of `*` and printed where they are named");
    Ok(Outcome::Done)
}

fn row(told: [&str; 3], personal: bool, meaning: &str) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let personal = if personal { "personal" } else { "" };
    let told = told.into_iter().chain([personal, meaning]);
    told.map(text).collect()
}
