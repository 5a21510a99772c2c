//! The one door: a passenger goes in, a recommendation or nothing comes out.
//!
//! Pure and total: no file, clock, log or error. `run`, `explain` and `evaluate` share it.

use crate::candidates::index::Index;
use crate::candidates::query::Needs;
use crate::candidates::relatives::Relatives;
use crate::decide::{Action, HitFacts, Judgement, PassengerLimits, Policy};
use crate::documents::fault::Found;
use crate::documents::lost::LostIndex;
use crate::documents::validity;
use crate::domain::entry::{Entry, ListedName};
use crate::domain::passenger::Passenger;
use crate::domain::points::Points;
use crate::domain::work::{self, InParallel};
use crate::evidence::contradiction;
use crate::evidence::document::{self, DocumentLevel};
use crate::evidence::prepared::{self, Draft, PreparedEntry, PreparedPassenger};
use crate::names::lexicon::Lexicon;
use crate::names::rarity::Rarity;
use crate::names::relation::Relations;
use crate::names::vocabulary::Vocabulary;
use crate::recommend::lines::{self, Compared};
use crate::recommend::{self, Finding, Hit, Recommendation, identity};
use crate::redress::{self, Cleared, Suppressed};
use crate::score::{self, Score, Weights};
use crate::terms::{Class, Terms};
use jiff::civil::Date;
use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Lists, weights and policy, ready to screen with. Immutable but for a cache that
/// changes no answer, so threads share one.
pub struct Screener {
    entries: Vec<Entry>,
    prepared: Vec<PreparedEntry>,
    index: Index,
    relatives: Relatives,
    lost: LostIndex,
    weights: Weights,
    policy: Policy,
    terms: Terms,
}

/// What screening says of one passenger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screened {
    pub recommendation: Option<Recommendation>,
    pub suppressed: Vec<Suppressed>,
}

/// One listed person, with a passenger's score against them.
pub struct Ranked {
    pub entry: u32,
    pub score: Score,
}

/// Entries whose drafts are held at once.
const AT_ONCE: usize = 10_000;

/// No total is too low.
const ANY: Points = Points(i32::MIN / 2);

impl Screener {
    /// Entries not in force on `day` are left out: they must not fire.
    pub fn new(
        entries: Vec<Entry>,
        lost: LostIndex,
        rarity: impl Into<Arc<Rarity>>,
        weights: Weights,
        policy: Policy,
        day: Date,
    ) -> Screener {
        let in_turn: &InParallel = &work::in_turn;
        Screener::with(entries, lost, rarity, weights, policy, day, in_turn)
    }

    /// The same, where `both` may have threads. They change nothing in the answers.
    pub fn with(
        entries: Vec<Entry>,
        lost: LostIndex,
        rarity: impl Into<Arc<Rarity>>,
        weights: Weights,
        policy: Policy,
        day: Date,
        parallel: &InParallel,
    ) -> Screener {
        let rarity = rarity.into();
        let entries: Vec<Entry> = entries
            .into_iter()
            .filter(|entry| entry.in_force_on(day))
            .collect();
        let mut vocabulary = Vocabulary::default();
        let terms = Terms::of(&entries, &policy);
        let draft = |entry: &Entry| prepared::draft(entry, &rarity, &weights.name, day);
        let mut prepared: Vec<PreparedEntry> = Vec::with_capacity(entries.len());
        let mut number = |drafts: Vec<Draft>| {
            let numbered = drafts.into_iter();
            prepared
                .extend(numbered.map(|draft| draft.numbered(|text| vocabulary.number_of(text))));
        };
        // Numbers are given one after the other, beside the drafting of the next entries.
        let mut waiting = Vec::new();
        for chunk in entries.chunks(AT_ONCE) {
            let drafts = || work::map(parallel, chunk, &draft);
            let ready = std::mem::take(&mut waiting);
            ((), waiting) = work::join(parallel, || number(ready), drafts);
        }
        number(waiting);
        let tokens = vocabulary.len();
        let (index, lexicon) = work::join(
            parallel,
            || {
                let class_of = |entry: u32| terms.class_of(entry);
                let classes = terms.classes().len();
                Index::build(&prepared, tokens, classes, &class_of, parallel)
            },
            || Lexicon::new(vocabulary, parallel),
        );
        let relations = Relations::bundled(weights.name.relation.clone());
        Screener {
            terms,
            relatives: Relatives::new(lexicon, relations, rarity, &weights.name),
            lost,
            entries,
            prepared,
            index,
            weights,
            policy,
        }
    }

