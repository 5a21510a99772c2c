//! `*` leaves personal columns out, of a table itself: what a subquery names is named.
//!
//! Of a table's personal columns only those are loaded that the query names somewhere. Where a `*`
//! stands beside them (`SELECT * FROM cases WHERE surname = 'X'`) it is written out without them.

use crate::error::{Error, Kind, Result};
use crate::frames::fault;
use crate::frames::sql::{Asked, Loaded};
use polars::sql::SQLContext;
use sqlparser::ast::helpers::attached_token::AttachedToken;
use sqlparser::ast::{
    Cte, ExcludeSelectItem, Expr, GroupByExpr, Ident, Query, Select, SelectFlavor, SelectItem,
    SelectItemQualifiedWildcardKind, SetExpr, TableFactor, TableWithJoins,
    WildcardAdditionalOptions, With,
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Widened {
    pub sql: String,
    pub left_out: BTreeSet<String>,
}

pub(super) fn without_personal(
    asked: Asked,
    tables: &BTreeMap<String, Loaded>,
    context: &mut SQLContext,
) -> Result<Widened> {
    let Asked { mut query, .. } = asked;
    let mut walk = Walk {
        tables,
        context,
        ctes: Vec::new(),
        left_out: BTreeSet::new(),
    };
    walk.query(&mut query)?;
    let left_out = walk.left_out;
    Ok(Widened {
        sql: query.to_string(),
        left_out,
    })
}

struct Walk<'a> {
    tables: &'a BTreeMap<String, Loaded>,
    context: &'a mut SQLContext,
    /// Those in scope, written out.
    ctes: Vec<Cte>,
    left_out: BTreeSet<String>,
}

/// One name in FROM.
struct Relation {
    alias: String,
    /// The registered table behind it; a subquery has none.
    table: Option<String>,
}

