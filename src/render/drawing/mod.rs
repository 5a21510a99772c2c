//! Charts and tables that every report shares: SVG by pure functions, text escaped.

pub(in crate::render) mod svg;

pub(in crate::render) mod axis;

pub(in crate::render) mod view;
