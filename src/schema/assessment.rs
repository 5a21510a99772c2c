//! The tables of an assessment beside early warning's: who was screened, what it made, what
//! officers said, and what may be concluded. Nobody is in them.

use crate::analysis::assessment::confidence::Confidence;
use crate::analysis::assessment::likelihood::SCALE;
use crate::analysis::warning::plot::Part;
use crate::schema::warning::{PathwayRow, SignalRow};
use crate::tables::row::table;
use jiff::civil::Date;

table! {
    /// What the assessment concludes, by rule from its other tables.
    pub struct JudgementRow {
        /// `J1`, `J2` and so on, as on the page.
        #[since = "2"]
        pub judgement: String,
        /// One sentence, with its likelihood.
        #[since = "2"]
        pub statement: String,
        /// Of ICD 203; null where nothing is estimated.
        #[words = crate::schema::assessment::likelihoods]
        #[since = "2"]
        pub likelihood: Option<String>,
        /// Of the statement, 1 to 95.
        #[unit = "per cent"]
        #[since = "2"]
        pub probability: Option<i32>,
        /// How much it rests on; says nothing of likelihood.
        #[words = crate::schema::assessment::confidences]
        #[since = "2"]
        pub confidence: String,
        /// Why so much confidence.
        #[since = "2"]
        pub basis: String,
        /// Of `sources`.
        #[since = "2"]
        pub sources: Vec<String>,
    }
}

table! {
    /// One week of all that was screened.
    pub struct WeekRow {
        /// Its Monday, of departures in UTC.
        #[since = "2"]
        pub week: Date,
        /// Screened.
        #[since = "2"]
        pub passengers: i64,
        /// Of them, cases.
        #[since = "2"]
        pub cases: i64,
        /// Of the cases, new ones; null where one run could not tell.
        #[since = "2"]
        pub new_cases: Option<i64>,
        /// Of the passengers.
        #[unit = "per 10,000"]
        #[since = "2"]
        pub cases_per_10_000: Option<f64>,
    }
}

table! {
    /// The rows behind the pictures of signals: each week of their series.
    pub struct PlotRow {
        /// From 1, as on the page.
        #[since = "2"]
        pub plot: i32,
        /// What kind of place it is.
        #[words = crate::schema::warning::levels]
        #[since = "2"]
        pub level: String,
        /// As in `signals`.
        #[since = "2"]
        pub place: String,
        /// Of the cases; null for findings.
        #[since = "2"]
        pub category: Option<String>,
        /// The match or the finding that asked for the cases' action.
        #[words = crate::schema::words::reason_classes]
        #[since = "2"]
        pub reason_class: String,
        /// Its Monday, UTC.
        #[since = "2"]
        pub week: Date,
        /// What the week is to the test.
        #[words = crate::schema::assessment::parts]
        #[since = "2"]
        pub part: String,
        /// New cases.
        #[since = "2"]
        pub cases: i64,
        /// Screened.
        #[since = "2"]
        pub passengers: i64,
        /// Cases, had the rate been that of the base; null without a base.
        #[since = "2"]
        pub expected: Option<f64>,
        /// So many in one week would have been flagged alone; null without a base.
        #[since = "2"]
        pub smallest_flagged: Option<i64>,
        /// Lists or rules are others from this week on.
        #[since = "2"]
        pub changed: bool,
    }
}

table! {
    /// One airport of departure. No order of gravity: a raw rate of few passengers says little.
    pub struct HubRow {
        /// IATA.
        #[since = "2"]
        pub hub: String,
        /// Weeks in which somebody departed.
        #[since = "2"]
        pub weeks: i64,
        /// Screened.
        #[since = "2"]
        pub passengers: i64,
        /// Of them, cases.
        #[since = "2"]
        pub cases: i64,
        /// Of the cases, new ones; null where one run could not tell.
        #[since = "2"]
        pub new_cases: Option<i64>,
        /// Of the passengers.
        #[unit = "per 10,000"]
        #[since = "2"]
        pub cases_per_10_000: Option<f64>,
    }
}

table! {
    /// One journey that ten people or more made in a night. No order of gravity: a raw rate of a
    /// seldom journey says little.
    pub struct JourneyRow {
        /// The chain of its airports, or `other`.
        #[since = "2"]
        pub journey: String,
        /// Monday of the first week in which somebody was on it.
        #[since = "2"]
        pub first_week: Date,
        /// Monday of the last.
        #[since = "2"]
        pub last_week: Date,
        /// Weeks in which somebody was.
        #[since = "2"]
        pub weeks: i64,
        /// On its first leg.
        #[since = "2"]
        pub passengers: i64,
        /// On any of its legs.
        #[since = "2"]
        pub cases: i64,
        /// Of them, new ones; null where one run could not tell.
        #[since = "2"]
        pub new_cases: Option<i64>,
        /// Of the passengers.
        #[unit = "per 10,000"]
        #[since = "2"]
        pub cases_per_10_000: Option<f64>,
    }
}

