//! Other ways to write a name: transliterations, slips of the pen, short forms.

use crate::domain::codes::Sex;
use crate::generate::latin;
use crate::generate::pools::Origin;
use crate::generate::rng::pick;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Spellings that stand for one another; longer ones first.
fn spellings(origin: Origin) -> &'static [(&'static str, &'static str)] {
    match origin {
        Origin::Slavic => &[
            ("SHCH", "SCH"),
            ("YEV", "IEV"),
            ("IY", "Y"),
            ("SKIY", "SKY"),
            ("YU", "IU"),
            ("YA", "IA"),
            ("YE", "E"),
            ("YO", "E"),
            ("KS", "X"),
            ("KH", "H"),
            ("ZH", "J"),
            ("TS", "C"),
            ("OV", "OFF"),
            ("EY", "EI"),
        ],
        Origin::Arabic => &[
            ("MOHAMMED", "MUHAMMAD"),
            ("AHMED", "AHMAD"),
            ("HUSSEIN", "HUSAYN"),
            ("ABD", "ABDEL"),
            ("OU", "U"),
            ("EE", "I"),
            ("AL-", "EL-"),
            ("AL ", "EL "),
            ("GH", "G"),
            ("DH", "D"),
            ("KH", "H"),
            ("Q", "K"),
            ("SH", "CH"),
            ("AY", "AI"),
            ("SS", "S"),
            ("U", "OU"),
            ("J", "DJ"),
            ("W", "OU"),
        ],
        Origin::Persian => &[
            ("MOHAMMAD", "MOHAMED"),
            ("HOSSEIN", "HUSSEIN"),
            ("ZADEH", "ZADE"),
            ("GH", "Q"),
            ("OU", "U"),
            ("POUR", "PUR"),
            ("EI", "EY"),
            ("KH", "X"),
            ("AEI", "AI"),
            ("EH", "A"),
            ("I", "EE"),
        ],
        Origin::Turkish => &[
            ("OĞ", "OG"),
            ("Ş", "SH"),
            ("Ç", "CH"),
            ("Ğ", "GH"),
            ("Ö", "OE"),
            ("Ü", "UE"),
            ("C", "DJ"),
            ("Y", "J"),
        ],
        Origin::Chinese => &[
            ("ZH", "CH"),
            ("XI", "HSI"),
            ("QI", "CHI"),
            ("X", "HS"),
            ("Q", "CH"),
            ("J", "CH"),
            ("G", "K"),
            ("D", "T"),
            ("B", "P"),
        ],
        Origin::Korean => &[
            ("LEE", "YI"),
            ("PARK", "BAK"),
            ("CHOI", "CHOE"),
            ("JUNG", "JEONG"),
            ("YOUNG", "YEONG"),
            ("KYUNG", "GYEONG"),
            ("SUNG", "SEONG"),
            ("OO", "U"),
            ("J", "CH"),
            ("K", "G"),
        ],
        Origin::Japanese => &[
            ("SHI", "SI"),
            ("TSU", "TU"),
            ("CHI", "TI"),
            ("FU", "HU"),
            ("JI", "ZI"),
            ("O", "OH"),
            ("OU", "O"),
        ],
        Origin::German => &[
            ("Ö", "O"),
            ("Ü", "U"),
            ("Ä", "A"),
            ("SS", "SZ"),
            ("EI", "AI"),
            ("CK", "K"),
            ("TH", "T"),
        ],
        Origin::Indian => &[
            ("SH", "S"),
            ("BH", "B"),
            ("KSH", "X"),
            ("EE", "I"),
            ("OO", "U"),
            ("V", "W"),
            ("DH", "D"),
            ("TH", "T"),
            ("CH", "CHH"),
        ],
        _ => &[
            ("PH", "F"),
            ("K", "C"),
            ("Y", "I"),
            ("Z", "S"),
            ("QU", "K"),
            ("CH", "SH"),
        ],
    }
}

/// One spelling replaced throughout, in plain capitals; `None` if no rule changes more
/// than the marks that plain capitals drop anyway.
pub(crate) fn transliterate(rng: &mut ChaCha8Rng, name: &str, origin: Origin) -> Option<String> {
    let rules = spellings(origin);
    let first = rng.random_range(0..rules.len());
    let usual = latin::plain(name, origin);
    (0..rules.len())
        .map(|step| rules[(first + step) % rules.len()])
        .map(|(from, to)| latin::plain(&name.replace(from, to), origin))
        .find(|other| *other != usual)
}

