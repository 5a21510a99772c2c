//! What can be planted, and what a screening should make of it.

/// What a good screening does with the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// The listed person is named in a case (possibly a capped one).
    Match,
    /// No case names the listed person.
    NoMatch,
    /// A finding about the document, no listed person.
    Document,
    /// The row lands in quarantine.
    Quarantine,
}

macro_rules! kinds {
    ($($kind:ident $name:literal $expect:ident,)+) => {
        /// One kind of planted case; the label is the kind's name in the truth file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($kind,)+ }

        impl Kind {
            pub const ALL: &'static [Kind] = &[$(Kind::$kind,)+];

            pub fn as_str(self) -> &'static str {
                match self { $(Kind::$kind => $name,)+ }
            }

            pub fn expect(self) -> Expect {
                match self { $(Kind::$kind => Expect::$expect,)+ }
            }
        }
    };
}

kinds! {
    Exact "exact" Match,
    MisspeltOneEdit "misspelt_one_edit" Match,
    MisspeltTwoEdits "misspelt_two_edits" Match,
    Transliterated "transliterated" Match,
    SwappedNames "swapped_names" Match,
    TitleGlued "title_glued" Match,
    OneName "one_name" Match,
    PlaceholderGiven "placeholder_given" Match,
    ApostropheOrSpace "apostrophe_or_space" Match,
    HyphenSpace "hyphen_space" Match,
    Truncated25 "truncated_25" Match,
    Truncated39 "truncated_39" Match,
    DoubleSurnameDropped "double_surname_dropped" Match,
    ParticleJoined "particle_joined" Match,
    ParticleSplit "particle_split" Match,
    ParticleDropped "particle_dropped" Match,
    PatronymicDropped "patronymic_dropped" Match,
    Initials "initials" Match,
    Nickname "nickname" Match,
    Alias "alias" Match,
    WeakAlias "weak_alias" Match,
    LowerCaseDiacritics "lower_case_diacritics" Match,
    BirthDayMonthSwapped "birth_day_month_swapped" Match,
    BirthYearOnly "birth_year_only" Match,
    BirthOneDigit "birth_one_digit" Match,
    BirthFirstJanuary "birth_first_january" Match,
    BirthMissing "birth_missing" Match,
    DocumentOnly "document_only" Match,
    DocumentConfusable "document_confusable" Match,
    DocumentOneEdit "document_one_edit" Match,
    SeveralDocumentsRows "several_documents_rows" Match,
    Minor "minor" Match,
    Protected "protected" Match,
    WithdrawnEntry "withdrawn_entry" NoMatch,
    NearMiss "near_miss" NoMatch,
    NameTwin "name_twin" NoMatch,
    LostDocument "lost_document" Document,
    StolenBlankRange "stolen_blank_range" Document,
    ExpiredDocument "expired_document" Document,
    ExpiresBeforeArrival "expires_before_arrival" Document,
    NoDocument "no_document" Document,
    MrzCheckDigit "mrz_check_digit" Document,
    MrzFieldConflict "mrz_field_conflict" Document,
    SpecimenDocument "specimen_document" Document,
    DocumentShared "document_shared" Document,
    InfantSharedDocument "infant_shared_document" NoMatch,
    ItineraryImpossible "itinerary_impossible" Document,
    Quarantine "quarantine" Quarantine,
}

impl Kind {
    /// Kinds planted by turns; quarantine comes with the dirt, at a rate of its own.
    pub(crate) fn planted() -> impl Iterator<Item = Kind> {
        Kind::ALL
            .iter()
            .copied()
            .filter(|kind| *kind != Kind::Quarantine)
    }

    /// Whether a listed person is made to measure for it.
    pub(crate) fn needs_entry(self) -> bool {
        match self.expect() {
            Expect::Match => true,
            Expect::NoMatch => self != Kind::InfantSharedDocument,
            Expect::Document | Expect::Quarantine => false,
        }
    }

    /// Whether the truth names the listed person: not for those who merely resemble one.
    pub(crate) fn is_the_listed_person(self) -> bool {
        self.needs_entry() && !matches!(self, Kind::NearMiss | Kind::NameTwin)
    }

    /// Whether the case rests on the document, so that no field of it may go missing.
    pub(crate) fn rests_on_document(self) -> bool {
        let by_number = matches!(
            self,
            Kind::DocumentOnly
                | Kind::DocumentConfusable
                | Kind::DocumentOneEdit
                | Kind::SeveralDocumentsRows
        );
        by_number || self == Kind::InfantSharedDocument || self.expect() == Expect::Document
    }

    /// Whether the entry lists the passport that is presented.
    pub(crate) fn lists_passport(self) -> bool {
        self.needs_entry() && self.rests_on_document()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_snake_case_and_unique() {
        let labels: std::collections::BTreeSet<&str> =
            Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        assert_eq!(labels.len(), Kind::ALL.len());
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        assert!(labels.iter().all(|label| label.chars().all(good)));
    }
}
