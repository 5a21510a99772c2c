//! How much a packed page holds, counted without keeping it: gzip, Brotli and frames of LZ4 say
//! nowhere what they unpack to, and their reader believes them to the end of the memory.

use parquet::basic::Compression;
use std::io::Read;

/// The most that a byte of deflate can stand for.
const DEFLATE: u64 = 1_032;

/// Whether so many packed bytes may come to more than this.
pub(super) fn may_outgrow(packing: Compression, packed: u64, most: u64) -> bool {
    match packing {
        Compression::GZIP(_) => most / DEFLATE < packed,
        // A handful of bytes can stand for millions.
        Compression::BROTLI(_) => true,
        // A byte of LZ4 stands for at most 255, and only its frames are without their size.
        Compression::LZ4 => most / 255 < packed,
        // Their reader makes room for what the page announces and for no more.
        Compression::UNCOMPRESSED
        | Compression::SNAPPY
        | Compression::LZO
        | Compression::ZSTD(_)
        | Compression::LZ4_RAW => false,
    }
}

const LZ4_FRAME: [u8; 4] = [0x04, 0x22, 0x4d, 0x18];

/// What cannot be unpacked is no more than anything: its reader tells the damage.
pub(super) fn is_more_than(packing: Compression, packed: &[u8], announced: u64) -> bool {
    match packing {
        Compression::GZIP(_) => more(flate2::read::MultiGzDecoder::new(packed), announced),
        Compression::BROTLI(_) => more(brotli::Decompressor::new(packed, 4_096), announced),
        Compression::LZ4 => packed.starts_with(&LZ4_FRAME),
        Compression::UNCOMPRESSED
        | Compression::SNAPPY
        | Compression::LZO
        | Compression::ZSTD(_)
        | Compression::LZ4_RAW => false,
    }
}

fn more(unpacked: impl Read, announced: u64) -> bool {
    let read = std::io::copy(&mut unpacked.take(announced + 1), &mut std::io::sink());
    read.is_ok_and(|bytes| announced < bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_page_that_unpacks_to_more_than_it_announces_is_told_and_nothing_is_kept() {
        let bytes = vec![0; 1 << 22];
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&bytes).unwrap();
        let gzip = gzip.finish().unwrap();
        let mut packed = Vec::new();
        brotli::CompressorWriter::new(&mut packed, 4_096, 5, 22)
            .write_all(&bytes)
            .unwrap();
        let (deflated, brotli) = (
            Compression::GZIP(Default::default()),
            Compression::BROTLI(Default::default()),
        );
        for (packing, packed) in [(deflated, &gzip), (brotli, &packed)] {
            assert!(packed.len() < 10_000);
            assert!(is_more_than(packing, packed, 1 << 20));
            assert!(!is_more_than(packing, packed, 1 << 22));
            assert!(!is_more_than(packing, b"no such packing", 3));
        }
        assert!(!may_outgrow(deflated, 100_000, 256 << 20));
        assert!(may_outgrow(deflated, 1 << 20, 256 << 20));
        assert!(!may_outgrow(Compression::SNAPPY, u64::MAX, 1));
        assert!(is_more_than(Compression::LZ4, &LZ4_FRAME, u64::MAX - 1));
    }
}
