//! Signed notes (c2sp.org/signed-note): a text, and lines that say who vouches for it, by
//! Ed25519. Keys are written as Go's `note` package and the tools of transparency logs do.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_compact::{KeyPair, PublicKey, Seed, Signature};
use sha2::{Digest, Sha256};

/// Ed25519, in keys.
const ALGORITHM: u8 = 1;
const PRIVATE: &str = "PRIVATE+KEY+";

/// Who signs.
pub struct Signer {
    pub name: String,
    pair: KeyPair,
}

/// Whose signatures are believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    pub name: String,
    key: [u8; PublicKey::BYTES],
}

/// A text and its signature lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// With its last line end.
    pub text: String,
    /// Names, and key ids with signatures.
    signatures: Vec<(String, Vec<u8>)>,
}

/// Names stand between separators.
pub fn is_name(name: &str) -> bool {
    let fits = |c: char| !c.is_whitespace() && !c.is_control() && c != '+';
    !name.is_empty() && name.chars().all(fits)
}

impl Signer {
    pub fn new(name: &str, seed: [u8; Seed::BYTES]) -> Signer {
        Signer {
            name: name.to_owned(),
            pair: KeyPair::from_seed(Seed::new(seed)),
        }
    }

    /// `PRIVATE+KEY+name+id+key`.
    pub fn parse(text: &str) -> Option<Signer> {
        let (name, id, key) = parts(text.trim().strip_prefix(PRIVATE)?)?;
        let signer = Signer::new(name, key);
        (id == hex(&signer.verifier().id())).then_some(signer)
    }

    pub fn verifier(&self) -> Verifier {
        Verifier {
            name: self.name.clone(),
            key: *self.pair.pk,
        }
    }

    /// To be kept secret.
    pub fn to_text(&self) -> String {
        let id = hex(&self.verifier().id());
        let seed = self.pair.sk.seed();
        format!(
            "{PRIVATE}{}+{id}+{}",
            self.name,
            encoded(&[&[ALGORITHM], &seed[..]])
        )
    }

    /// The whole note; the text ends with a line end.
    pub fn sign(&self, text: &str) -> String {
        let signature = self.pair.sk.sign(text.as_bytes(), None);
        let signed = encoded(&[&self.verifier().id(), &signature[..]]);
        format!("{text}\n\u{2014} {} {signed}\n", self.name)
    }
}

impl Verifier {
    /// `name+id+key`.
    pub fn parse(text: &str) -> Option<Verifier> {
        let (name, id, key) = parts(text.trim())?;
        let verifier = Verifier {
            name: name.to_owned(),
            key,
        };
        (id == hex(&verifier.id())).then_some(verifier)
    }

    /// To be given away.
    pub fn to_text(&self) -> String {
        let key = encoded(&[&[ALGORITHM], &self.key]);
        format!("{}+{}+{key}", self.name, hex(&self.id()))
    }

    /// Four bytes that tell keys of one name apart.
    fn id(&self) -> [u8; 4] {
        let mut hasher = Sha256::new();
        hasher.update(self.name.as_bytes());
        hasher.update([b'\n', ALGORITHM]);
        hasher.update(self.key);
        let digest: [u8; 32] = hasher.finalize().into();
        [digest[0], digest[1], digest[2], digest[3]]
    }

    fn holds(&self, text: &str, signature: &[u8]) -> bool {
        let Some(signature) = signature.strip_prefix(&self.id()) else {
            return false;
        };
        let Ok(signature) = Signature::from_slice(signature) else {
            return false;
        };
        PublicKey::new(self.key)
            .verify(text.as_bytes(), &signature)
            .is_ok()
    }
}

impl Note {
    /// A text without signatures is one too.
    pub fn parse(whole: &str) -> Option<Note> {
        let Some((text, lines)) = whole.rsplit_once("\n\n") else {
            return Some(Note {
                text: whole.to_owned(),
                signatures: Vec::new(),
            });
        };
        let signature = |line: &str| {
            let (name, encoded) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
            Some((name.to_owned(), BASE64_STANDARD.decode(encoded).ok()?))
        };
        Some(Note {
            text: format!("{text}\n"),
            signatures: lines.lines().map(signature).collect::<Option<_>>()?,
        })
    }

    pub fn is_signed(&self) -> bool {
        !self.signatures.is_empty()
    }

    pub fn is_signed_by(&self, verifier: &Verifier) -> bool {
        let mut own = self
            .signatures
            .iter()
            .filter(|(name, _)| *name == verifier.name);
        own.any(|(_, signature)| verifier.holds(&self.text, signature))
    }
}

/// Name, id and 32 bytes of `name+id+base64`.
fn parts(text: &str) -> Option<(&str, &str, [u8; 32])> {
    let (name, rest) = text.split_once('+')?;
    let (id, key) = rest.split_once('+')?;
    let key = BASE64_STANDARD.decode(key).ok()?;
    let key = key.strip_prefix(&[ALGORITHM])?.try_into().ok()?;
    is_name(name).then_some((name, id, key))
}

fn encoded(pieces: &[&[u8]]) -> String {
    BASE64_STANDARD.encode(pieces.concat())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Key, text and signature that stand in the documentation of Go's `sumdb/note`.
    const SIGNER: &str =
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const VERIFIER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const TEXT: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const SIGNATURE: &str = "\n\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    #[test]
    fn keys_and_signatures_are_those_of_the_reference() {
        let signer = Signer::parse(SIGNER).unwrap();
        assert_eq!(signer.to_text(), SIGNER);
        assert_eq!(signer.verifier().to_text(), VERIFIER);
        let whole = signer.sign(TEXT);
        assert_eq!(whole, format!("{TEXT}{SIGNATURE}"));
        let verifier = Verifier::parse(VERIFIER).unwrap();
        let note = Note::parse(&whole).unwrap();
        assert_eq!(note.text, TEXT);
        assert!(note.is_signed() && note.is_signed_by(&verifier));
    }

    #[test]
    fn another_text_key_or_name_is_not_signed() {
        let signer = Signer::parse(SIGNER).unwrap();
        let verifier = signer.verifier();
        let whole = signer.sign(TEXT);
        let changed = Note::parse(&whole.replace("answer", "Answer")).unwrap();
        assert!(!changed.is_signed_by(&verifier));
        let note = Note::parse(&whole).unwrap();
        assert!(!note.is_signed_by(&Signer::new("PeterNeumann", [7; 32]).verifier()));
        assert!(!note.is_signed_by(&Signer::new("Other", [7; 32]).verifier()));
        let bare = Note::parse(TEXT).unwrap();
        assert!(!bare.is_signed() && !bare.is_signed_by(&verifier));
        for damaged in [&SIGNER[1..], &SIGNER[..SIGNER.len() - 1], VERIFIER] {
            assert!(Signer::parse(damaged).is_none(), "{damaged}");
        }
        for damaged in [&VERIFIER[1..], &VERIFIER[..VERIFIER.len() - 1], "a+b", ""] {
            assert!(Verifier::parse(damaged).is_none(), "{damaged}");
        }
    }
}
