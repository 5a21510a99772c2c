//! Slavic surnames and patronymics that change with gender, language or scheme: IVANOVA is
//! IVANOV, PETROVSKAYA is PETROVSKY, ALEKSEYEVICH is ALEKSIIOVYCH.
//!
//! An additional reading under which relatives meet; the word itself stays one. It may take
//! off a letter that belongs to the name (MOLINA is read as MOLIN too), which the sex and
//! the birth date then have to tell apart. A Czech -OVA behind a whole surname (NOVAKOVA)
//! does not reach NOVAK.

use crate::names::words::Words;

/// The masculine or common form, when the ending has one.
pub fn plain_form(word: &str) -> Option<String> {
    patronymic(word)
        .or_else(|| adjective(word))
        .or_else(|| feminine(word))
}

/// Words shorter than this have no ending to spare: EVA, LINA, SKA.
const SHORTEST: usize = 6;

/// At least so many letters must be left before the ending.
const SHORTEST_STEM: usize = 3;

/// Russian, Ukrainian, Belarusian, Serbian and Polish in one.
fn patronymic(word: &str) -> Option<String> {
    let ends = [
        "OVITSCH", "EVITSCH", "OVITCH", "EVITCH", "OVICH", "EVICH", "OVYCH", "EVYCH", "AVICH",
        "OWICZ", "EWICZ", "OVICS", "OVIC", "EVIC",
    ];
    let stem = ends.into_iter().find_map(|end| word.strip_suffix(end))?;
    // ALEKSEY-E, ALEKSE-E, ALEKSII-O: what joins the ending to the stem.
    let stem = stem.trim_end_matches(['A', 'E', 'I', 'J', 'Y']);
    plain(stem, "OVICH")
}

fn adjective(word: &str) -> Option<String> {
    let ends = [
        "AYA", "AIA", "AJA", "IY", "II", "IJ", "YI", "YY", "YJ", "A", "Y", "I",
    ];
    let head = ends.into_iter().find_map(|end| {
        let head = word.strip_suffix(end)?;
        (head.ends_with("SK") || head.ends_with("CK") || head.ends_with("ZK")).then_some(head)
    });
    head.filter(|_| SHORTEST <= word.len())
        .and_then(|head| plain(head, "I"))
}

fn feminine(word: &str) -> Option<String> {
    let masculine = word.strip_suffix('A')?;
    let ends = ["OV", "EV", "IN", "YN", "OW", "EW"];
    let has_one = ends.into_iter().any(|end| masculine.ends_with(end));
    let surname = has_one && SHORTEST <= word.len() && !GIVEN_NAMES.contains(word);
    surname.then(|| masculine.to_owned())
}

fn plain(stem: &str, ending: &str) -> Option<String> {
    (SHORTEST_STEM <= stem.len()).then(|| format!("{stem}{ending}"))
}

/// Women's given names that only look like surnames of women.
const GIVEN_NAMES: Words<54> = Words::new([
    "ADELINA",
    "AGRIPPINA",
    "AKULINA",
    "ALBERTINA",
    "ALBINA",
    "ALEVTINA",
    "ALINA",
    "ANGELINA",
    "ANTONINA",
    "ARINA",
    "BERNARDINA",
    "BETTINA",
    "CAROLINA",
    "CATALINA",
    "CATARINA",
    "CATERINA",
    "CHRISTINA",
    "CLEMENTINA",
    "CRISTINA",
    "EKATERINA",
    "ELVINA",
    "ERNESTINA",
    "EVELINA",
    "FAUSTINA",
    "FLORINA",
    "GALINA",
    "GEORGINA",
    "HALYNA",
    "IRINA",
    "IRYNA",
    "JOSEFINA",
    "JUSTINA",
    "KARINA",
    "KAROLINA",
    "KATARINA",
    "KATERINA",
    "KATERYNA",
    "KRISTINA",
    "KRYSTYNA",
    "MALINA",
    "MARCELINA",
    "MARINA",
    "MARTINA",
    "MARYNA",
    "NARINA",
    "PAULINA",
    "POLINA",
    "REGINA",
    "ROMINA",
    "ROSALINA",
    "SABINA",
    "SERAFINA",
    "VALENTINA",
    "YEKATERINA",
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_have_one_plain_form() {
        for (plain, words) in [
            ("IVANOV", &["IVANOVA"][..]),
            ("SERGEEV", &["SERGEEVA"]),
            ("PUSHKIN", &["PUSHKINA"]),
            (
                "PETROVSKI",
                &[
                    "PETROVSKAYA",
                    "PETROVSKAIA",
                    "PETROVSKAJA",
                    "PETROVSKA",
                    "PETROVSKY",
                    "PETROVSKIY",
                    "PETROVSKII",
                    "PETROVSKYI",
                    "PETROVSKYY",
                    "PETROVSKIJ",
                    "PETROVSKI",
                ],
            ),
            ("KOWALSKI", &["KOWALSKA"]),
            (
                "ALEKSOVICH",
                &["ALEKSEYEVICH", "ALEKSEEVICH", "ALEKSEJEVIC", "ALEKSIIOVYCH"],
            ),
            (
                "IVANOVICH",
                &[
                    "IVANOVICH",
                    "IVANOVYCH",
                    "IVANOVIC",
                    "IVANAVICH",
                    "IVANOWICZ",
                ],
            ),
        ] {
            for word in words {
                assert_eq!(plain_form(word).as_deref(), Some(plain), "{word}");
            }
        }
    }

    #[test]
    fn other_words_have_none() {
        for word in [
            "MARINA", "IRINA", "KATERINA", "EVA", "ANINA", "NOVA", "IVANOV", "IVANOVNA", "SMITH",
            "TESKA", "OVICH",
        ] {
            assert_eq!(plain_form(word), None, "{word}");
        }
    }
}