table! {
    /// Networks as they were seen last, by band. No score, and no case of a person.
    pub struct BandRow {
        /// Which to look at first, from 1.
        #[since = "2"]
        pub rank: i32,
        /// How many of its cases an officer agreed with.
        #[words = crate::schema::assessment::bands]
        #[since = "2"]
        pub band: String,
        /// Of `networks`.
        #[since = "2"]
        pub network_id: String,
        /// The gravest of its cases with a `concur`.
        #[since = "2"]
        pub category: Option<String>,
        /// Cases of which the last word is `concur`, of all nights.
        #[since = "2"]
        pub concurred: i64,
        /// Its cases, those of nights before among them.
        #[since = "2"]
        pub cases: i64,
        /// Journeys that they are on.
        #[since = "2"]
        pub pathways: i32,
        /// Days on which they depart.
        #[since = "2"]
        pub nights: i32,
        /// The last of them (UTC).
        #[since = "2"]
        pub last_seen: Option<Date>,
        /// Kinds of the values that they share.
        #[since = "2"]
        pub kinds: Vec<String>,
    }
}

table! {
    /// Faults of documents and bookings by station and kind: what asked for the action of the
    /// cases.
    pub struct FaultRow {
        /// IATA of the airport of departure.
        #[since = "2"]
        pub station: String,
        /// The finding, by its reason code.
        #[words = crate::schema::words::reason_classes]
        #[since = "2"]
        pub kind: String,
        /// Cases.
        #[since = "2"]
        pub cases: i64,
        /// Of them, new ones; null where one run could not tell.
        #[since = "2"]
        pub new_cases: Option<i64>,
        /// Screened at the station.
        #[since = "2"]
        pub passengers: i64,
        /// Of the passengers.
        #[unit = "per 10,000"]
        #[since = "2"]
        pub cases_per_10_000: Option<f64>,
    }
}

table! {
    /// Several cases with documents of one series: one issuer and type, and numbers that differ in
    /// their last two characters alone, in two bookings or more. No number is in it.
    pub struct DocumentSeriesRow {
        /// As on the page, from 1.
        #[since = "2"]
        pub series: i32,
        /// As the manifest has it.
        #[since = "2"]
        pub issuer: Option<String>,
        /// One letter of ICAO 9303: `P` is a passport.
        #[since = "2"]
        pub document_type: Option<String>,
        /// Different documents.
        #[since = "2"]
        pub documents: i64,
        /// Different bookings.
        #[since = "2"]
        pub bookings: i64,
        /// Airports of departure.
        #[since = "2"]
        pub stations: i64,
        /// First day of departure (UTC).
        #[since = "2"]
        pub first_day: Date,
        /// Last day of departure (UTC).
        #[since = "2"]
        pub last_day: Date,
    }
}

table! {
    /// One payment over several bookings of one night, where two of them or more have a case. The
    /// payment is not in it, and no later night knows it again.
    pub struct PaymentRow {
        /// As on the page, from 1.
        #[since = "2"]
        pub payment: i32,
        /// First day of departure of its cases (UTC).
        #[since = "2"]
        pub day: Date,
        /// People of the night who have the payment.
        #[since = "2"]
        pub people: Option<i64>,
        /// Of them, cases.
        #[since = "2"]
        pub cases: i64,
        /// Bookings of the cases.
        #[since = "2"]
        pub bookings: i64,
        /// Their airports of departure.
        #[since = "2"]
        pub stations: i64,
    }
}

table! {
    /// The last words on the cases of one value of one dimension. Traits of people are no
    /// dimension.
    pub struct DimensionRow {
        /// What the cases are parted by.
        #[words = crate::schema::assessment::dimensions]
        #[since = "2"]
        pub dimension: String,
        /// Null for cases that have none, such as those of documents alone.
        #[since = "2"]
        pub value: Option<String>,
        /// Cases with a word.
        #[since = "2"]
        pub decided: i64,
        /// Of them, those where the officer agreed.
        #[since = "2"]
        pub concur: i64,
        /// Where not.
        #[since = "2"]
        pub not_concur: i64,
        /// Where more must be known.
        #[since = "2"]
        pub need_info: i64,
        /// The passenger is the listed person.
        #[since = "2"]
        pub same_person: i64,
        /// Somebody else: a false alarm.
        #[since = "2"]
        pub different_person: i64,
        /// The carrier denied boarding.
        #[since = "2"]
        pub denied_boarding: i64,
        /// The carrier rebooked.
        #[since = "2"]
        pub rebooked: i64,
        /// The carrier took the passenger.
        #[since = "2"]
        pub boarded: i64,
        /// The passenger did not come.
        #[since = "2"]
        pub no_show: i64,
    }
}

