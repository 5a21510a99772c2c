//! The plan for a reader: one CSV row for each run and part that changes and for whatever else
//! stands in the folder, and a sentence.

use super::judged::Step;
use super::plan::Plan;
use crate::ledger::reduce::Changed;
use crate::schema::purge::PurgeLine;

pub(super) fn table(plan: &Plan) -> Vec<PurgeLine> {
    let runs = plan.runs.iter().map(|planned| PurgeLine {
        step: match planned.step {
            Step::Delete => "delete",
            Step::Mask => "mask",
            Step::Hold => "hold",
        }
        .to_owned(),
        name: planned.name.clone(),
        why: planned.why.clone(),
    });
    let parts = plan.parts.iter().zip(&plan.reduced);
    let parts = parts.skip_while(|(_, (_, changed))| *changed == Changed::default());
    let parts = parts.map(|(part, (_, changed))| {
        let name = part.path.file_name().unwrap_or_default();
        PurgeLine {
            step: "reduce".to_owned(),
            name: format!("ledger/{}", name.to_string_lossy()),
            why: match *changed == Changed::default() {
                true => "names the part before it".to_owned(),
                false => format!(
                    "{} decisions masked, {} counted",
                    changed.masked, changed.counted
                ),
            },
        }
    });
    let stays = plan.stays.iter().map(|stays| PurgeLine {
        step: "keep".to_owned(),
        name: stays.name.clone(),
        why: stays.why.clone(),
    });
    let endings = plan.endings.iter().map(|ending| PurgeLine {
        step: "delete".to_owned(),
        name: ending.path(),
        why: ending.why.clone(),
    });
    runs.chain(endings).chain(parts).chain(stays).collect()
}

pub(super) fn summary(plan: &Plan) -> String {
    let runs = |step| plan.runs.iter().filter(|run| run.step == step).count();
    let (masked, counted) = plan.reduced.iter().fold((0, 0), |(masked, counted), part| {
        (masked + part.1.masked, counted + part.1.counted)
    });
    let products = match plan.endings.len() {
        0 => String::new(),
        ended => format!("; {ended} packages and shares ended"),
    };
    format!(
        "{} runs deleted, {} masked, {} kept on hold; {masked} decisions masked, {counted} reduced to counts{products}",
        runs(Step::Delete),
        runs(Step::Mask),
        runs(Step::Hold)
    )
}