impl Walk<'_> {
    fn query(&mut self, query: &mut Query) -> Result<()> {
        let scope = self.ctes.len();
        for cte in query.with.iter_mut().flat_map(|with| &mut with.cte_tables) {
            self.query(&mut cte.query)?;
            self.ctes.push(cte.clone());
        }
        self.body(&mut query.body)?;
        self.ctes.truncate(scope);
        Ok(())
    }

    fn body(&mut self, body: &mut SetExpr) -> Result<()> {
        match body {
            SetExpr::Select(select) => self.select(select),
            SetExpr::Query(query) => self.query(query),
            SetExpr::SetOperation { left, right, .. } => {
                self.body(left)?;
                self.body(right)
            }
            SetExpr::Values(_)
            | SetExpr::Insert(_)
            | SetExpr::Update(_)
            | SetExpr::Delete(_)
            | SetExpr::Merge(_)
            | SetExpr::Table(_) => Ok(()),
        }
    }

    fn select(&mut self, select: &mut Select) -> Result<()> {
        let mut relations = Vec::new();
        for from in &mut select.from {
            self.from(from, &mut relations)?;
        }
        // `FROM cases` alone is a `*`.
        if matches!(select.flavor, SelectFlavor::FromFirstNoSelect) {
            select.flavor = SelectFlavor::Standard;
            select.projection = vec![SelectItem::Wildcard(WildcardAdditionalOptions::default())];
        }
        let covered: Vec<&Relation> = relations
            .iter()
            .filter(|relation| select.projection.iter().any(|item| covers(item, relation)))
            .collect();
        let mut loaded = false;
        for relation in &covered {
            let Some(table) = relation.table.as_ref().map(|name| &self.tables[name]) else {
                continue;
            };
            self.left_out.extend(table.personal.iter().cloned());
            loaded |= personal(table).next().is_some();
        }
        match loaded {
            true => self.write_out(select, &relations),
            false => Ok(()),
        }
    }

    fn from(&mut self, from: &mut TableWithJoins, relations: &mut Vec<Relation>) -> Result<()> {
        self.factor(&mut from.relation, relations)?;
        for join in &mut from.joins {
            self.factor(&mut join.relation, relations)?;
        }
        Ok(())
    }

    fn factor(&mut self, factor: &mut TableFactor, relations: &mut Vec<Relation>) -> Result<()> {
        match factor {
            TableFactor::Table { name, alias, .. } => {
                let own = name.0.last().and_then(|part| part.as_ident());
                let own = own.map(|name| name.value.clone()).unwrap_or_default();
                let alias = alias.as_ref().map(|alias| alias.name.value.clone());
                let table = self.tables.contains_key(&own).then(|| own.clone());
                relations.push(Relation {
                    alias: alias.unwrap_or(own),
                    table,
                });
                Ok(())
            }
            TableFactor::Derived {
                subquery, alias, ..
            } => {
                self.query(subquery)?;
                let alias = alias.as_ref().map(|alias| alias.name.value.clone());
                relations.push(Relation {
                    alias: alias.unwrap_or_default(),
                    table: None,
                });
                Ok(())
            }
            TableFactor::NestedJoin {
                table_with_joins, ..
            } => self.from(table_with_joins, relations),
            // The guard lets nothing else through.
            _ => {
                relations.push(Relation {
                    alias: String::new(),
                    table: None,
                });
                Ok(())
            }
        }
    }

    /// Each `*` as the columns that it stands for, without the personal ones.
    fn write_out(&mut self, select: &mut Select, relations: &[Relation]) -> Result<()> {
        if select.projection.iter().any(is_changed) {
            return Err(name_them("`*` with REPLACE, RENAME or ILIKE"));
        }
        let joined = self.columns_of(select)?;
        if relations.iter().all(|relation| relation.table.is_some()) {
            let items = std::mem::take(&mut select.projection);
            let mut written = Vec::new();
            for item in items {
                match wildcard(&item) {
                    None => written.push(item),
                    Some(except) => {
                        let columns = self.columns(&item, relations, &joined);
                        let kept = columns.filter(|(_, shown)| !except.contains(shown));
                        written.extend(kept.map(|(qualified, shown)| item_of(qualified, &shown)));
                    }
                }
            }
            select.projection = written;
            return Ok(());
        }
        self.exclude(select, relations, &joined)
    }

    /// Beside subqueries, whose columns Polars knows: by its own EXCLUDE, which holds for a whole
    /// SELECT.
    fn exclude(
        &self,
        select: &mut Select,
        relations: &[Relation],
        joined: &BTreeSet<String>,
    ) -> Result<()> {
        let mut hidden = BTreeSet::new();
        for relation in relations {
            let table = relation.table.as_ref().map(|name| &self.tables[name]);
            for column in table.into_iter().flat_map(personal) {
                let suffixed = format!("{column}:{}", relation.alias);
                let is_suffixed = joined.contains(&suffixed);
                hidden.insert(if is_suffixed { suffixed } else { column });
            }
        }
        let named = select.projection.iter().filter_map(output_name);
        let grouped = !matches!(&select.group_by, GroupByExpr::Expressions(by, _) if by.is_empty());
        if grouped || named.into_iter().any(|name| hidden.contains(&name)) {
            return Err(name_them("`*` beside a personal column that is named"));
        }
        for item in &mut select.projection {
            let (SelectItem::Wildcard(options) | SelectItem::QualifiedWildcard(_, options)) = item
            else {
                continue;
            };
            let own = excluded(options).into_iter();
            let names = own.chain(hidden.iter().cloned()).map(|name| quoted(&name));
            let names = names.map(|name| name.into()).collect();
            options.opt_except = None;
            options.opt_exclude = Some(ExcludeSelectItem::Multiple(names));
        }
        Ok(())
    }

    /// The columns of what FROM joins, as Polars calls them.
    fn columns_of(&mut self, select: &Select) -> Result<BTreeSet<String>> {
        let mut all = select.clone();
        all.projection = vec![SelectItem::Wildcard(WildcardAdditionalOptions::default())];
        all.selection = None;
        all.group_by = GroupByExpr::Expressions(Vec::new(), Vec::new());
        all.having = None;
        all.qualify = None;
        all.distinct = None;
        let with = (!self.ctes.is_empty()).then(|| With {
            with_token: AttachedToken::empty(),
            recursive: false,
            cte_tables: self.ctes.clone(),
        });
        let with = with.map(|with| format!("{with} ")).unwrap_or_default();
        let plan = self.context.execute(&format!("{with}{all}"));
        let schema = plan.and_then(|mut plan| plan.collect_schema());
        let schema = schema.map_err(|e| fault::planned(&e))?;
        Ok(schema.iter_names().map(ToString::to_string).collect())
    }

    /// What a `*` over tables stands for: where each column is, and what it is called.
    fn columns(
        &self,
        item: &SelectItem,
        relations: &[Relation],
        joined: &BTreeSet<String>,
    ) -> impl Iterator<Item = (Expr, String)> + use<> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for relation in relations {
            let table = relation.table.as_ref().map(|name| &self.tables[name]);
            let table = table.into_iter();
            for name in table
                .clone()
                .flat_map(|table| table.rows.get_column_names())
            {
                let suffixed = format!("{name}:{}", relation.alias);
                let shown = match joined.contains(&suffixed) {
                    true => suffixed,
                    // Of a join that has it once.
                    false if seen.contains(name) || !joined.contains(name.as_str()) => continue,
                    false => name.to_string(),
                };
                seen.insert(name.clone());
                let is_personal = table
                    .clone()
                    .any(|table| table.personal.contains(name.as_str()));
                if covers(item, relation) && !is_personal {
                    let place = vec![quoted(&relation.alias), quoted(name)];
                    found.push((Expr::CompoundIdentifier(place), shown));
                }
            }
        }
        found.into_iter()
    }
}

