//! From evidence to what is recommended: lines, caps and floors, all of them settings.
//!
//! No action here acts: every one asks a person. Caps only lower an action, and a
//! protected category overrides them all.

use crate::documents::fault::{Fault, FaultKind};
use crate::documents::rules::DocumentRules;
use crate::domain::airports;
use crate::domain::entry::NameKind;
use crate::domain::passenger::{Passenger, PersonType};
use crate::domain::points::Points;
use crate::evidence::document::DocumentLevel;
use crate::score::Score;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What an officer is asked to look at, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    ContactGroup,
    VerifyDocument,
    RecommendDenial,
    /// Protected people: always and only this.
    WelfareReferral,
}

impl Action {
    pub const ALL: [Action; 4] = [
        Action::RecommendDenial,
        Action::VerifyDocument,
        Action::ContactGroup,
        Action::WelfareReferral,
    ];

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == text)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Action::RecommendDenial => "recommend_denial",
            Action::VerifyDocument => "verify_document",
            Action::ContactGroup => "contact_group",
            Action::WelfareReferral => "welfare_referral",
        }
    }

    /// Urgency, 1 to 4. A person in danger is not less urgent than a suspect.
    fn rank(self) -> i32 {
        match self {
            Action::ContactGroup => 1,
            Action::VerifyDocument => 2,
            Action::WelfareReferral => 3,
            Action::RecommendDenial => 4,
        }
    }
}

/// Why a case exists, and what held its action down. The texts are the contract's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    ListedPerson,
    ListedDocument,
    PossibleMatch,
    /// In one booking with a listed person of a category that the settings name. Nothing of the
    /// passenger's own.
    TravelsWith,
    /// Something is wrong with a document or a booking.
    Document(FaultKind),
    MinorCap,
    WeakAliasCap,
    ProtectedCategory,
    NameOnlyCap,
    /// Another given name, another patronymic, or another name altogether.
    ContradictionCap,
}

impl Reason {
    /// Every one, in the order of the enum.
    pub fn all() -> impl Iterator<Item = Reason> {
        let matches = [
            Reason::ListedPerson,
            Reason::ListedDocument,
            Reason::PossibleMatch,
            Reason::TravelsWith,
        ];
        let caps = [
            Reason::MinorCap,
            Reason::WeakAliasCap,
            Reason::ProtectedCategory,
            Reason::NameOnlyCap,
            Reason::ContradictionCap,
        ];
        let documents = FaultKind::ALL.map(Reason::Document);
        matches.into_iter().chain(documents).chain(caps)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Reason::ListedPerson => "listed_person",
            Reason::ListedDocument => "listed_document",
            Reason::PossibleMatch => "possible_match",
            Reason::TravelsWith => "travels_with",
            Reason::Document(kind) => kind.as_str(),
            Reason::MinorCap => "minor_cap",
            Reason::WeakAliasCap => "weak_alias_cap",
            Reason::ProtectedCategory => "protected_category",
            Reason::NameOnlyCap => "name_only_cap",
            Reason::ContradictionCap => "contradiction_cap",
        }
    }
}

/// One passenger in so many was recommended against in FY2015 (GAO-17-216): the base rate of a
/// list for which the settings name none.
const TRAVELLERS_PER_CASE: f64 = 7_600.0;

/// The operator's rules.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Categories whose listed persons make cases of those who travel in one booking with them.
    pub travels_with: Vec<String>,
    pub lines: Lines,
    /// Lists whose lines are their own.
    pub lines_of: BTreeMap<String, ListLines>,
    /// Lists whose base rate is known: one passenger in so many is somebody on it.
    pub base_rate_of: BTreeMap<String, f64>,
    pub findings: BTreeMap<FaultKind, FindingRule>,
    pub documents: DocumentRules,
    pub categories: BTreeMap<String, Category>,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    /// Below this many bits a hit is not written.
    pub review: Points,
    /// From this many bits, and with a birth date or document that agrees, the category's
    /// action is recommended.
    pub recommend: Points,
    /// Completed years below which a passenger is a minor.
    pub adult_age: i16,
}

/// Lines of one list; what it does not say holds as for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ListLines {
    pub review: Option<Points>,
    pub recommend: Option<Points>,
}

/// What a fault asks for: decisive with one of three actions, informative, or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingRule {
    /// The fault is not looked at.
    #[serde(alias = "none")]
    Off,
    /// It is told in a case that something else makes, and makes none.
    Informative,
    ContactGroup,
    VerifyDocument,
    RecommendDenial,
}

impl FindingRule {
    fn action(self) -> Option<Action> {
        match self {
            FindingRule::Off | FindingRule::Informative => None,
            FindingRule::ContactGroup => Some(Action::ContactGroup),
            FindingRule::VerifyDocument => Some(Action::VerifyDocument),
            FindingRule::RecommendDenial => Some(Action::RecommendDenial),
        }
    }
}

/// What a category of list means for the people on it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// The most that a hit in this category may recommend.
    pub action: Action,
    /// The office that a case is referred to.
    pub office: String,
    /// 0 to 99, for the order of work.
    pub severity: i32,
}

/// What one hit asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub action: Action,
    /// Sorted.
    pub reasons: Vec<Reason>,
}

/// What one fault asks for; nothing when it only informs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultJudgement {
    pub action: Option<Action>,
    /// The fault, then a cap when one held the action down.
    pub reasons: Vec<Reason>,
}

