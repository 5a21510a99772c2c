//! Names of invented people, in capitals with their diacritics.

use crate::domain::codes::Sex;
use crate::generate::pools::Origin;
use crate::generate::rng::{chance, pick, pick_common};
use rand_chacha::ChaCha8Rng;

/// A family's surname as it is handed down; [`borne_by`] gives each member's form.
pub(crate) fn surname(rng: &mut ChaCha8Rng, origin: Origin) -> String {
    match origin {
        Origin::Hispanic if chance(rng, 55.0) => {
            format!("{} {}", one_surname(rng, origin), one_surname(rng, origin))
        }
        Origin::Portuguese if chance(rng, 60.0) => {
            let particle = *pick(rng, &["", "", "DA ", "DOS ", "DE "]);
            let (first, second) = (one_surname(rng, origin), one_surname(rng, origin));
            format!("{first} {particle}{second}")
        }
        Origin::Arabic if chance(rng, 25.0) => {
            let article = *pick(rng, &["AL-", "AL ", "EL ", "EL-", "ABU ", "BIN "]);
            format!("{article}{}", rare(rng, origin))
        }
        Origin::German if chance(rng, 3.0) => {
            let particle = *pick(rng, &["VON ", "VAN ", "VAN DER ", "DE "]);
            format!("{particle}{}", rare(rng, origin))
        }
        Origin::English if chance(rng, 4.0) => {
            let start = *pick(rng, &["O'", "MC", "MAC", "FITZ"]);
            format!("{start}{}", rare(rng, origin))
        }
        Origin::English | Origin::French | Origin::German if chance(rng, 3.0) => {
            format!("{}-{}", one_surname(rng, origin), one_surname(rng, origin))
        }
        _ => one_surname(rng, origin),
    }
}

fn one_surname(rng: &mut ChaCha8Rng, origin: Origin) -> String {
    if chance(rng, origin.pool().rare_percent) {
        rare(rng, origin)
    } else {
        common(rng, origin)
    }
}

pub(crate) fn common(rng: &mut ChaCha8Rng, origin: Origin) -> String {
    pick_common(rng, &origin.pool().surnames).clone()
}

/// A surname of syllables: most come once in a million people.
pub(crate) fn rare(rng: &mut ChaCha8Rng, origin: Origin) -> String {
    let pool = origin.pool();
    let mut name = pick(rng, &pool.start).clone();
    for percent in [60.0, 18.0] {
        if chance(rng, percent) {
            name.push_str(pick(rng, &pool.middle).as_str());
        }
    }
    name.push_str(pick_common(rng, &pool.end).as_str());
    name
}

/// Like [`rare`], and long enough that a slip or two leave it recognisable.
pub(crate) fn rare_and_long(rng: &mut ChaCha8Rng, origin: Origin) -> String {
    for _ in 0..20 {
        let name = rare(rng, origin);
        if name.chars().count() >= 7 {
            return name;
        }
    }
    rare(rng, origin)
}

/// One or two given names, as the origin has it.
pub(crate) fn given(rng: &mut ChaCha8Rng, origin: Origin, sex: Sex) -> String {
    let second = match origin {
        Origin::Hispanic | Origin::Portuguese => 45.0,
        Origin::English | Origin::African | Origin::Filipino => 30.0,
        Origin::French | Origin::German | Origin::Arabic | Origin::Indian => 15.0,
        _ => 0.0,
    };
    let first = one_given(rng, origin, sex);
    if chance(rng, second) {
        let other = one_given(rng, origin, sex);
        if other != first {
            return format!("{first} {other}");
        }
    }
    first
}

pub(crate) fn one_given(rng: &mut ChaCha8Rng, origin: Origin, sex: Sex) -> String {
    let pool = origin.pool();
    let names = if sex == Sex::Female {
        &pool.female
    } else {
        &pool.male
    };
    pick_common(rng, names).clone()
}

/// The surname in the form a man or a woman of the family bears.
pub(crate) fn borne_by(surname: &str, origin: Origin, sex: Sex) -> String {
    if origin != Origin::Slavic || sex != Sex::Female {
        return surname.to_owned();
    }
    if let Some(stem) = surname.strip_suffix("SKIY") {
        return format!("{stem}SKAYA");
    }
    let possessive = ["OV", "EV", "IN"].iter().any(|end| surname.ends_with(end));
    format!("{surname}{}", if possessive { "A" } else { "" })
}

/// The father's name as a Slavic middle name.
pub(crate) fn patronymic(rng: &mut ChaCha8Rng, sex: Sex) -> String {
    let father = one_given(rng, Origin::Slavic, Sex::Male);
    let soft = father.ends_with('Y');
    let (son, daughter) = if soft {
        ("EVICH", "EVNA")
    } else {
        ("OVICH", "OVNA")
    };
    let stem = father.trim_end_matches('A');
    format!("{stem}{}", if sex == Sex::Female { daughter } else { son })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::rng::{Use, stream};

    #[test]
    fn women_bear_the_feminine_form() {
        for (family, expect) in [
            ("KOVALYOV", "KOVALYOVA"),
            ("BELSKIY", "BELSKAYA"),
            ("SHEVCHENKO", "SHEVCHENKO"),
        ] {
            assert_eq!(borne_by(family, Origin::Slavic, Sex::Female), expect);
            assert_eq!(borne_by(family, Origin::Slavic, Sex::Male), family);
        }
    }

    #[test]
    fn surnames_have_a_common_head_and_a_long_tail() {
        let mut rng = stream(1, Use::Bookings, 0);
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..20_000 {
            *seen.entry(surname(&mut rng, Origin::English)).or_insert(0) += 1;
        }
        let most = seen.values().max().copied().unwrap_or(0);
        assert!(most > 300, "{most}");
        assert!(seen.len() > 4000, "{}", seen.len());
    }
}
