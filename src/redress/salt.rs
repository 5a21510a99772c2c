//! The salt of one installation: without it, nobody finds a passenger in a ledger that was
//! handed on by guessing name, birth date and document. (A case id can still be guessed by
//! whoever knows flight, booking and entry as well.)

use sha2::{Digest, Sha256};

/// Bytes that only this installation knows.
#[derive(Clone, PartialEq, Eq)]
pub struct Salt([u8; Salt::LENGTH]);

impl Salt {
    pub const LENGTH: usize = 32;

    pub fn new(bytes: [u8; Salt::LENGTH]) -> Salt {
        Salt(bytes)
    }

    /// A digest as the ledger keeps it. The salt has one length and comes first, so that no
    /// two pairs of salt and digest read as the same bytes.
    pub fn hide(&self, digest: &str) -> String {
        self.with("hide", digest)
    }

    /// Tells whether two digests were hidden by one salt, and nothing of the salt.
    pub fn id(&self) -> String {
        self.with("id", "")
    }

    fn with(&self, purpose: &str, text: &str) -> String {
        let mut hasher = Sha256::new();
        hasher.update(self.0);
        hasher.update(purpose.as_bytes());
        hasher.update([0x1f]);
        hasher.update(text.as_bytes());
        super::digest::half(&hasher.finalize())
    }
}

impl std::fmt::Debug for Salt {
    /// Never the bytes: a test that fails or a log may print this.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Salt")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_salt_hides_in_its_own_way_and_is_not_shown() {
        let (one, two) = (Salt::new([1; 32]), Salt::new([2; 32]));
        assert_eq!(one.hide("a"), one.clone().hide("a"));
        assert_ne!(one.hide("a"), two.hide("a"));
        assert_ne!(one.hide("a"), one.hide("b"));
        assert_ne!(one.id(), two.id());
        assert_ne!(one.id(), one.hide(""));
        assert_eq!(one.hide("a").len(), 32);
        assert_eq!(format!("{one:?}"), "Salt");
    }
}
