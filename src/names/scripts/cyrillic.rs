//! Cyrillic by four schemes: BGN/PCGN (press), ICAO Doc 9303-3 (passports), the Latin
//! alphabets of the Balkans, and the Ukrainian, Belarusian or Bulgarian national one.
//!
//! A word seldom says which language it is in: where no letter tells, each scheme is
//! offered. A Russian word then has a Ukrainian reading that nobody uses, which finds
//! little, because it is rare.

use super::only_letters;

pub fn readings(word: &str) -> Vec<String> {
    let lower: Vec<char> = word.to_lowercase().chars().collect();
    let read = |scheme: Scheme| only_letters(&spelled(&lower, scheme));
    let has = |letters: &str| lower.iter().any(|c| letters.contains(*c));
    let mut schemes = vec![Scheme::Press, Scheme::Icao];
    if has("љњђћџјѓќѕ") {
        schemes = vec![Scheme::Balkan, Scheme::Press, Scheme::Icao];
    } else if has("іїєґў") {
        schemes = vec![
            Scheme::Ukrainian,
            Scheme::Icao,
            Scheme::Balkan,
            Scheme::Press,
        ];
    } else if has("ъ") {
        schemes.extend([Scheme::Bulgarian, Scheme::Balkan]);
    } else if has("ыэё") {
        schemes.push(Scheme::Balkan);
    } else if has("щ") {
        schemes.extend([Scheme::Bulgarian, Scheme::Ukrainian]);
    } else {
        schemes.extend([Scheme::Balkan, Scheme::Ukrainian]);
    }
    schemes.into_iter().map(read).collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Press,
    Icao,
    Balkan,
    Ukrainian,
    Bulgarian,
}

fn spelled(word: &[char], scheme: Scheme) -> String {
    let mut text = String::new();
    for (at, &letter) in word.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| word[at]);
        let own = match scheme {
            Scheme::Press => press(letter, before),
            Scheme::Icao => icao(letter),
            Scheme::Balkan => balkan(letter),
            Scheme::Ukrainian => ukrainian(letter, before),
            Scheme::Bulgarian => bulgarian(letter),
        };
        match own.or_else(|| common(letter)) {
            Some(latin) => text.push_str(latin),
            None => text.push_str(any_ascii::any_ascii_char(letter)),
        }
    }
    text
}

/// What most schemes agree on.
fn common(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ж' => "ZH",
        'й' => "Y",
        'х' => "KH",
        'ц' => "TS",
        'ч' => "CH",
        'ш' => "SH",
        'щ' => "SHCH",
        'ъ' | 'ь' | '\'' => "",
        'ю' => "YU",
        'я' => "YA",
        'і' => "I",
        'ї' => "YI",
        'є' => "YE",
        'ё' => "YO",
        'ґ' => "G",
        'ў' => "U",
        'ј' => "J",
        'љ' => "LJ",
        'њ' => "NJ",
        'ђ' => "DJ",
        'ћ' => "C",
        'џ' => "DZ",
        'ѓ' => "GJ",
        'ќ' => "KJ",
        'ѕ' => "DZ",
        _ => return None,
    })
}

/// Е is YE at the beginning and behind vowels and signs; Ё is E behind the hushers
/// (GORBACHEV), else YO.
fn press(letter: char, before: Option<char>) -> Option<&'static str> {
    let open = before.is_none_or(|c| "аеёиоуыэюяьъ".contains(c));
    match letter {
        'е' if open => Some("YE"),
        'ё' if before.is_some_and(|c| "жчшщ".contains(c)) => Some("E"),
        'џ' => Some("DZH"),
        'љ' => Some("LY"),
        'њ' => Some("NY"),
        'ћ' => Some("CH"),
        'ј' => Some("Y"),
        _ => None,
    }
}

fn icao(letter: char) -> Option<&'static str> {
    match letter {
        'ё' => Some("E"),
        'й' | 'ї' => Some("I"),
        'ъ' => Some("IE"),
        'є' => Some("IE"),
        'ю' => Some("IU"),
        'я' => Some("IA"),
        'ђ' => Some("D"),
        'ѓ' => Some("G"),
        'ќ' => Some("K"),
        _ => None,
    }
}

/// Gaj's alphabet without its marks; German and Polish passports write J likewise.
fn balkan(letter: char) -> Option<&'static str> {
    match letter {
        'ж' => Some("Z"),
        'й' => Some("J"),
        'х' => Some("H"),
        'ц' | 'ч' => Some("C"),
        'ш' => Some("S"),
        'ю' => Some("JU"),
        'я' => Some("JA"),
        'є' => Some("JE"),
        'ї' => Some("JI"),
        'ё' => Some("JO"),
        'щ' => Some("SC"),
        _ => None,
    }
}

/// Ukraine's table of 2010; Belarus writes Г as H too.
fn ukrainian(letter: char, before: Option<char>) -> Option<&'static str> {
    match (letter, before) {
        ('г', Some('з')) => Some("GH"),
        ('г', _) => Some("H"),
        ('и', _) => Some("Y"),
        ('є' | 'ї' | 'й' | 'ю' | 'я', None) => None,
        ('є', _) => Some("IE"),
        ('ї' | 'й', _) => Some("I"),
        ('ю', _) => Some("IU"),
        ('я', _) => Some("IA"),
        _ => None,
    }
}

/// Bulgaria's Transliteration Act.
fn bulgarian(letter: char) -> Option<&'static str> {
    match letter {
        'щ' => Some("SHT"),
        'ъ' => Some("A"),
        'х' => Some("H"),
        'ь' => Some("Y"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_in_use_is_among_the_readings() {
        for (word, expect) in [
            ("Юлия", "YULIYA IULIIA JULIJA YULYIA"),
            ("Елена", "YELENA ELENA ELENA ELENA"),
            ("Горбачёв", "GORBACHEV GORBACHEV GORBACJOV"),
            ("Щербаков", "SHCHERBAKOV SHCHERBAKOV SHTERBAKOV SHCHERBAKOV"),
            ("Сергій", "SERHII SERGII SERGIJ SERGIY"),
            ("Володимир", "VOLODIMIR VOLODIMIR VOLODIMIR VOLODYMYR"),
            ("Њежић", "NJEZIC NYEZHICH NJEZHIC"),
            ("Хаџи", "HADZI KHADZHI KHADZI"),
            ("Димитър", "DIMITR DIMITIER DIMITAR DIMITR"),
            ("Христо", "KHRISTO KHRISTO HRISTO KHRYSTO"),
        ] {
            assert_eq!(readings(word).join(" "), expect, "{word}");
        }
    }
}
