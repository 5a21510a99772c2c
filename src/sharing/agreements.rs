//! With whom what may be shared, and what each source allows: the file of partners.

use super::field::{Field, Rule};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The traffic light protocol, version 2, the freest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Tlp {
    #[serde(rename = "clear")]
    Clear,
    #[serde(rename = "green")]
    Green,
    #[serde(rename = "amber")]
    Amber,
    #[serde(rename = "amber+strict")]
    AmberStrict,
    #[serde(rename = "red")]
    Red,
}

impl Tlp {
    #[cfg(test)]
    pub const ALL: [Tlp; 5] = [
        Tlp::Clear,
        Tlp::Green,
        Tlp::Amber,
        Tlp::AmberStrict,
        Tlp::Red,
    ];

    /// `tlp:amber+strict`, as tags write it.
    pub fn tag(self) -> &'static str {
        match self {
            Tlp::Clear => "tlp:clear",
            Tlp::Green => "tlp:green",
            Tlp::Amber => "tlp:amber",
            Tlp::AmberStrict => "tlp:amber+strict",
            Tlp::Red => "tlp:red",
        }
    }
}

/// What a partner reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// FollowTheMoney, one entity a line.
    #[default]
    Ftm,
    /// MISP core, one event.
    Misp,
}

impl Format {
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Ftm => "ftm",
            Format::Misp => "misp",
        }
    }
}

/// What a source lets others do with what it says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub tlp: Tlp,
    /// Whether who made it agreed to its being passed on.
    pub originator_consent: bool,
    pub purposes: BTreeSet<String>,
    /// Older than that, nothing of it leaves.
    pub max_age_days: i64,
}

/// Who may be told what.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// The strictest that it may have.
    pub tlp: Tlp,
    pub purposes: BTreeSet<String>,
    /// Keys of `[decision.categories]`.
    pub categories: BTreeSet<String>,
    pub fields: BTreeSet<Field>,
    #[serde(default)]
    pub format: Format,
    /// Age public keys; with any, nothing is written in clear.
    #[serde(default)]
    pub keys: Vec<String>,
}

/// Both, by name. An empty file shares nothing with anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreements {
    /// By the value of `list`, and `manifest` for the carriers' data.
    #[serde(default)]
    pub sources: BTreeMap<String, Source>,
    #[serde(default)]
    pub partners: BTreeMap<String, Partner>,
}

/// The carriers' data among sources.
pub const MANIFEST: &str = "manifest";

impl Agreements {
    /// `Err` names the key and the rule. `is_protected` knows categories whose people are nobody's
    /// target.
    pub fn parse(
        text: &str,
        is_category: impl Fn(&str) -> bool,
        is_protected: impl Fn(&str) -> bool,
    ) -> Result<Agreements, String> {
        let agreements: Agreements = toml::from_str(text).map_err(|e| e.to_string())?;
        for (name, source) in &agreements.sources {
            let days = source.max_age_days;
            if !(0..=3_650).contains(&days) {
                return Err(format!(
                    "sources.{name}.max_age_days must lie between 0 and 3650"
                ));
            }
        }
        for (name, partner) in &agreements.partners {
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
            if name.is_empty() || !name.chars().all(plain) {
                return Err(format!(
                    "partners.{name:?}: use letters, digits, '-' and '_'"
                ));
            }
            for category in &partner.categories {
                if !is_category(category) {
                    return Err(format!(
                        "partners.{name}.categories: {category} is in no settings"
                    ));
                }
                if is_protected(category) {
                    return Err(format!(
                        "partners.{name}.categories: {category} protects its people, who are shared with nobody"
                    ));
                }
            }
            for field in &partner.fields {
                if let Rule::Never(why) = field.rule() {
                    return Err(format!(
                        "partners.{name}.fields: {} never leaves: {why}",
                        field.as_str()
                    ));
                }
            }
        }
        Ok(agreements)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Agreements, String> {
        let known = ["smuggling", "trafficking_victim"];
        Agreements::parse(
            text,
            |one| known.contains(&one),
            |one| one == "trafficking_victim",
        )
    }

    const PARTNER: &str = "[partners.A]\ntlp = \"amber\"\npurposes = [\"border\"]\ncategories = [\"smuggling\"]\nfields = [\"surname\"]\n";

    #[test]
    fn a_file_names_what_is_wrong_with_it() {
        assert_eq!(parse("").unwrap(), Agreements::default());
        assert_eq!(parse(PARTNER).unwrap().partners["A"].format, Format::Ftm);
        for (from, to, says) in [
            ("amber", "orange", "orange"),
            ("\"surname\"", "\"surnam\"", "surnam"),
            ("\"surname\"", "\"score_bits\"", "never leaves"),
            ("\"smuggling\"", "\"piracy\"", "piracy is in no settings"),
            (
                "\"smuggling\"",
                "\"trafficking_victim\"",
                "shared with nobody",
            ),
            ("partners.A", "partners.\"a/b\"", "use letters"),
            ("tlp = ", "tlpp = ", "tlpp"),
        ] {
            let error = parse(&PARTNER.replace(from, to)).unwrap_err();
            assert!(error.contains(says), "{to}: {error}");
        }
        let source = "[sources.L]\ntlp = \"red\"\noriginator_consent = true\npurposes = []\nmax_age_days = -1\n";
        assert!(parse(source).unwrap_err().contains("max_age_days"));
    }

    #[test]
    fn strictness_has_an_order() {
        let mut sorted = Tlp::ALL;
        sorted.sort();
        assert_eq!(sorted, Tlp::ALL);
    }
}