    /// Those of the entries, by list and id, that are in force.
    pub fn listed<'a>(
        &self,
        wanted: &'a BTreeSet<(String, String)>,
    ) -> BTreeSet<&'a (String, String)> {
        if wanted.is_empty() {
            return BTreeSet::new();
        }
        let all = self.entries.iter();
        let keys = all.map(|entry| (entry.list.clone(), entry.entry_id.clone()));
        keys.filter_map(|key| wanted.get(&key)).collect()
    }

    /// Entries in force.
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    pub fn entry(&self, number: u32) -> &Entry {
        &self.entries[number as usize]
    }

    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// `None`: nothing to say about this passenger, and nothing will be written.
    pub fn screen(&self, passenger: &Passenger) -> Option<Recommendation> {
        self.screen_with(passenger, &[])
    }

    /// The same with what is known of the passenger from other rows of the night.
    pub fn screen_with(&self, passenger: &Passenger, across: &[Found]) -> Option<Recommendation> {
        let cleared = Cleared::default();
        self.screen_cleared(passenger, across, &cleared)
            .recommendation
    }

    /// The same without the hits that redress suppresses; those are told beside it.
    pub fn screen_cleared(
        &self,
        passenger: &Passenger,
        across: &[Found],
        cleared: &Cleared,
    ) -> Screened {
        let limits = self.policy.limits(passenger);
        let prepared = self.prepare(passenger);
        let candidates = self.candidates(&prepared, |class| class.review);
        let hits = self.hits(passenger, &prepared, limits, candidates.into_iter());
        let (hits, suppressed) = cleared.part(passenger, hits);
        let findings = self.findings(passenger, across, limits);
        Screened {
            recommendation: self.recommendation(passenger, hits, findings),
            suppressed,
        }
    }

    /// Of somebody who is no case, in one booking with the listed persons of these cases. Whatever
    /// the policy asks for a match or a fault, this is a question for the group and no more: it
    /// has no score, and what faults inform of is told beside it.
    pub fn companion(
        &self,
        passenger: &Passenger,
        across: &[Found],
        travels_with: Vec<String>,
    ) -> Recommendation {
        let findings = self.findings(passenger, across, self.policy.limits(passenger));
        let mut reasons = reasons(&[], &findings);
        reasons.push(recommend::Reason::TravelsWith);
        reasons.sort_unstable();
        let action = Action::ContactGroup;
        Recommendation {
            case_id: identity::case_id(passenger, recommend::Reason::TravelsWith.as_str()),
            action,
            reasons,
            category: None,
            office: None,
            priority: self.policy.priority(action, None, None),
            hits: Vec::new(),
            findings,
            travels_with,
        }
    }

    /// The same answer without the index: every entry is compared. For proofs.
    pub fn screen_all(&self, passenger: &Passenger) -> Option<Recommendation> {
        let limits = self.policy.limits(passenger);
        let prepared = self.prepare(passenger);
        let hits = self.hits(passenger, &prepared, limits, 0..self.entries.len() as u32);
        let findings = self.findings(passenger, &[], limits);
        self.recommendation(passenger, hits, findings)
    }

    /// Every entry whose total reaches `line`, best first. What `screen` would find with
    /// its review line there.
    pub fn ranked(&self, passenger: &Passenger, line: Points) -> Vec<Ranked> {
        let prepared = self.prepare(passenger);
        let candidates = self.candidates(&prepared, |_| line).into_iter();
        let mut ranked: Vec<Ranked> = candidates
            .filter_map(|entry| {
                let score = self.score(&prepared, entry, line)?;
                Some(Ranked { entry, score })
            })
            .collect();
        ranked.sort_by_key(|ranked| (-ranked.score.total, ranked.entry));
        ranked
    }

    /// The score against one entry, however low.
    pub fn against(&self, passenger: &Passenger, entry: u32) -> Option<Ranked> {
        let score = self.score(&self.prepare(passenger), entry, ANY)?;
        Some(Ranked { entry, score })
    }

    /// What the policy asks for on this hit alone.
    pub fn judge(&self, passenger: &Passenger, ranked: &Ranked) -> Judgement {
        let limits = self.policy.limits(passenger);
        let prepared = || self.prepare(passenger);
        self.judged(&prepared, limits, ranked.entry, &ranked.score)
    }

    /// `passenger` is made ready only where the names are to be looked at once more.
    fn judged<P: Borrow<PreparedPassenger>>(
        &self,
        passenger: &dyn Fn() -> P,
        limits: PassengerLimits,
        number: u32,
        score: &Score,
    ) -> Judgement {
        let (entry, prepared) = (self.entry(number), &self.prepared[number as usize]);
        let is_contradicted = || {
            let weights = &self.weights.name;
            let rarity = self.relatives.rarity();
            let passenger = passenger();
            let best = score.name;
            contradiction::is_contradicted(
                passenger.borrow(),
                entry,
                prepared,
                best,
                weights,
                rarity,
            )
        };
        let hit = HitFacts {
            score,
            category: &entry.category,
            matched: prepared.names[score.name].kind,
            recommend: self.terms.of_entry(number).recommend,
            is_contradicted: &is_contradicted,
        };
        self.policy.judge_hit(&hit, limits)
    }

    /// The least review line of any list that is loaded.
    pub fn least_review(&self) -> Points {
        let classes = self.terms.classes().iter();
        let least = classes.map(|class| class.review).min();
        least.unwrap_or(self.policy.lines.review)
    }

    /// From where on a hit on this entry is written.
    pub fn review_line(&self, entry: u32) -> Points {
        self.terms.of_entry(entry).review
    }

    /// The share of passengers who are somebody on the lists, by the priors.
    pub fn share_listed(&self) -> f64 {
        self.terms.share_listed()
    }

    /// The listed name that matched best.
    pub fn matched_name(&self, ranked: &Ranked) -> &ListedName {
        let name = &self.prepared[ranked.entry as usize].names[ranked.score.name];
        &self.entries[ranked.entry as usize].names[name.index]
    }

    /// A hit with its evidence in words.
    pub fn explain(&self, passenger: &Passenger, ranked: &Ranked) -> Hit {
        let prepared = self.prepare(passenger);
        let limits = self.policy.limits(passenger);
        self.hit(passenger, &prepared, limits, ranked.entry, &ranked.score)
    }

    /// The best hits, below the review line too, by comparing with every entry.
    pub fn rank(&self, passenger: &Passenger, count: usize) -> Vec<Hit> {
        let limits = self.policy.limits(passenger);
        let prepared = self.prepare(passenger);
        let everyone = 0..self.entries.len() as u32;
        let mut scores: Vec<(u32, Score)> = everyone
            .filter_map(|number| Some((number, self.score(&prepared, number, ANY)?)))
            .collect();
        scores.sort_by_key(|(number, score)| (-score.total, *number));
        scores.truncate(count);
        let hit = |(number, score)| self.hit(passenger, &prepared, limits, number, &score);
        scores.into_iter().map(hit).collect()
    }

    /// `line` is what a total must reach, by class.
    fn candidates(
        &self,
        passenger: &PreparedPassenger,
        line: impl Fn(&Class) -> Points,
    ) -> Vec<u32> {
        let births = &self.weights.birth;
        let classes = self.terms.classes().iter();
        let needs = classes.map(|class| self.needs(passenger, line(class) - class.prior));
        let needs: Vec<Needs> = needs.collect();
        let initial = self.weights.name.initial;
        self.index.candidates(passenger, &needs, births, initial)
    }

    /// Names must bring the line less the prior and the most that everything else can bring. What is
    /// missing can bring nothing.
    fn needs(&self, passenger: &PreparedPassenger, evidence: Points) -> Needs {
        let origin = &self.weights.origin;
        let if_known = |known: bool, most: Points| match known {
            true => most.max(Points::ZERO),
            false => Points::ZERO,
        };
        let with_name = if_known(passenger.nationality.is_some(), origin.nationality_agrees);
        let beside = with_name
            + if_known(!passenger.places.is_empty(), origin.birth_place_agrees)
            + if_known(passenger.sex.is_some(), origin.sex_agrees);
        Needs::new(&self.weights.birth, |birth| {
            let left = evidence - beside - birth;
            self.weights.need_of_name(left, with_name)
        })
    }

    fn prepare(&self, passenger: &Passenger) -> PreparedPassenger {
        prepared::passenger(
            passenger,
            &self.relatives,
            self.relatives.rarity(),
            &self.weights.name,
        )
    }

    fn score(&self, passenger: &PreparedPassenger, entry: u32, need: Points) -> Option<Score> {
        self.score_with(passenger, entry, |_| need)
    }

    /// What the total must reach may depend on the documents, which are compared first.
    fn score_with(
        &self,
        passenger: &PreparedPassenger,
        entry: u32,
        need: impl Fn(DocumentLevel) -> Points,
    ) -> Option<Score> {
        let prior = self.terms.of_entry(entry).prior;
        let entry = &self.prepared[entry as usize];
        let weights = &self.weights.document;
        let documents = document::compare(&passenger.documents, &entry.documents, weights);
        let traditions = self.relatives.rarity().traditions();
        score::score(
            passenger,
            entry,
            &self.weights,
            traditions,
            documents,
            prior,
            need(documents.0),
        )
    }

    fn hits(
        &self,
        passenger: &Passenger,
        prepared: &PreparedPassenger,
        limits: PassengerLimits,
        candidates: impl Iterator<Item = u32>,
    ) -> Vec<Hit> {
        let mut scores: Vec<(u32, Score)> = candidates
            .filter_map(|number| {
                let score = self.score_with(prepared, number, |level| self.need(number, level))?;
                Some((number, score))
            })
            .collect();
        scores.sort_by_key(|(number, score)| (-score.total, *number));
        let hit = |(number, score)| self.hit(passenger, prepared, limits, number, &score);
        scores.into_iter().map(hit).collect()
    }

    /// A listed document in hand is reported whatever the name on it: people on lists
    /// change names, and documents change hands.
    fn need(&self, entry: u32, documents: DocumentLevel) -> Points {
        match documents {
            DocumentLevel::Same => ANY,
            DocumentLevel::SameNumber
            | DocumentLevel::CheckDigitGlued
            | DocumentLevel::Confusable
            | DocumentLevel::OneEdit
            | DocumentLevel::Missing
            | DocumentLevel::Different => self.review_line(entry),
        }
    }

    fn hit(
        &self,
        passenger: &Passenger,
        prepared: &PreparedPassenger,
        limits: PassengerLimits,
        number: u32,
        score: &Score,
    ) -> Hit {
        let entry = &self.entries[number as usize];
        let prepared_entry = &self.prepared[number as usize];
        let name = &prepared_entry.names[score.name];
        let judged = self.judged(&|| prepared, limits, number, score);
        let compared = Compared {
            passenger,
            prepared,
            entry,
            prepared_entry,
        };
        Hit {
            list: entry.list.clone(),
            authority: entry.authority.clone(),
            entry_id: entry.entry_id.clone(),
            entry_digest: redress::entry_digest(entry),
            entry_name: entry.names[name.index].display(),
            primary_name: entry.display_name(),
            category: entry.category.clone(),
            listed_reason: entry.reason.clone(),
            handling: entry.handling.clone(),
            background: entry.background.clone(),
            reasons: judged.reasons,
            action: judged.action,
            total: score.total,
            evidence: lines::of_score(score, &compared),
        }
    }

    /// Those that ask for something first, the gravest action and kind leading.
    fn findings(
        &self,
        passenger: &Passenger,
        across: &[Found],
        limits: PassengerLimits,
    ) -> Vec<Finding> {
        let faults = validity::faults(passenger, &self.lost, &self.policy.documents);
        let all = faults.into_iter().chain(across.iter().cloned());
        let judged = all.filter_map(|(document, fault)| {
            let judged = self.policy.judge_fault(&fault, limits)?;
            Some(Finding {
                document,
                fault,
                reasons: judged.reasons,
                action: judged.action,
            })
        });
        let mut findings: Vec<Finding> = judged.collect();
        findings.sort_by_key(|finding| (Reverse(finding.action), finding.fault.kind()));
        findings
    }

    fn recommendation(
        &self,
        passenger: &Passenger,
        hits: Vec<Hit>,
        findings: Vec<Finding>,
    ) -> Option<Recommendation> {
        let asked = hits.iter().map(|hit| hit.action);
        let action = self
            .policy
            .combine(asked.chain(findings.iter().filter_map(|f| f.action)))?;
        let deciding = hits
            .iter()
            .find(|hit| hit.action == action)
            .or(hits.first());
        let category = deciding.map(|hit| hit.category.clone());
        let known = category
            .as_ref()
            .and_then(|name| self.policy.categories.get(name));
        let asking = findings
            .iter()
            .filter(|finding| finding.action == Some(action));
        let worst = asking
            .map(|finding| finding.fault.kind())
            .max_by_key(|kind| kind.severity());
        Some(Recommendation {
            case_id: identity::case_id(passenger, &cause(&hits, &findings)),
            action,
            reasons: reasons(&hits, &findings),
            office: known.map(|category| category.office.clone()),
            priority: self.policy.priority(action, category.as_deref(), worst),
            category,
            hits,
            findings,
            travels_with: Vec::new(),
        })
    }
}

/// The best hit's entry; without one, the first fault.
fn cause(hits: &[Hit], findings: &[Finding]) -> String {
    match (hits.first(), findings.first()) {
        (Some(hit), _) => format!("{}:{}", hit.list, hit.entry_id),
        (None, Some(finding)) => finding.reasons[0].as_str().to_owned(),
        (None, None) => String::new(),
    }
}

fn reasons(hits: &[Hit], findings: &[Finding]) -> Vec<recommend::Reason> {
    let of_hits = hits.iter().flat_map(|hit| hit.reasons.iter().copied());
    let of_findings = findings
        .iter()
        .flat_map(|finding| finding.reasons.iter().copied());
    let mut all: Vec<_> = of_hits.chain(of_findings).collect();
    all.sort_unstable();
    all.dedup();
    all
}
