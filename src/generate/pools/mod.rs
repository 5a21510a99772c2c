//! Name parts by origin: common names written by hand, and syllables from which rare
//! surnames are made. Combinations are invented; a real bearer of one is an accident.

use std::sync::LazyLock;

/// Where a name comes from, which is not where its bearer is a citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    English,
    Hispanic,
    Portuguese,
    French,
    German,
    Slavic,
    Turkish,
    Arabic,
    Persian,
    Indian,
    African,
    Chinese,
    Korean,
    Japanese,
    Vietnamese,
    Filipino,
    ThaiMalay,
}

const TEXTS: [(Origin, &str, &str); 17] = [
    (Origin::English, "english", include_str!("english.txt")),
    (Origin::Hispanic, "hispanic", include_str!("hispanic.txt")),
    (
        Origin::Portuguese,
        "portuguese",
        include_str!("portuguese.txt"),
    ),
    (Origin::French, "french", include_str!("french.txt")),
    (Origin::German, "german", include_str!("german.txt")),
    (Origin::Slavic, "slavic", include_str!("slavic.txt")),
    (Origin::Turkish, "turkish", include_str!("turkish.txt")),
    (Origin::Arabic, "arabic", include_str!("arabic.txt")),
    (Origin::Persian, "persian", include_str!("persian.txt")),
    (Origin::Indian, "indian", include_str!("indian.txt")),
    (Origin::African, "african", include_str!("african.txt")),
    (Origin::Chinese, "chinese", include_str!("chinese.txt")),
    (Origin::Korean, "korean", include_str!("korean.txt")),
    (Origin::Japanese, "japanese", include_str!("japanese.txt")),
    (
        Origin::Vietnamese,
        "vietnamese",
        include_str!("vietnamese.txt"),
    ),
    (Origin::Filipino, "filipino", include_str!("filipino.txt")),
    (
        Origin::ThaiMalay,
        "thai_malay",
        include_str!("thai_malay.txt"),
    ),
];

/// Capitals with their diacritics; the commonest first.
#[derive(Debug)]
pub(crate) struct Pool {
    /// Of a hundred surnames, so many come from the syllables.
    pub(crate) rare_percent: f64,
    pub(crate) surnames: Vec<String>,
    pub(crate) male: Vec<String>,
    pub(crate) female: Vec<String>,
    pub(crate) start: Vec<String>,
    pub(crate) middle: Vec<String>,
    pub(crate) end: Vec<String>,
}

impl Origin {
    pub(crate) fn named(name: &str) -> Option<Self> {
        let found = TEXTS.iter().find(|(_, known, _)| *known == name)?;
        Some(found.0)
    }

    pub(crate) fn pool(self) -> &'static Pool {
        static POOLS: LazyLock<Vec<Pool>> =
            LazyLock::new(|| TEXTS.iter().map(|(_, _, text)| read(text)).collect());
        &POOLS[self as usize]
    }
}

/// One key a line, its words behind it; `_` stands for a space inside a name, a lone `.`
/// for no syllable at all.
fn read(text: &str) -> Pool {
    let words = |key: &str| -> Vec<String> {
        text.lines()
            .filter_map(|line| line.split_once(' '))
            .filter(|(found, _)| *found == key)
            .flat_map(|(_, rest)| rest.split_whitespace())
            .map(|word| word.replace('_', " "))
            .map(|word| if word == "." { String::new() } else { word })
            .collect()
    };
    Pool {
        rare_percent: words("rare")[0].parse().unwrap_or(0.0),
        surnames: words("surnames"),
        male: words("male"),
        female: words("female"),
        start: words("start"),
        middle: words("middle"),
        end: words("end"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_origin_has_its_own_ample_pool() {
        for (at, (origin, name, _)) in TEXTS.iter().enumerate() {
            assert_eq!(*origin as usize, at, "{name}: table order is enum order");
            let pool = origin.pool();
            assert!(pool.surnames.len() >= 58, "{name}");
            assert!(pool.male.len() >= 30 && pool.female.len() >= 30, "{name}");
            assert!(pool.start.len() >= 40 && !pool.end.is_empty(), "{name}");
            assert!(pool.rare_percent > 0.0, "{name}");
        }
    }
}
