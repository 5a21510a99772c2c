//! One folder per liaison group: its page and its table.

use super::{Files, Night};
use crate::domain::ids::RowRef;
use crate::error::Result;
use crate::files::folder_name;
use crate::render::briefing::{self, Contents, Earlier, Item};
use crate::routing::UNROUTED;
use crate::schema::rows::{CaseRow, LinkRow, SuppressedRow};
use std::collections::{BTreeMap, BTreeSet};

/// The run's tables that pages are made of.
pub(super) struct Tables<'a> {
    /// In the published order.
    pub(super) items: &'a [Item<'a>],
    /// Sorted by case.
    pub(super) links: &'a [LinkRow],
    pub(super) suppressed: &'a [SuppressedRow],
    pub(super) not_screened: usize,
}

/// Configured groups, any other that a case names, and the bucket of those without one,
/// which says so when it is empty: no case is left without a page.
pub(super) fn write(files: &mut Files, tables: &Tables, night: &Night) -> Result<()> {
    let decided = night.run.decided.as_deref().unwrap_or(&[]);
    let earlier = Earlier::new(decided, night.run.salt.as_ref(), night.as_of);
    let unscreened: BTreeSet<RowRef> = night.rejects.iter().map(|reject| reject.row).collect();
    let items = by_group(tables.items, |item| &item.row.group);
    let suppressed = by_group(tables.suppressed, |row| &row.group);
    let configured = night.groups.iter().map(String::as_str);
    let used = items.keys().chain(suppressed.keys()).copied();
    let every: BTreeSet<&str> = configured.chain(used).chain([UNROUTED]).collect();
    let rows = tables.items.iter().map(|item| item.row);
    let rows: BTreeMap<&str, &CaseRow> = rows.map(|row| (row.case_id.as_str(), row)).collect();
    for group in every {
        let own: Vec<Item> = of(&items, group).iter().map(|item| **item).collect();
        let page = briefing::page(
            &Contents {
                group,
                items: &own,
                rows: &rows,
                links: tables.links,
                suppressed: of(&suppressed, group),
                unscreened: unscreened.len(),
                unrouted: unrouted(tables.items),
                not_screened: tables.not_screened,
            },
            &earlier,
            &night.run,
        )?;
        let rows: Vec<CaseRow> = own.iter().map(|item| item.row.clone()).collect();
        let folder = format!("groups/{}", folder_name(group));
        let path = format!("{folder}/briefing.html");
        files.add(&path, page.as_bytes(), rows.len())?;
        files.csv(&format!("{folder}/recommendations.csv"), &rows)?;
    }
    Ok(())
}

/// Open cases that no group receives.
pub(super) fn unrouted(items: &[Item]) -> usize {
    let open = items.iter().filter(|item| item.case.is_some());
    open.filter(|item| item.row.group == UNROUTED).count()
}

fn by_group<'a, T>(
    all: &'a [T],
    group: impl Fn(&'a T) -> &'a String,
) -> BTreeMap<&'a str, Vec<&'a T>> {
    let mut groups: BTreeMap<&str, Vec<&T>> = BTreeMap::new();
    for one in all {
        groups.entry(group(one)).or_default().push(one);
    }
    groups
}

fn of<'a, T>(groups: &'a BTreeMap<&str, Vec<T>>, group: &str) -> &'a [T] {
    groups.get(group).map_or(&[], Vec::as_slice)
}
