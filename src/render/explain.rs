//! One case or hit as a waterfall of evidence for a terminal.
//!
//! Each line is made inert as it is added: a listed name must not move the cursor.

use crate::domain::points::Points;
use crate::error::Result;
use crate::inert::Lines;
use crate::recommend::Hit;
use crate::schema::rows::{CaseRow, EvidenceRow};
use crate::tables::parquet;
use crate::wording::background;
use crate::wording::text::{chance, odds, span};
use crate::wording::words;
use std::path::Path;

/// The evidence of one case, in the order of hits and parts.
pub fn read_evidence(path: &Path, case_id: &str) -> Result<Vec<EvidenceRow>> {
    let mut rows: Vec<EvidenceRow> = parquet::decode(path)?;
    rows.retain(|row| row.case_id == case_id);
    Ok(rows)
}

/// A case of a run, from its published rows.
pub fn render_case(case: &CaseRow, evidence: &[EvidenceRow]) -> Lines {
    let mut page = Lines::default();
    case_head(&mut page, case);
    for finding in evidence.iter().filter(|row| row.hit_rank == 0) {
        let note = finding.note.as_deref().unwrap_or(&finding.level);
        page.line(&format!("finding   {note}"));
    }
    for hit in evidence.chunk_by(|a, b| a.hit_rank == b.hit_rank) {
        if hit[0].hit_rank > 0 {
            page.line("");
            published_hit(&mut page, case, hit);
        }
    }
    page
}

/// Hits outside any run, best first; those below the review line are told apart.
/// `review` tells the line of a hit's list.
pub fn render_hits(hits: &[Hit], review: impl Fn(&Hit) -> Points) -> Lines {
    let mut page = Lines::default();
    for (rank, hit) in (1..).zip(hits) {
        if 1 < rank {
            page.line("");
        }
        page.append(&render_hit(rank, hit, review(hit)));
    }
    page
}

fn render_hit(rank: i32, hit: &Hit, review: Points) -> Lines {
    let mut page = Lines::default();
    let name = format!(" {}", hit.entry_name);
    hit_head(&mut page, rank, &hit.list, &hit.entry_id, &name);
    let parts = hit.evidence.iter().map(|line| Step {
        words: (
            words::kind(line.level).to_owned(),
            words::level(line.level).to_owned(),
        ),
        passenger: &line.passenger_value,
        entry: &line.entry_value,
        bits: line.points.bits(),
    });
    waterfall(&mut page, &parts.collect::<Vec<_>>());
    for (level, text, note) in background::said(&hit.background) {
        said(&mut page, level, &text, note.as_deref());
    }
    let reasons = hit.reasons.iter().map(|reason| reason.as_str());
    let reasons = reasons.collect::<Vec<_>>().join(", ");
    let asks = if hit.makes_case(review) {
        format!("    alone it asks for {} ({reasons})", hit.action.as_str())
    } else {
        let review = review.bits();
        format!("    below the review line of {review:+.2} bits: a run makes no case of it")
    };
    page.line(&asks);
    page
}

fn case_head(page: &mut Lines, case: &CaseRow) {
    let given = case.given_names.as_deref().unwrap_or("");
    let birth = case.birth_date.as_deref().unwrap_or("birth date not known");
    let codes = case.reason_codes.join(", ");
    for (label, text) in [
        (
            "case",
            format!(
                "{} ({}) of run {}",
                case.case_id,
                case.status.as_str(),
                case.run_id
            ),
        ),
        (
            "action",
            words::asked(case.action, case.hits, case.minutes_to_departure).to_owned(),
        ),
        (
            "flight",
            format!(
                "{} {} {}-{} {} ({})",
                case.carrier,
                case.flight_number,
                case.departure_airport,
                case.arrival_airport,
                case.scheduled_departure,
                span(case.minutes_to_departure)
            ),
        ),
        ("person", format!("{}, {given}; {birth}", case.surname)),
        (
            "row",
            format!("{}:{}", case.manifest_file, case.manifest_row),
        ),
        ("reasons", codes),
        ("why", case.explanation.clone()),
        ("keep till", case.retention_until.to_string()),
    ] {
        page.line(&format!("{label:<9} {text}"));
    }
}