/// What the policy needs to know of a hit.
pub struct HitFacts<'a> {
    pub score: &'a Score,
    pub category: &'a str,
    /// How far the list trusts the name that matched.
    pub matched: NameKind,
    /// From so many bits the category's action is recommended.
    pub recommend: Points,
    /// Whether the names contradict each other. Asked only where it would lower something.
    pub is_contradicted: &'a dyn Fn() -> bool,
}

/// What the policy needs to know of a passenger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassengerLimits {
    pub is_minor: bool,
}

impl Policy {
    pub fn limits(&self, passenger: &Passenger) -> PassengerLimits {
        let flight = &passenger.flight;
        let day = airports::local_date(flight.scheduled_departure, &flight.departure_airport);
        let young = passenger
            .possible_birth()
            .is_some_and(|birth| birth.youngest_age_at(day) < self.lines.adult_age);
        PassengerLimits {
            is_minor: young || passenger.person_type == PersonType::Infant,
        }
    }

    /// The lines that hold for a list.
    pub fn lines_of(&self, list: &str) -> Lines {
        let own = self.lines_of.get(list).copied().unwrap_or_default();
        Lines {
            review: own.review.unwrap_or(self.lines.review),
            recommend: own.recommend.unwrap_or(self.lines.recommend),
            adult_age: self.lines.adult_age,
        }
    }

    /// One passenger in so many is somebody on the list.
    pub fn travellers_per_case(&self, list: &str) -> f64 {
        let own = self.base_rate_of.get(list).copied();
        own.unwrap_or(TRAVELLERS_PER_CASE)
    }

    /// An unknown category gets the mildest reading; loading a list warns of it.
    pub fn judge_hit(&self, hit: &HitFacts, limits: PassengerLimits) -> Judgement {
        let HitFacts {
            score,
            category,
            matched,
            recommend,
            is_contradicted,
        } = *hit;
        let most = self
            .categories
            .get(category)
            .map_or(Action::ContactGroup, |known| known.action);
        let same_document = score.document() == DocumentLevel::Same;
        let likely = recommend <= score.total;
        let corroborated = score.birth().corroborates() || score.document().corroborates();
        let listed = likely && corroborated;

        let mut reasons = vec![if listed {
            Reason::ListedPerson
        } else {
            Reason::PossibleMatch
        }];
        reasons.extend(same_document.then_some(Reason::ListedDocument));
        if most == Action::WelfareReferral {
            reasons.push(Reason::ProtectedCategory);
            return judgement(Action::WelfareReferral, reasons);
        }
        let mut action = match (listed, same_document) {
            (true, _) => most,
            (false, true) => Action::VerifyDocument.min(most),
            (false, false) => Action::ContactGroup,
        };
        reasons.extend((likely && !corroborated).then_some(Reason::NameOnlyCap));
        if matched == NameKind::WeakAlias && !score.document().corroborates() {
            cap(&mut action, &mut reasons, Reason::WeakAliasCap);
        }
        // Of twins and brothers the name alone tells who is meant. A document in hand that is
        // listed is looked at, whoever holds it.
        let least = match same_document {
            true => Action::VerifyDocument,
            false => Action::ContactGroup,
        };
        if least < action && is_contradicted() {
            action = least;
            reasons.push(Reason::ContradictionCap);
        }
        if limits.is_minor {
            cap(&mut action, &mut reasons, Reason::MinorCap);
        }
        judgement(action, reasons)
    }

    /// `None` when the operator does not want to hear of it.
    pub fn judge_fault(&self, fault: &Fault, limits: PassengerLimits) -> Option<FaultJudgement> {
        let rule = self.rule(fault.kind());
        if rule == FindingRule::Off {
            return None;
        }
        let mut action = rule.action().filter(|_| fault.is_decisive());
        let mut reasons = vec![Reason::Document(fault.kind())];
        if let (Some(action), true) = (&mut action, limits.is_minor) {
            cap(action, &mut reasons, Reason::MinorCap);
        }
        Some(FaultJudgement { action, reasons })
    }

    /// Every kind stands in the defaults.
    pub fn rule(&self, kind: FaultKind) -> FindingRule {
        let rule = self.findings.get(&kind).copied();
        rule.unwrap_or(FindingRule::Off)
    }

    /// One action for the whole case: the gravest, but welfare alone when any hit is in a
    /// protected category.
    pub fn combine(&self, actions: impl Iterator<Item = Action>) -> Option<Action> {
        actions.max()
    }

    /// Higher is more urgent; `worst` is the gravest fault that asks for the action.
    pub fn priority(
        &self,
        action: Action,
        category: Option<&str>,
        worst: Option<FaultKind>,
    ) -> i32 {
        let known = category.and_then(|name| self.categories.get(name));
        let of_category = known.map_or(0, |category| category.severity);
        let of_fault = worst.map_or(0, FaultKind::severity);
        100 * action.rank() + of_category.max(of_fault)
    }
}

/// A cap is named only where it lowered something.
fn cap(action: &mut Action, reasons: &mut Vec<Reason>, reason: Reason) {
    if Action::ContactGroup < *action {
        *action = Action::ContactGroup;
        reasons.push(reason);
    }
}

fn judgement(action: Action, mut reasons: Vec<Reason>) -> Judgement {
    reasons.sort_unstable();
    Judgement { action, reasons }
}
