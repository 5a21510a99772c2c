//! Travel documents by themselves: numbers, and what is wrong with one whoever holds it.

pub mod number;

pub mod mrz;

pub mod rules;

pub mod fault;

pub mod validity;

pub mod lost;
