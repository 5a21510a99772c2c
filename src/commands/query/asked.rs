//! One question: which tables it names, what is read of them, and its answer.

use crate::cli;
use crate::cli::Inputs;
use crate::commands::query::given::Given;
use crate::commands::query::of_runs::Chosen;
use crate::commands::query::published::Published;
use crate::commands::query::{listed, printed};
use crate::commands::ui::Ui;
use crate::commands::{Outcome, Surroundings};
use crate::error::{Error, Kind, Result};
use crate::frames::sql::{self, Asked, Loaded};
use crate::inert::shown;
use crate::settings::Settings;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

pub fn run(args: &cli::Query, surroundings: &Surroundings, ui: &Ui) -> Result<Outcome> {
    // Also of a question that asks nothing of them: a slip shows.
    Settings::check_file(&args.settings, surroundings.now)?;
    let given = given(args)?;
    let Some(sql) = &args.sql else {
        return listed::run(args, &given, ui);
    };
    let own = given.iter().map(|given| given.name.clone());
    let published = Published::ALL.map(|table| table.name().to_owned());
    let known: BTreeSet<String> = published.into_iter().chain(own).collect();
    let asked = Asked::read(sql, &known)?;
    let tables = tables(args, &asked, &given, surroundings, ui)?;
    let answered = sql::answer(asked, &tables)?;
    if !answered.left_out.is_empty() {
        let columns: Vec<&str> = answered.left_out.iter().map(String::as_str).collect();
        ui.say(&format!(
            "`*` leaves out what identifies somebody: {}; a column that is named is printed",
            columns.join(", ")
        ));
    }
    printed::answer(args, answered.answer, ui)?;
    Ok(Outcome::Done)
}

/// Files of one's own; a name is that of one table.
fn given(args: &cli::Query) -> Result<Vec<Given>> {
    let mut given: Vec<Given> = Vec::new();
    for (name, path) in &args.table {
        let is_published = Published::ALL.iter().any(|table| table.name() == name);
        if is_published || given.iter().any(|known| known.name == *name) {
            let what = format!("--table {}: there is a table of this name", shown(name));
            return Err(Error::new(Kind::Usage, what).hint("give it another name"));
        }
        given.push(Given {
            name: name.clone(),
            path: PathBuf::from(path),
        });
    }
    Ok(given)
}

/// Those that the question names, and of their personal columns those that it names.
fn tables(
    args: &cli::Query,
    asked: &Asked,
    given: &[Given],
    surroundings: &Surroundings,
    ui: &Ui,
) -> Result<BTreeMap<String, Loaded>> {
    let mut tables = BTreeMap::new();
    for given in given
        .iter()
        .filter(|given| asked.tables.contains(&given.name))
    {
        tables.insert(given.name.clone(), given.load(asked)?);
    }
    let published = Published::ALL.into_iter();
    let mut published = published
        .filter(|table| asked.tables.contains(table.name()))
        .peekable();
    if published.peek().is_none() {
        return Ok(tables);
    }
    let chosen = chosen(args, surroundings, ui)?;
    for table in published {
        tables.insert(table.name().to_owned(), table.load(&chosen, asked, ui)?);
    }
    Ok(tables)
}

fn chosen(args: &cli::Query, surroundings: &Surroundings, ui: &Ui) -> Result<Chosen> {
    let inputs = Inputs {
        settings: args.settings.clone(),
        out: args.out.clone(),
        ..Inputs::default()
    };
    let settings = Settings::resolve(&inputs, surroundings.now)?;
    match &args.run {
        Some(run) => Chosen::one(run, &settings.output.folder),
        None => Chosen::all(&settings.output.folder, ui),
    }
}