/// One slip: a letter changed, dropped, doubled, or two swapped; never the first letter.
/// The result always differs from the name.
pub(crate) fn misspell(rng: &mut ChaCha8Rng, name: &str) -> String {
    const LETTERS: &[u8] = b"AEIOURNTLSMDKHB";
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() < 3 {
        letters.push('A');
        return letters.into_iter().collect();
    }
    let at = rng.random_range(1..letters.len() - 1);
    match rng.random_range(0..4) {
        0 if letters[at] != letters[at + 1] => letters.swap(at, at + 1),
        1 => {
            letters.remove(at);
        }
        2 => letters.insert(at, letters[at]),
        _ => {
            let old = letters[at];
            let other = (0..).map(|_| char::from(*pick(rng, LETTERS)));
            letters[at] = other.into_iter().find(|new| *new != old).unwrap_or('Z');
        }
    }
    letters.into_iter().collect()
}

/// Formal and short form.
const NICKNAMES: [(Origin, Sex, &str, &str); 24] = [
    (Origin::English, Sex::Male, "WILLIAM", "BILL"),
    (Origin::Slavic, Sex::Male, "ALEKSANDR", "SASHA"),
    (Origin::Hispanic, Sex::Male, "FRANCISCO", "PACO"),
    (Origin::English, Sex::Female, "ELIZABETH", "LIZ"),
    (Origin::Slavic, Sex::Male, "DMITRIY", "DIMA"),
    (Origin::English, Sex::Male, "ROBERT", "BOB"),
    (Origin::Hispanic, Sex::Male, "JOSÉ", "PEPE"),
    (Origin::English, Sex::Female, "MARGARET", "PEGGY"),
    (Origin::Slavic, Sex::Female, "YEKATERINA", "KATYA"),
    (Origin::English, Sex::Male, "RICHARD", "DICK"),
    (Origin::English, Sex::Male, "JAMES", "JIM"),
    (Origin::Slavic, Sex::Male, "VLADIMIR", "VOLODYA"),
    (Origin::English, Sex::Male, "MICHAEL", "MIKE"),
    (Origin::Hispanic, Sex::Male, "IGNACIO", "NACHO"),
    (Origin::English, Sex::Female, "PATRICIA", "PAT"),
    (Origin::Slavic, Sex::Male, "MIKHAIL", "MISHA"),
    (Origin::English, Sex::Male, "ANTHONY", "TONY"),
    (Origin::English, Sex::Male, "CHARLES", "CHUCK"),
    (Origin::Hispanic, Sex::Female, "DOLORES", "LOLA"),
    (Origin::English, Sex::Female, "DEBORAH", "DEBBIE"),
    (Origin::Slavic, Sex::Female, "NATALYA", "NATASHA"),
    (Origin::English, Sex::Male, "EDWARD", "TED"),
    (Origin::Slavic, Sex::Male, "NIKOLAY", "KOLYA"),
    (Origin::English, Sex::Male, "THOMAS", "TOM"),
];

/// A given name that has a short form, by turns.
pub(crate) fn nickname(round: usize) -> (Origin, Sex, &'static str, &'static str) {
    NICKNAMES[round % NICKNAMES.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::rng::{Use, stream};

    #[test]
    fn transliteration_changes_the_spelling_or_says_that_it_cannot() {
        let mut rng = stream(1, Use::Case, 0);
        for (name, origin) in [("YULIYA", Origin::Slavic), ("QASIM", Origin::Arabic)] {
            let other = transliterate(&mut rng, name, origin).unwrap();
            assert_ne!(other, name);
        }
        assert_eq!(transliterate(&mut rng, "AAA", Origin::Slavic), None);
    }

    #[test]
    fn a_slip_is_one_edit_away() {
        let mut rng = stream(1, Use::Case, 1);
        for name in ["KOVALYOV", "AAAA", "BELLTHORPE", "LI"] {
            for _ in 0..200 {
                let slip = misspell(&mut rng, name);
                assert_eq!(strsim::damerau_levenshtein(name, &slip), 1, "{name} {slip}");
            }
        }
    }

    #[test]
    fn short_forms_belong_to_names_in_the_pools() {
        for (origin, sex, formal, _) in NICKNAMES {
            let pool = origin.pool();
            let names = if sex == Sex::Female {
                &pool.female
            } else {
                &pool.male
            };
            assert!(names.iter().any(|name| name == formal), "{formal}");
        }
    }
}
