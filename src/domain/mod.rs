//! The vocabulary every other floor speaks: typed rows, dates, codes.
//!
//! Nothing here opens a file, reads a clock or can fail beyond returning `None`.

pub mod work;

pub mod ids;

pub mod points;

pub mod date;

pub mod codes;

pub mod airports;

pub mod cities;

pub mod alpha2;

pub mod states;

pub mod written;

pub mod placeholders;

pub mod document;

pub mod passenger;

pub mod background;

pub mod entry;

pub mod values;

pub mod parsed;

pub mod batch;

pub mod decision;