fn published_hit(page: &mut Lines, case: &CaseRow, parts: &[EvidenceRow]) {
    let first = &parts[0];
    let (list, entry) = (
        first.list.as_deref().unwrap_or(""),
        first.entry_id.as_deref().unwrap_or(""),
    );
    let named = case.entry_name.as_deref().filter(|_| first.hit_rank == 1);
    let name = named.map(|name| format!(" {name}")).unwrap_or_default();
    hit_head(page, first.hit_rank, list, entry, &name);
    let compared = parts.iter().filter(|row| row.kind != background::KIND);
    let steps = compared.map(|row| Step {
        words: words::of_row(&row.kind, &row.level),
        passenger: row.passenger_value.as_deref().unwrap_or(""),
        entry: row.entry_value.as_deref().unwrap_or(""),
        bits: row.points,
    });
    waterfall(page, &steps.collect::<Vec<_>>());
    for row in parts.iter().filter(|row| row.kind == background::KIND) {
        let text = row.entry_value.as_deref().unwrap_or("");
        said(page, &row.level, text, row.note.as_deref());
    }
}

/// What weighs nothing and is good to know.
fn said(page: &mut Lines, level: &str, text: &str, note: Option<&str>) {
    let what = words::plain(level);
    let note = note.map(|note| format!(" ({note})")).unwrap_or_default();
    page.line(&format!("    the list says, {what}: {text}{note}"));
}

fn hit_head(page: &mut Lines, rank: i32, list: &str, entry: &str, name: &str) {
    page.line(&format!("hit {rank}: {list} {entry}{name}"));
}

/// One part of a score, wherever it was kept.
struct Step<'a> {
    /// What was compared, and how it came out.
    words: (String, String),
    passenger: &'a str,
    entry: &'a str,
    bits: f64,
}

fn waterfall(page: &mut Lines, steps: &[Step]) {
    let mut total = 0;
    for step in steps {
        // Hundredths, as the score sums them: no rounding drift in the running total.
        total += (step.bits * 100.0).round() as i64;
        let values = values(step.passenger, step.entry);
        let text = format!(
            "    {:+7.2}  {:>7.2}  {:<17} {}{values}",
            step.bits,
            total as f64 / 100.0,
            step.words.0,
            step.words.1,
        );
        page.line(&text);
    }
    let bits = total as f64 / 100.0;
    let chance = chance(1.0 / (1.0 + (-bits).exp2()));
    let odds = odds(bits);
    page.line(&format!(
        "    {bits:+7.2} bits in all: odds {odds} ({chance})"
    ));
}

fn values(passenger: &str, entry: &str) -> String {
    match (passenger.is_empty(), entry.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!(": {passenger}"),
        (true, false) => format!(": listed {entry}"),
        (false, false) => format!(": {passenger} / listed {entry}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recommend::samples;
    use crate::schema::of_case;
    use crate::schema::samples as row_samples;

    #[test]
    fn the_waterfall_runs_to_the_published_score() {
        let text = render_case(
            &row_samples::case_row("C-1"),
            &of_case::evidence(&samples::case(), "run-1"),
        );
        assert_eq!(text.as_str(), include_str!("snapshots/case.txt"));
    }

    #[test]
    fn a_hit_reads_the_same_outside_a_run() {
        assert_eq!(
            render_hit(2, &samples::hit(), Points(-200)).as_str(),
            include_str!("snapshots/hit.txt")
        );
    }

    #[test]
    fn a_hit_below_the_line_says_that_a_run_leaves_it_out() {
        let hit = samples::hit();
        let above = Points(hit.total.0 + 1);
        for (review, says) in [(hit.total, "alone it asks"), (above, "makes no case of it")] {
            let text = render_hits(&[hit.clone(), hit.clone()], |_| review);
            let text = text.as_str();
            assert_eq!(text.matches(says).count(), 2, "{text}");
            assert!(text.contains("\n\nhit 2: "), "{text}");
        }
    }

    #[test]
    fn foreign_text_cannot_move_the_cursor() {
        let mut hit = samples::hit();
        hit.entry_name = "\u{1b}[2J".to_owned();
        hit.evidence[1].entry_value = "\u{9b}A\r".to_owned();
        let mut row = row_samples::case_row("C-1");
        row.surname = "\u{1b}]0;x\u{7}".to_owned();
        row.carrier = "\u{8}".to_owned();
        let case = samples::case_of(vec![hit.clone()], vec![]);
        for text in [
            render_hit(1, &hit, Points(0)),
            render_case(&row, &of_case::evidence(&case, "run-1")),
        ] {
            assert!(
                text.as_str().chars().all(|c| c == '\n' || !c.is_control()),
                "{text:?}"
            );
        }
    }

    #[test]
    fn evidence_is_read_for_one_case_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("evidence.parquet");
        let mut rows = of_case::evidence(&samples::case(), "run-1");
        let mut other = rows[0].clone();
        other.case_id = "C-2".to_owned();
        rows.push(other);
        parquet::write(&path, &rows, &[]).unwrap();
        assert_eq!(read_evidence(&path, "C-2").unwrap().len(), 1);
        assert_eq!(
            read_evidence(&path, "C-1").unwrap(),
            of_case::evidence(&samples::case(), "run-1")
        );
    }
}
