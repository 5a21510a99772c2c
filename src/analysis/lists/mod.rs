//! Questions asked of whole watchlists: what is in one, what changed between two, and which
//! entries of several are one person.

pub mod inspect;

pub mod suspects;

pub mod diff;

pub mod contradict;

pub mod groups;

mod documents;

pub mod rule;

pub mod same;

pub mod unite;
