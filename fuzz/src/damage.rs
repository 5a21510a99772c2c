//! Damage to Parquet files that does not end at the mark: footer, page headers and pages are each
//! damaged alone, and the footer's length is kept right.

use crate::thrift::{numbers, varint};
use libfuzzer_sys::fuzzer_mutate;

const MARK: &[u8] = b"PAR1";

/// What honest files never say, and what overflows.
const ABSURD: [u64; 14] = [
    0,
    1,
    2,
    0x7f,
    0x80,
    0xffff,
    0x1_0000,
    (1 << 31) - 1,
    1 << 31,
    (1 << 32) - 1,
    1 << 33,
    1 << 40,
    u64::MAX - 1,
    u64::MAX,
];

/// One step: as `fuzz_mutator!` hands it over, `data[..size]` becomes what is returned.
pub fn mutate(
    data: &mut [u8],
    size: usize,
    max_size: usize,
    seed: u32,
    bases: &[Vec<u8>],
) -> usize {
    let mut rng = Rng::new(seed);
    let base = &bases[rng.below(bases.len())];
    let parted = Parted::of(&data[..size]).filter(|_| 0 < rng.below(64));
    let mut file = parted.unwrap_or_else(|| Parted::of(base).expect("a base is whole"));
    match rng.below(10) {
        0 | 1 => file.bytes_of_footer(&mut rng),
        2..=4 => file.number_of_footer(&mut rng),
        5 | 6 => file.number_of_page_header(&mut rng),
        7 => file.bytes_of_page_header(&mut rng),
        _ => file.bytes_of_pages(&mut rng),
    }
    file.write(data, max_size)
}

/// What stands before the footer, and the footer.
struct Parted {
    pages: Vec<u8>,
    footer: Vec<u8>,
}

impl Parted {
    fn of(bytes: &[u8]) -> Option<Parted> {
        let (rest, mark) = bytes.split_last_chunk::<4>()?;
        let (rest, length) = rest.split_last_chunk::<4>()?;
        let start = rest
            .len()
            .checked_sub(u32::from_le_bytes(*length) as usize)?;
        let whole = mark == MARK && rest.starts_with(MARK) && MARK.len() <= start;
        whole.then(|| Parted {
            pages: rest[..start].to_vec(),
            footer: rest[start..].to_vec(),
        })
    }

    fn write(&self, data: &mut [u8], max_size: usize) -> usize {
        let length = (self.footer.len() as u32).to_le_bytes();
        let whole = [&self.pages, &self.footer, &length[..], MARK].concat();
        let size = whole.len().min(max_size).min(data.len());
        data[..size].copy_from_slice(&whole[..size]);
        size
    }

    fn bytes_of_footer(&mut self, rng: &mut Rng) {
        let at = rng.below(self.footer.len());
        let end = self.footer.len().min(at + 1 + rng.below(32));
        let mutated = mutated(&self.footer[at..end], end - at + 8);
        self.footer.splice(at..end, mutated);
    }

    /// The structure stays whole, and says something else.
    fn number_of_footer(&mut self, rng: &mut Rng) {
        let (found, _) = numbers(&self.footer);
        if let Some(number) = found.get(rng.below(found.len())) {
            let value = rng.other_than(number.value);
            self.footer.splice(number.bytes.clone(), varint(value));
        }
    }

    /// Of the same length, or everything behind it would be elsewhere.
    fn number_of_page_header(&mut self, rng: &mut Rng) {
        let Some(start) = self.page_header(rng) else {
            return self.bytes_of_pages(rng);
        };
        let (found, _) = numbers(&self.pages[start..]);
        if let Some(number) = found.get(rng.below(found.len().min(16))) {
            let mut value = rng.other_than(number.value);
            let bytes = &mut self.pages[start..][number.bytes.clone()];
            let last = bytes.len() - 1;
            for (at, byte) in bytes.iter_mut().enumerate() {
                *byte = value as u8 & 0x7f | if at < last { 0x80 } else { 0 };
                value >>= 7;
            }
        }
    }

    fn bytes_of_page_header(&mut self, rng: &mut Rng) {
        match self.page_header(rng) {
            Some(start) => self.overwrite(start, 24),
            None => self.bytes_of_pages(rng),
        }
    }

    fn bytes_of_pages(&mut self, rng: &mut Rng) {
        let start = MARK.len() + rng.below(self.pages.len() - MARK.len());
        self.overwrite(start, 1 + rng.below(48));
    }

    /// Where a page may begin: the footer's numbers say so.
    fn page_header(&self, rng: &mut Rng) -> Option<usize> {
        let (found, _) = numbers(&self.footer);
        let places = found
            .iter()
            .filter_map(|number| usize::try_from(number.meant()).ok());
        let places: Vec<usize> = places
            .filter(|place| (MARK.len()..self.pages.len()).contains(place))
            .collect();
        places.get(rng.below(places.len())).copied()
    }

    fn overwrite(&mut self, start: usize, length: usize) {
        let end = self.pages.len().min(start + length);
        let there = &mut self.pages[start..end];
        let mutated = mutated(there, there.len());
        there[..mutated.len()].copy_from_slice(&mutated);
    }
}

/// As the fuzzer would: it knows what the program compared.
fn mutated(bytes: &[u8], most: usize) -> Vec<u8> {
    let mut buffer = bytes.to_vec();
    buffer.resize(most.max(1), 0);
    let size = fuzzer_mutate(&mut buffer, bytes.len(), most);
    buffer.truncate(size);
    buffer
}

/// `splitmix64`: one seed, one damage.
struct Rng(u64);

impl Rng {
    fn new(seed: u32) -> Rng {
        Rng(u64::from(seed))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// 0 when there is nothing to choose from.
    fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    fn other_than(&mut self, value: u64) -> u64 {
        match self.below(4) {
            0 => value.wrapping_add(1),
            1 => value.wrapping_sub(1),
            2 => value ^ 1 << self.below(64),
            _ => ABSURD[self.below(ABSURD.len())],
        }
    }
}
