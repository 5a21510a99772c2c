//! What an assessment may say: likelihood in closed words, confidence apart from it, and which
//! counts may leave the group.

pub mod likelihood;

pub mod confidence;

pub mod suppression;