table! {
    /// Outcomes of the span beside the baseline: the 52 weeks before it. A case counts once, by the
    /// last word on it, at its departure.
    pub struct BaselineRow {
        /// What is measured.
        #[words = crate::schema::assessment::measures]
        #[since = "2"]
        pub measure: String,
        /// Cases of the span for which it is so; of `minutes_to_decision` their median.
        #[since = "2"]
        pub count: Option<i64>,
        /// Of so many.
        #[since = "2"]
        pub of: i64,
        /// Null of fewer than ten.
        #[since = "2"]
        pub share: Option<f64>,
        /// Lower bound, 95 % (Wilson).
        #[since = "2"]
        pub low: Option<f64>,
        /// Upper bound.
        #[since = "2"]
        pub high: Option<f64>,
        /// The same of the baseline.
        #[since = "2"]
        pub baseline_count: Option<i64>,
        /// Of so many.
        #[since = "2"]
        pub baseline_of: i64,
        /// Null of fewer than ten.
        #[since = "2"]
        pub baseline_share: Option<f64>,
    }
}

table! {
    /// Of so many passengers so many hits, of those so many confirmed, and acted on.
    pub struct EconomyRow {
        /// Of the best hit; `documents` for cases of a document alone, `all` for the sum.
        #[since = "2"]
        pub list: String,
        /// Everybody who was screened, whichever list.
        #[since = "2"]
        pub passengers: i64,
        /// Cases, each once.
        #[since = "2"]
        pub hits: i64,
        /// Of them, those with an officer's word.
        #[since = "2"]
        pub decided: i64,
        /// The passenger is the listed person, or the officer agreed on a document.
        #[since = "2"]
        pub confirmed: i64,
        /// Confirmed, and the carrier denied boarding or rebooked.
        #[since = "2"]
        pub acted_on: i64,
        /// Of the passengers.
        #[unit = "per 10,000"]
        #[since = "2"]
        pub hits_per_10_000: Option<f64>,
        /// Of the passengers.
        #[unit = "per 10,000"]
        #[since = "2"]
        pub confirmed_per_10_000: Option<f64>,
        /// Of the passengers.
        #[unit = "per 10,000"]
        #[since = "2"]
        pub acted_on_per_10_000: Option<f64>,
    }
}

table! {
    /// The hit economy beside the only figures that an authority has published.
    pub struct ComparisonRow {
        /// Whose figures, and of when.
        #[since = "2"]
        pub whose: String,
        /// Screened.
        #[since = "2"]
        pub passengers: i64,
        /// Technical hits; of this assessment cases.
        #[since = "2"]
        pub hits: i64,
        /// After a first look; of this assessment by an officer.
        #[since = "2"]
        pub confirmed: i64,
        /// Arrests; of this assessment denied boarding or rebooked.
        #[since = "2"]
        pub acted_on: i64,
        /// Of the passengers.
        #[unit = "per 10,000"]
        #[since = "2"]
        pub hits_per_10_000: Option<f64>,
        /// Of the hits.
        #[since = "2"]
        pub confirmed_share: Option<f64>,
        /// Where they are printed; null of our own.
        #[since = "2"]
        pub source: Option<String>,
    }
}

table! {
    /// What else could have made a rise, and what was asked of it.
    pub struct ExplanationRow {
        /// As in `signals`.
        #[since = "2"]
        pub level: String,
        /// As in `signals`.
        #[since = "2"]
        pub place: String,
        /// Of the cases; null for findings.
        #[since = "2"]
        pub category: Option<String>,
        /// The match or the finding that asked for the cases' action.
        #[words = crate::schema::words::reason_classes]
        #[since = "2"]
        pub reason_class: String,
        /// What it could be.
        #[words = crate::schema::assessment::explanations]
        #[since = "2"]
        pub could_be: String,
        /// What was asked.
        #[since = "2"]
        pub asked: String,
        /// What was found.
        #[since = "2"]
        pub found: String,
    }
}

table! {
    /// What the assessment does not know.
    pub struct GapRow {
        /// Of what kind.
        #[words = crate::schema::assessment::gaps]
        #[since = "2"]
        pub gap: String,
        /// How much is missing.
        #[since = "2"]
        pub count: i64,
        /// Of how much.
        #[since = "2"]
        pub of: Option<i64>,
        /// In a sentence.
        #[since = "2"]
        pub says: String,
    }
}

