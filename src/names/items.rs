//! Every way a token row may be read: single tokens, their other spellings, neighbours
//! written as one word.
//!
//! One mechanism serves titles, transliteration alternatives and joined or split names:
//! an item is a text and the set of positions that it uses up.

use crate::domain::points::Points;
use crate::names::compounds;
use crate::names::tokens::{Role, Token};

/// One reading of one to three neighbouring tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub text: String,
    /// Bit p is set when the token at position p is used.
    pub mask: u16,
}

impl Item {
    pub fn is_join(&self) -> bool {
        self.mask.count_ones() > 1
    }

    /// What each position gets when the item's bits are spread over all it uses: rounded up,
    /// so that the sum over positions is never below the whole.
    pub fn share(&self, whole: Points) -> Points {
        let positions = self.mask.count_ones() as i32;
        Points((whole.0 + positions - 1).div_euclid(positions))
    }

    /// Lowest position used.
    pub fn start(&self) -> usize {
        self.mask.trailing_zeros() as usize
    }

    /// One past the highest position used.
    pub fn end(&self) -> usize {
        16 - self.mask.leading_zeros() as usize
    }
}

/// Single readings in position order, then joins. Particles are read only joined.
pub fn of_tokens(tokens: &[Token]) -> Vec<Item> {
    let mut items = Vec::new();
    for (position, token) in tokens.iter().enumerate() {
        if token.role != Role::Particle {
            for form in &token.forms {
                push(&mut items, form.clone(), 1 << position);
            }
        }
    }
    for start in 0..tokens.len() {
        for len in 2..=3 {
            if let Some(text) = tokens.get(start..start + len).and_then(joined) {
                push(&mut items, text, ((1 << len) - 1) << start);
            }
        }
    }
    items
}

/// Two neighbours of one field; three only round a particle (`DE LA CRUZ`,
/// `ABD AL RAHMAN`), or every long name would breed pairs that nobody writes.
fn joined(tokens: &[Token]) -> Option<String> {
    let same_field = tokens.iter().all(|token| token.field == tokens[0].field);
    let particles = tokens
        .iter()
        .filter(|token| token.role == Role::Particle)
        .count();
    let content = tokens.len() - particles;
    let allowed = same_field && content >= 1 && (tokens.len() == 2 || particles >= 1);
    allowed.then(|| tokens.iter().map(|token| token.forms[0].as_str()).collect())
}

fn push(items: &mut Vec<Item>, text: String, mask: u16) {
    let plain = compounds::plain_form(&text);
    for text in std::iter::once(text).chain(plain) {
        let known = items
            .iter()
            .any(|item| item.mask == mask && item.text == text);
        if !known {
            items.push(Item { text, mask });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::tokens::of_passenger;

    #[test]
    fn particles_are_read_joined_only() {
        let items = of_tokens(&of_passenger("DE LA CRUZ", "JUAN"));
        let texts: Vec<_> = items
            .iter()
            .map(|item| (item.text.as_str(), item.mask))
            .collect();
        assert_eq!(
            texts,
            [("CRUZ", 4), ("JUAN", 8), ("DELACRUZ", 7), ("LACRUZ", 6)]
        );
    }

    #[test]
    fn surname_and_given_names_never_join() {
        let items = of_tokens(&of_passenger("O GRADY", "SEAN PAUL"));
        let joins: Vec<_> = items
            .iter()
            .filter(|item| item.is_join())
            .map(|i| i.text.as_str())
            .collect();
        assert_eq!(joins, ["OGRADY", "SEANPAUL"]);
    }
}