/// Of a table the personal columns that are loaded.
fn personal(table: &Loaded) -> impl Iterator<Item = String> {
    let there = table.rows.get_column_names().into_iter();
    let there = there.filter(|name| table.personal.contains(name.as_str()));
    there.map(ToString::to_string)
}

fn covers(item: &SelectItem, relation: &Relation) -> bool {
    match item {
        SelectItem::Wildcard(_) => true,
        SelectItem::QualifiedWildcard(SelectItemQualifiedWildcardKind::ObjectName(name), _) => {
            let last = name.0.last().and_then(|part| part.as_ident());
            last.is_some_and(|last| last.value == relation.alias)
        }
        SelectItem::QualifiedWildcard(SelectItemQualifiedWildcardKind::Expr(_), _)
        | SelectItem::UnnamedExpr(_)
        | SelectItem::ExprWithAlias { .. }
        | SelectItem::ExprWithAliases { .. } => false,
    }
}

/// Of a `*` the columns that it excludes itself.
fn wildcard(item: &SelectItem) -> Option<BTreeSet<String>> {
    match item {
        SelectItem::Wildcard(options)
        | SelectItem::QualifiedWildcard(SelectItemQualifiedWildcardKind::ObjectName(_), options) => {
            Some(excluded(options))
        }
        SelectItem::QualifiedWildcard(SelectItemQualifiedWildcardKind::Expr(_), _)
        | SelectItem::UnnamedExpr(_)
        | SelectItem::ExprWithAlias { .. }
        | SelectItem::ExprWithAliases { .. } => None,
    }
}

fn is_changed(item: &SelectItem) -> bool {
    match item {
        SelectItem::Wildcard(options) | SelectItem::QualifiedWildcard(_, options) => {
            options.opt_ilike.is_some()
                || options.opt_replace.is_some()
                || options.opt_rename.is_some()
        }
        SelectItem::UnnamedExpr(_)
        | SelectItem::ExprWithAlias { .. }
        | SelectItem::ExprWithAliases { .. } => false,
    }
}

fn excluded(options: &WildcardAdditionalOptions) -> BTreeSet<String> {
    let plain = |text: String| text.trim_matches('"').to_owned();
    let mut names = BTreeSet::new();
    match &options.opt_exclude {
        Some(ExcludeSelectItem::Single(name)) => {
            names.insert(plain(name.to_string()));
        }
        Some(ExcludeSelectItem::Multiple(several)) => {
            names.extend(several.iter().map(|name| plain(name.to_string())));
        }
        None => {}
    }
    if let Some(except) = &options.opt_except {
        names.insert(except.first_element.value.clone());
        names.extend(
            except
                .additional_elements
                .iter()
                .map(|name| name.value.clone()),
        );
    }
    names
}

/// What an item that is named is called in the answer, as far as the query says.
fn output_name(item: &SelectItem) -> Option<String> {
    match item {
        SelectItem::UnnamedExpr(Expr::Identifier(name)) => Some(name.value.clone()),
        SelectItem::UnnamedExpr(Expr::CompoundIdentifier(names)) => {
            names.last().map(|name| name.value.clone())
        }
        SelectItem::ExprWithAlias { alias, .. } => Some(alias.value.clone()),
        SelectItem::UnnamedExpr(_)
        | SelectItem::ExprWithAliases { .. }
        | SelectItem::QualifiedWildcard(..)
        | SelectItem::Wildcard(_) => None,
    }
}

fn item_of(expr: Expr, shown: &str) -> SelectItem {
    SelectItem::ExprWithAlias {
        expr,
        alias: quoted(shown),
    }
}

fn quoted(name: &str) -> Ident {
    Ident::with_quote('"', name)
}

fn name_them(what: &str) -> Error {
    let what = format!("{what} cannot leave personal columns out");
    Error::new(Kind::Usage, what).hint("name the columns in the place of `*`")
}
