//! How rare a name is: the weight of agreeing on it.
//!
//! Counts are frozen and bundled, never taken from tonight's manifest: a score must not
//! depend on who else flies. A spelling that no source has is worth a stated default by its
//! length, or less where it is a likely spelling of a known name: of all who write MAHOMMED,
//! most are another MOHAMMED. Too little weight, not too much.

use crate::domain::points::Points;
use crate::domain::work;
use crate::names::compounds;
use crate::names::letters::Letters;
use crate::names::lexicon::Lexicon;
use crate::names::relation::Relations;
use crate::names::traditions::{Gain, Traditions, parse_gains};
use crate::names::vocabulary::Vocabulary;

/// Bits of agreeing on a token.
pub struct Rarity {
    known: Lexicon,
    /// By token number.
    bits: Vec<Points>,
    /// By token number.
    gains: Vec<Vec<Gain>>,
    traditions: Traditions,
    /// By length, the last for all longer ones.
    unseen: Vec<Points>,
    letters: Letters,
}

/// What a spelling is worth, and how it hangs together with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    pub bits: Points,
    pub gains: Vec<Gain>,
}

/// Where the table says nothing of its own.
const UNSEEN: Points = Points(1500);

impl Rarity {
    pub fn bundled() -> Rarity {
        Rarity::parse(BUNDLED)
    }

    pub fn bundled_text() -> &'static str {
        BUNDLED
    }

    /// Reads `token<TAB>hundredths of a bit<TAB>gains` lines. In the header,
    /// `# default_centibits=N` sets the worth of an unseen token,
    /// `# default_centibits_by_length=2:N,3:N` that of shorter ones, and
    /// `# group_centibits=N,N` the rarity of each tradition.
    pub fn parse(table: &str) -> Rarity {
        let mut rows = Rows::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            if let (Some(token), Some(Ok(bits))) = (fields.next(), fields.next().map(str::parse)) {
                let gains = fields.next().map(parse_gains).unwrap_or_default();
                rows.insert(token, Points(bits), gains);
            }
        }
        rows.add_plain_forms();
        let traditions = header(table, "# group_centibits=").unwrap_or_default();
        Rarity {
            known: Lexicon::new(rows.known, &work::in_turn),
            bits: rows.bits,
            gains: rows.gains,
            traditions: Traditions::parse(traditions),
            unseen: unseen(table),
            letters: Letters::bundled(),
        }
    }

    /// Whether the table holds this word: somebody bears it.
    pub fn knows(&self, token: &str) -> bool {
        self.known.find(token).is_some()
    }

    /// Bits of agreeing exactly on this token, by the table alone.
    pub fn of_token(&self, token: &str) -> Points {
        match self.known.find(token) {
            Some(number) => self.bits[number as usize],
            None => self.of_unseen(token.len()),
        }
    }

    /// The same where the spelling may also be a variant of a known name: never more than
    /// that name's bits with those of the variation.
    pub fn of_spelling(&self, token: &str, relations: &Relations) -> Spelling {
        let own = match self.known.find(token) {
            Some(number) => (self.bits[number as usize], Some(number)),
            None => (self.letters.rarity(token), None),
        };
        let related = self.known.related(token, relations).into_iter();
        let variants =
            related.map(|(number, _, cost)| (self.bits[number as usize] - cost, Some(number)));
        let (bits, number) = variants.fold(
            own,
            |least, other| if other.0 < least.0 { other } else { least },
        );
        Spelling {
            bits,
            gains: number.map_or_else(Vec::new, |number| self.gains[number as usize].clone()),
        }
    }

    pub fn traditions(&self) -> &Traditions {
        &self.traditions
    }

    fn of_unseen(&self, len: usize) -> Points {
        let last = self.unseen.len() - 1;
        self.unseen[len.min(last)]
    }
}

/// A table while it is read, by token number.
#[derive(Default)]
struct Rows {
    known: Vocabulary,
    bits: Vec<Points>,
    gains: Vec<Vec<Gain>>,
}

impl Rows {
    fn insert(&mut self, token: &str, bits: Points, gains: Vec<Gain>) {
        let number = self.known.number_of(token) as usize;
        self.bits.resize(self.known.len(), bits);
        self.gains.resize(self.known.len(), Vec::new());
        if bits <= self.bits[number] {
            self.bits[number] = bits;
            self.gains[number] = gains;
        }
    }

    /// A compound's plain form is as common as the commonest of its spellings.
    fn add_plain_forms(&mut self) {
        for number in 0..self.bits.len() {
            if let Some(plain) = compounds::plain_form(self.known.token(number as u32)) {
                self.insert(&plain, self.bits[number], self.gains[number].clone());
            }
        }
    }
}

fn header<'a>(table: &'a str, key: &str) -> Option<&'a str> {
    table.lines().find_map(|line| line.strip_prefix(key))
}

fn unseen(table: &str) -> Vec<Points> {
    let default = header(table, "# default_centibits=").and_then(|text| text.trim().parse().ok());
    let mut unseen = vec![default.map_or(UNSEEN, Points)];
    for item in header(table, "# default_centibits_by_length=")
        .into_iter()
        .flat_map(|text| text.split(','))
    {
        if let Some((len, centibits)) = item.split_once(':')
            && let (Ok(len), Ok(centibits)) =
                (len.trim().parse::<usize>(), centibits.trim().parse())
        {
            let last = unseen.last().copied().unwrap_or(UNSEEN);
            unseen.resize(unseen.len().max(len + 1), last);
            unseen[len] = Points(centibits);
        }
    }
    unseen
}

const BUNDLED: &str = include_str!("rarity.tsv");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::relation::RelationWeights;

    fn relations() -> Relations {
        Relations::bundled(RelationWeights {
            respelt: Points::ZERO,
            share_of_changes: 1.0,
            equivalent: Points(-200),
            nickname: Points(-300),
            truncated: Points(-600),
        })
    }

    #[test]
    fn a_variant_of_a_common_name_is_no_rare_name() {
        let rarity = Rarity::parse(
            "# default_centibits=1500\n# default_centibits_by_length=2:900,3:1100,4:1500\nMOHAMMED\t600\nSMITH\t800\n",
        );
        assert_eq!(rarity.of_token("MOHAMMED"), Points(600));
        assert_eq!(rarity.of_token("ZU"), Points(900));
        assert_eq!(rarity.of_token("ZUM"), Points(1100));
        assert_eq!(rarity.of_token("ZUMAROVSKI"), Points(1500));
        let relations = relations();
        let spelling = rarity.of_spelling("MOHAMMID", &relations).bits;
        assert!(
            Points(600) < spelling && spelling < Points(1400),
            "{spelling:?}"
        );
    }

    #[test]
    fn the_bundled_table_is_whole() {
        let rarity = Rarity::bundled();
        assert!(rarity.known.len() > 5_000);
        assert!(rarity.of_token("SMITH") < Points(900));
        assert!(rarity.bits.iter().all(|points| Points::ZERO < *points));
    }
}
