//! `preboard schema`.

use clap::{Args, ValueEnum};

#[derive(Args, Debug)]
pub struct Schema {
    /// One table; all of them by default
    #[arg(value_name = "TABLE")]
    pub table: Option<String>,
    /// Markdown, or JSON for a program
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<SchemaFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaFormat {
    Md,
    Json,
}
