//! How a name's capitals with diacritics are written in a feed: plain capitals, or as a
//! careful clerk would, in small letters.

use crate::generate::pools::Origin;

/// Capitals A to Z only, spaces, hyphens and apostrophes kept. German umlauts become two
/// letters as in passports; everybody else's marks are dropped.
pub(crate) fn plain(text: &str, origin: Origin) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match (letter, origin) {
            ('Ä', Origin::German) => out.push_str("AE"),
            ('Ö', Origin::German) => out.push_str("OE"),
            ('Ü', Origin::German) => out.push_str("UE"),
            _ => out.push(without_mark(letter)),
        }
    }
    out
}

fn without_mark(letter: char) -> char {
    match letter {
        'Á' | 'À' | 'Â' | 'Ã' | 'Ä' => 'A',
        'É' | 'È' | 'Ê' | 'Ë' => 'E',
        'Í' | 'Î' | 'Ï' | 'İ' => 'I',
        'Ó' | 'Ô' | 'Õ' | 'Ö' => 'O',
        'Ú' | 'Û' | 'Ü' => 'U',
        'Ñ' => 'N',
        'Ç' => 'C',
        'Ş' => 'S',
        'Ğ' => 'G',
        other => other,
    }
}

/// Small letters with a capital at each word, diacritics kept.
pub(crate) fn title_case(text: &str, origin: Origin) -> String {
    let mut at_start = true;
    text.chars()
        .map(|letter| {
            let capital = at_start;
            at_start = !letter.is_alphabetic();
            match (letter, capital) {
                (letter, true) => letter,
                ('I', false) if origin == Origin::Turkish => 'ı',
                ('İ', false) => 'i',
                (letter, false) => letter.to_lowercase().next().unwrap_or(letter),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::pools::Origin;

    #[test]
    fn diacritics_are_folded_as_the_origin_does() {
        for (text, origin, expect) in [
            ("MÜLLER", Origin::German, "MUELLER"),
            ("ÖZTÜRK", Origin::Turkish, "OZTURK"),
            ("MUÑOZ DÍAZ", Origin::Hispanic, "MUNOZ DIAZ"),
            ("O'BRIEN-LEE", Origin::English, "O'BRIEN-LEE"),
        ] {
            assert_eq!(plain(text, origin), expect);
        }
    }

    #[test]
    fn a_clerk_writes_small_letters() {
        assert_eq!(title_case("MUÑOZ DÍAZ", Origin::Hispanic), "Muñoz Díaz");
        assert_eq!(title_case("YILDIZ", Origin::Turkish), "Yıldız");
        assert_eq!(title_case("O'BRIEN", Origin::English), "O'Brien");
    }

    #[test]
    fn every_name_part_folds_to_plain_capitals() {
        for name in [
            "english",
            "hispanic",
            "portuguese",
            "french",
            "german",
            "turkish",
        ] {
            let origin = Origin::named(name).unwrap();
            let pool = origin.pool();
            let parts = [
                &pool.surnames,
                &pool.male,
                &pool.female,
                &pool.start,
                &pool.middle,
                &pool.end,
            ];
            for part in parts.into_iter().flatten() {
                let folded = plain(part, origin);
                let good = |c: char| c.is_ascii_uppercase() || " -'".contains(c);
                assert!(folded.chars().all(good), "{folded}");
            }
        }
    }
}
