//! Preboard screens the next departures' passenger manifests against watchlists and
//! recommends, with its evidence, who a carrier liaison officer should look at before the
//! door closes. It recommends; a named officer decides.
//!
//! The library is the program: `src/main.rs` reads what was typed and calls [`run()`]. What is
//! exported here is what the binary, the benches, the tests and the fuzz targets use, and
//! nothing else. To read the code, begin at `src/commands/run/mod.rs`, the nightly job, and
//! at `ARCHITECTURE.md`.
//!
//! One passenger's journey:
//!
//! ```text
//! manifest -> names -> candidates -> evidence -> score -> decide -> recommend
//!          -> wording -> schema -> render -> output
//! ```
//!
//! Modules are declared lowest floor first: a module uses itself and what stands before it
//! (`tests/layers.rs` keeps it so).
#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

mod domain;

mod inert;

mod names;

mod documents;

mod evidence;

mod candidates;

mod score;

mod decide;

mod terms;

mod routing;

mod recommend;

mod redress;

mod screen;

mod analysis;

mod wording;

mod error;

mod guard;

mod exec;

mod files;

mod locate;

mod tables;

mod rejects;

mod schema;

pub mod journal;

pub mod manifest;

mod labelled;

pub mod generate;

pub mod watchlist;

pub mod ledger;

mod sharing;

#[cfg(feature = "analyst")]
pub mod frames;

mod night;

mod render;

mod output;

mod cli;

mod settings;

mod commands;

pub use analysis::consistency::Collector;
pub use cli::{Inputs, parse};
pub use commands::{Surroundings, release::Releases, run};
pub use documents::lost::{LostBuilder, LostIndex};
pub use documents::{mrz, validity};
pub use domain::background::Associate;
pub use domain::codes::{Country, Sex};
pub use domain::date::{ListedBirth, PartialDate};
pub use domain::document::{Document, ListedDocument, LostDocument, LostStatus};
pub use domain::entry::{Entry, ListedName, NameKind};
pub use domain::ids::RowRef;
pub use domain::parsed::{Reject, RejectCode};
pub use domain::passenger::{Flight, FromZone, Passenger, PersonType};
pub use domain::points::Points;
pub use domain::work;
pub use error::{Error, Kind, Result};
pub use files::disk::faults;
pub use files::{Lock, digest_of_file};
pub use names::lexicon::Lexicon;
pub use names::rarity::Rarity;
pub use names::relation::Relations;
pub use names::tokens;
pub use names::vocabulary::Vocabulary;
pub use output::{purged, traffic::load as kept_traffic};
pub use render::briefing::MOST_CARDS;
#[cfg(feature = "analyst")]
pub use schema::assessment::{EconomyRow as HitEconomyRow, ExplanationRow, PlotRow};
pub use schema::networks::NetworkRow;
pub use schema::record::RunRecord;
pub use schema::release::{ReleaseRecord, State};
pub use schema::rows::{CaseRow, EvidenceRow, LinkRow, PairRow, SuppressedRow, read_cases};
pub use schema::status::Status;
pub use schema::traffic::{TrafficRow, newest as newest_traffic};
pub use schema::trends::{OutcomeRow, UndecidedRow};
pub use schema::warning::{EventRow, PathwayRow, SignalRow};
pub use screen::Screener;
pub use settings::Settings;
pub use tables::csv::as_written;
pub use tables::parquet::decode;
pub use tables::read::days_of_date;
pub use tables::row::Table;
pub use tables::source::{BATCH_ROWS, Source};
pub use tables::write as table_files;
