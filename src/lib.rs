//! Preboard screens the next departures' passenger manifests against watchlists and
//! recommends, with its evidence, who a carrier liaison officer should look at.
//!
//! Modules are declared in reading order, lowest floor first; imports point up this list
//! only (see `tests/layers.rs`).

pub mod domain;

pub mod inert;

pub mod names;

pub mod documents;

pub mod evidence;

pub mod candidates;

pub mod score;

pub mod decide;

pub mod routing;

pub mod recommend;

pub mod redress;

pub mod screen;

pub mod analysis;

pub mod wording;

pub mod error;

pub mod guard;

pub mod exec;

pub mod files;

pub mod locate;

pub mod tables;

pub mod rejects;

pub mod schema;

pub mod manifest;

pub mod labelled;

pub mod generate;

pub mod watchlist;

pub mod ledger;

pub mod night;

pub mod render;

pub mod output;

pub mod cli;

pub mod settings;

pub mod commands;
