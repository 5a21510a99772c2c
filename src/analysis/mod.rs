//! Pure questions asked of many travellers or results.

pub mod links;

pub mod evaluate;

pub mod lists;
