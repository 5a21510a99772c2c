//! What may be asked: one SELECT over registered tables. Polars' SQL also reads files by functions,
//! makes and drops tables; nothing of that is let through.

use crate::error::{Error, Kind, Result};
use crate::inert::shown;
use sqlparser::ast::{Expr, ObjectName, Query, SetExpr, Statement, TableFactor, Visit, Visitor};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::{Parser, ParserError, ParserOptions};
use sqlparser::tokenizer::{Token, Tokenizer};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// A query that may be answered.
#[derive(Clone, Debug)]
pub struct Asked {
    pub(super) query: Query,
    /// Registered tables that it names.
    pub tables: BTreeSet<String>,
    /// Every word of it that may be a column's name.
    words: BTreeSet<String>,
}

impl Asked {
    /// Reads a query, and refuses what is none. `known` are the registered tables.
    pub fn read(sql: &str, known: &BTreeSet<String>) -> Result<Asked> {
        let query = parsed(sql)?;
        let mut look = Look::of(&query);
        if let ControlFlow::Break(refusal) = query.visit(&mut look) {
            return Err(refused(&refusal));
        }
        if let Some(taken) = look.ctes.intersection(known).next() {
            let what = format!("WITH {} bears the name of a table", shown(taken));
            return Err(refused(&what));
        }
        let named = look.relations.difference(&look.ctes).cloned();
        let tables: BTreeSet<String> = named.collect();
        if let Some(unknown) = tables.difference(known).next() {
            return Err(no_table(unknown, known));
        }
        let tokens = Tokenizer::new(&GenericDialect, sql).tokenize();
        let words = tokens.unwrap_or_default().into_iter();
        let words = words.filter_map(|token| match token {
            Token::Word(word) => Some(word.value),
            _ => None,
        });
        Ok(Asked {
            query,
            tables,
            words: words.collect(),
        })
    }

    /// Whether the query may mean this column by a word of its own.
    pub fn names(&self, column: &str) -> bool {
        self.words.contains(column)
    }
}

fn parsed(sql: &str) -> Result<Query> {
    // As Polars reads it.
    let options = ParserOptions {
        trailing_commas: true,
        ..ParserOptions::default()
    };
    let parser = Parser::new(&GenericDialect).with_options(options);
    let statements = parser.try_with_sql(sql);
    let statements = statements.and_then(|mut parser| parser.parse_statements());
    let mut statements = statements.map_err(|e| no_sql(&e))?.into_iter();
    match (statements.next(), statements.next()) {
        (Some(Statement::Query(query)), None) => Ok(*query),
        (Some(_), None) => Err(refused("it is no SELECT")),
        (Some(_), Some(_)) => Err(refused("it holds several statements")),
        (None, _) => Err(refused("it is empty")),
    }
}

fn no_sql(error: &ParserError) -> Error {
    let cause = match error {
        ParserError::TokenizerError(text) | ParserError::ParserError(text) => text.as_str(),
        ParserError::RecursionLimitExceeded => "it is nested too deep",
    };
    Error::new(Kind::Usage, "the query is no SQL").because(shown(cause))
}

fn refused(cause: &str) -> Error {
    let hint = "ask one SELECT over the tables of `preboard query --tables`; a file is named by \
                --table NAME=PATH";
    Error::new(Kind::Usage, "the query is refused")
        .because(cause)
        .hint(hint)
}

fn no_table(unknown: &str, known: &BTreeSet<String>) -> Error {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let what = format!("there is no table {}", shown(unknown));
    let hint = format!(
        "there are {}; a file is named by --table NAME=PATH",
        known.join(", ")
    );
    Error::new(Kind::Usage, what).hint(hint)
}

/// What a query is made of.
#[derive(Default)]
struct Look {
    relations: BTreeSet<String>,
    ctes: BTreeSet<String>,
}

impl Look {
    fn of(query: &Query) -> Look {
        let mut look = Look::default();
        look.ctes_of(query);
        look
    }

    fn ctes_of(&mut self, query: &Query) {
        for cte in query.with.iter().flat_map(|with| &with.cte_tables) {
            self.ctes.insert(cte.alias.name.value.clone());
        }
    }
}

impl Visitor for Look {
    type Break = String;

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<String> {
        self.ctes_of(query);
        match only_selects(&query.body) {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break("it is no SELECT".to_owned()),
        }
    }

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<String> {
        match relation.0.as_slice() {
            [part] => {
                let name = part.as_ident().map(|name| name.value.clone());
                self.relations.extend(name);
                ControlFlow::Continue(())
            }
            _ => ControlFlow::Break(format!("{relation} is no table's name")),
        }
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<String> {
        match factor {
            TableFactor::Table {
                name,
                args: Some(_),
                ..
            } => ControlFlow::Break(format!("{name}() is no table")),
            TableFactor::Table {
                alias: Some(alias), ..
            } if !alias.columns.is_empty() => ControlFlow::Break(format!(
                "{alias} gives columns other names: do so behind SELECT"
            )),
            TableFactor::Table { .. }
            | TableFactor::Derived { .. }
            | TableFactor::UNNEST { .. }
            | TableFactor::NestedJoin { .. } => ControlFlow::Continue(()),
            _ => ControlFlow::Break("FROM names something else than a table".to_owned()),
        }
    }

    /// Polars reads some names as patterns of names: what they match is not named.
    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<String> {
        let is_pattern =
            |name: &str| name.contains('*') || (name.starts_with('^') && name.ends_with('$'));
        let fault = match expr {
            Expr::Identifier(name) if is_pattern(&name.value) => Some(name.to_string()),
            Expr::CompoundIdentifier(names) => {
                let mut patterns = names.iter().filter(|name| is_pattern(&name.value));
                patterns.next().map(ToString::to_string)
            }
            Expr::Function(call) if call.name.to_string().eq_ignore_ascii_case("columns") => {
                Some("COLUMNS()".to_owned())
            }
            _ => None,
        };
        match fault {
            Some(name) => ControlFlow::Break(format!("{name} is a pattern: name the columns")),
            None => ControlFlow::Continue(()),
        }
    }
}

fn only_selects(body: &SetExpr) -> bool {
    match body {
        SetExpr::Select(_) | SetExpr::Query(_) | SetExpr::Values(_) => true,
        SetExpr::SetOperation { left, right, .. } => only_selects(left) && only_selects(right),
        SetExpr::Insert(_)
        | SetExpr::Update(_)
        | SetExpr::Delete(_)
        | SetExpr::Merge(_)
        | SetExpr::Table(_) => false,
    }
}
