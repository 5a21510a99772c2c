//! Codes that travel documents and manifests use for states, sexes and document kinds.

/// A three-letter state code: ISO 3166-1 alpha-3, or one of the ICAO 9303 extras.
///
/// Stored in canonical form, so that `D` and `DEU`, or `GBD` and `GBR`, are equal: they
/// name the same issuing state, and a passport number means something only with it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 3]);

impl Country {
    /// Reads a code in any case, with `<` fillers. `None` for anything that is not one to
    /// three letters, and for the codes that mean "unspecified" (`XXX`, `UNK`, `ZZZ`).
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.trim().trim_end_matches('<');
        let mut letters: [u8; 3] = match code.len() {
            1 if code.eq_ignore_ascii_case("D") => *b"DEU",
            _ => code.as_bytes().try_into().ok()?,
        };
        letters.make_ascii_uppercase();
        let canonical = match &letters {
            // ICAO 9303-3: British passports of other classes are issued by one state.
            b"GBD" | b"GBN" | b"GBO" | b"GBP" | b"GBS" => *b"GBR",
            b"RKS" | b"XXK" => *b"XKX",
            // Codes of before, which documents in use still bear.
            b"ROM" => *b"ROU",
            b"ZIM" => *b"ZWE",
            b"ZAR" => *b"COD",
            b"TMP" => *b"TLS",
            b"BUR" => *b"MMR",
            b"XXX" | b"UNK" | b"ZZZ" | b"XXA" | b"XXB" | b"XXC" => return None,
            _ => letters,
        };
        canonical
            .iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Country(canonical))
    }

    pub fn as_str(&self) -> &str {
        // Only ASCII capitals are ever stored.
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl std::fmt::Debug for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Sex as the document states it. `U` and absence are both "no information".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    Male,
    Female,
    /// Unspecified on the document itself (ICAO `<`, contract `X`).
    Unspecified,
}

impl Sex {
    pub fn parse(text: &str) -> Option<Self> {
        const WORDS: [(&str, Sex); 6] = [
            ("M", Sex::Male),
            ("MALE", Sex::Male),
            ("F", Sex::Female),
            ("FEMALE", Sex::Female),
            ("X", Sex::Unspecified),
            ("<", Sex::Unspecified),
        ];
        let text = text.trim();
        let mut words = WORDS.iter();
        let known = words.find(|(word, _)| word.eq_ignore_ascii_case(text));
        known.map(|(_, sex)| *sex)
    }

    pub fn code(self) -> &'static str {
        match self {
            Sex::Male => "M",
            Sex::Female => "F",
            Sex::Unspecified => "X",
        }
    }
}

/// The kind of a travel document, by its ICAO 9303 first letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentType {
    Passport,
    Visa,
    IdentityCard,
    /// Any other letter, for instance `A` or `C` (national cards) or `R` (refugee document).
    Other(u8),
}

impl DocumentType {
    /// Only the first letter decides: `PD`, `PE` and `P<` are passports.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().bytes().next()?.to_ascii_uppercase() {
            b'P' => Some(DocumentType::Passport),
            b'V' => Some(DocumentType::Visa),
            b'I' => Some(DocumentType::IdentityCard),
            letter if letter.is_ascii_uppercase() => Some(DocumentType::Other(letter)),
            _ => None,
        }
    }

    pub fn letter(self) -> char {
        match self {
            DocumentType::Passport => 'P',
            DocumentType::Visa => 'V',
            DocumentType::IdentityCard => 'I',
            DocumentType::Other(letter) => char::from(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn country_codes_have_one_canonical_form() {
        let read = |text| Country::parse(text).map(|c| c.to_string());
        assert_eq!(read("D<<").as_deref(), Some("DEU"));
        assert_eq!(read("d").as_deref(), Some("DEU"));
        assert_eq!(read("GBN").as_deref(), Some("GBR"));
        assert_eq!(read("usa").as_deref(), Some("USA"));
        assert_eq!(read("UTO").as_deref(), Some("UTO"));
        for nothing in ["", "X1X", "XXX", "US", "USAA", "ÉTÉ"] {
            assert_eq!(read(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn sexes_and_document_types_read_the_forms_seen_in_feeds() {
        assert_eq!(Sex::parse("f"), Some(Sex::Female));
        assert_eq!(Sex::parse("U"), None);
        assert_eq!(Sex::parse(""), None);
        assert_eq!(DocumentType::parse("PD"), Some(DocumentType::Passport));
        assert_eq!(
            DocumentType::parse("ac").map(DocumentType::letter),
            Some('A')
        );
        assert_eq!(DocumentType::parse(" "), None);
    }
}
