//! The root of a Merkle tree over the journal's lines, as RFC 6962 makes it (2.1).
//!
//! One digest stands for all lines so far, in their order: whoever has it can tell later
//! whether the lines of that day are still the first ones of the journal.

use sha2::{Digest, Sha256};

/// Before the bytes of a leaf, and before the digests of two halves: neither can pass as the
/// other.
const LEAF: u8 = 0;
const NODE: u8 = 1;

pub type Hash = [u8; 32];

/// Whole trees of falling size, each with the count of its leaves.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    whole: Vec<(u64, Hash)>,
}

impl Tree {
    pub fn of<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Tree {
        let mut tree = Tree::default();
        leaves.into_iter().for_each(|leaf| tree.push(leaf));
        tree
    }

    fn push(&mut self, leaf: &[u8]) {
        let mut grown = (1, sha256(&[&[LEAF], leaf]));
        while let Some((size, hash)) = self.whole.pop() {
            if size != grown.0 {
                self.whole.push((size, hash));
                break;
            }
            grown = (2 * size, node(&hash, &grown.1));
        }
        self.whole.push(grown);
    }

    pub fn size(&self) -> u64 {
        self.whole.iter().map(|(size, _)| size).sum()
    }

    /// Smaller trees hang right of greater ones.
    pub fn root(&self) -> Hash {
        let mut hashes = self.whole.iter().rev().map(|(_, hash)| *hash);
        match hashes.next() {
            None => sha256(&[]),
            Some(last) => hashes.fold(last, |right, left| node(&left, &right)),
        }
    }
}

fn sha256(pieces: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    pieces.iter().for_each(|piece| hasher.update(piece));
    hasher.finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[NODE], left, right])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The leaves and roots by which implementations of RFC 6962 test each other, from the
    /// reference implementation (google/certificate-transparency, merkletree tests).
    const LEAVES: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn roots_are_those_of_rfc_6962() {
        for (size, expect) in ROOTS.iter().enumerate() {
            let tree = Tree::of(LEAVES.iter().take(size).copied());
            let root = tree.root().map(|byte| format!("{byte:02x}")).concat();
            assert_eq!((&root.as_str(), tree.size()), (expect, size as u64));
        }
    }

    /// The definition of 2.1 itself, for more sizes than have vectors.
    fn by_definition(leaves: &[Vec<u8>]) -> Hash {
        match leaves {
            [] => sha256(&[]),
            [one] => sha256(&[&[LEAF], one]),
            _ => {
                let half = leaves.len().next_power_of_two() / 2;
                let (left, right) = leaves.split_at(half);
                node(&by_definition(left), &by_definition(right))
            }
        }
    }

    #[test]
    fn any_size_is_as_the_definition_says() {
        let leaves: Vec<Vec<u8>> = (0..70_u8).map(|n| vec![n; usize::from(n)]).collect();
        for size in 0..=leaves.len() {
            let tree = Tree::of(leaves[..size].iter().map(Vec::as_slice));
            assert_eq!(tree.root(), by_definition(&leaves[..size]), "{size}");
        }
    }
}