table! {
    /// What the assessment rests on. When a source is recalled, the judgements beside it fall.
    pub struct SourceRow {
        /// `S1`, `S2` and so on, as on the page.
        #[since = "2"]
        pub source: String,
        /// A list by its name, or what the tables were made of.
        #[since = "2"]
        pub name: String,
        /// As the source says, or the days that it covers.
        #[since = "2"]
        pub dated: Option<String>,
        /// Entries, passengers or decisions.
        #[since = "2"]
        pub count: i64,
        /// SHA-256 of a list's file, or of the settings.
        #[since = "2"]
        pub digest: Option<String>,
        /// Of a list as its entries state it, `B2` and so on.
        #[since = "2"]
        pub reliability: String,
        /// Who may have it.
        #[since = "2"]
        pub handling: String,
        /// Judgements that rest on it.
        #[since = "2"]
        pub carries: Vec<String>,
    }
}

table! {
    /// Of a list, what its entries say of their reliability, by the cases that they made.
    pub struct RatingRow {
        /// Of the hit.
        #[since = "2"]
        pub list: String,
        /// `A1` to `F6`.
        #[since = "2"]
        pub rating: String,
        /// Cases with such a hit.
        #[since = "2"]
        pub cases: i64,
    }
}

table! {
    /// Every figure of a page that may leave the group (`--publish`), as it is printed there: a
    /// count below ten is `<10`, and what would give one back is `held back`.
    pub struct PublishedRow {
        /// Section of the page.
        #[since = "2"]
        pub section: String,
        /// The table's caption.
        #[since = "2"]
        pub table: String,
        /// What the row is called.
        #[since = "2"]
        pub row: String,
        /// What the column is called.
        #[since = "2"]
        #[twin = "column_name"]
        pub column: String,
        /// As printed.
        #[since = "2"]
        pub value: String,
    }
}

/// All of one assessment, as it is written and as the page tells it.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    pub judgements: Vec<JudgementRow>,
    pub signals: Vec<SignalRow>,
    pub pathways: Vec<PathwayRow>,
    pub weeks: Vec<WeekRow>,
    pub plots: Vec<PlotRow>,
    pub hubs: Vec<HubRow>,
    pub journeys: Vec<JourneyRow>,
    pub networks: Vec<BandRow>,
    pub faults: Vec<FaultRow>,
    pub document_series: Vec<DocumentSeriesRow>,
    pub payments: Vec<PaymentRow>,
    pub outcomes: Vec<DimensionRow>,
    pub baselines: Vec<BaselineRow>,
    pub economy: Vec<EconomyRow>,
    pub comparison: Vec<ComparisonRow>,
    pub explanations: Vec<ExplanationRow>,
    pub gaps: Vec<GapRow>,
    pub sources: Vec<SourceRow>,
    pub ratings: Vec<RatingRow>,
}

/// Bands of networks, in the order in which to look at them.
pub const BANDS: [&str; 3] = ["two_or_more_concurred", "one_concurred", "unconfirmed"];

/// What cases with a word are parted by.
pub const DIMENSIONS: [&str; 6] = [
    "action",
    "carrier",
    "category",
    "liaison_group",
    "list",
    "route",
];

/// What is measured of the outcomes.
pub const MEASURES: [&str; 6] = [
    "concurred",
    "same_person",
    "carrier_followed",
    "decided_before_departure",
    "minutes_to_decision",
    "never_decided",
];

/// What else could have made a rise.
pub const EXPLANATIONS: [&str; 4] = ["list_or_setting", "everywhere", "traffic", "reporting"];

/// What an assessment may not know.
pub const GAPS: [&str; 8] = [
    "days_without_traffic",
    "rows_not_screened",
    "runs_not_read",
    "truth_not_established",
    "never_decided",
    "old_list",
    "journeys_without_name",
    "nobody_else_is_kept",
];

pub(super) fn likelihoods() -> Vec<&'static str> {
    SCALE.map(|(word, _)| word).into()
}

pub(super) fn confidences() -> Vec<&'static str> {
    Confidence::ALL.map(Confidence::as_str).into()
}

pub(super) fn parts() -> Vec<&'static str> {
    Part::ALL.map(Part::as_str).into()
}

pub(super) fn bands() -> Vec<&'static str> {
    BANDS.into()
}

pub(super) fn dimensions() -> Vec<&'static str> {
    DIMENSIONS.into()
}

pub(super) fn measures() -> Vec<&'static str> {
    MEASURES.into()
}

pub(super) fn explanations() -> Vec<&'static str> {
    EXPLANATIONS.into()
}

pub(super) fn gaps() -> Vec<&'static str> {
    GAPS.into()
}
