//! Hashes of folded words that can be joined: the hash of `fine` and that of `tuning` give the
//! hash of `finetuning`, so that spellings with a space, a hyphen or neither are one term without
//! any text being put together.
//!
//! A polynomial over the bytes, modulo 2^64. Two terms that share a hash would be taken for one,
//! which costs a term and nothing else.

/// The hash of a text and what is needed to put another behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Joinable {
    sum: u64,
    power: u64,
}

/// Odd, so that powers never vanish.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

impl Joinable {
    pub fn of(text: &[u8]) -> Self {
        let empty = Self { sum: 0, power: 1 };
        text.iter().fold(empty, |hash, &byte| Self {
            sum: hash
                .sum
                .wrapping_mul(BASE)
                .wrapping_add(u64::from(byte) + 1),
            power: hash.power.wrapping_mul(BASE),
        })
    }

    /// The hash of both texts, one behind the other.
    pub fn then(self, next: Self) -> Self {
        Self {
            sum: self.sum.wrapping_mul(next.power).wrapping_add(next.sum),
            power: self.power.wrapping_mul(next.power),
        }
    }

    /// The name of the text in tables, with its bits well mixed.
    pub fn name(self) -> u64 {
        let mut x = self.sum;
        x ^= x >> 33;
        x = x.wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        x ^= x >> 33;
        x = x.wrapping_mul(0xC4CE_B9FE_1A85_EC53);
        x ^ (x >> 33)
    }
}

/// Hashes are mixed already, so a table takes them as they are.
#[derive(Debug, Clone, Copy, Default)]
pub struct AsItIs(u64);

impl std::hash::Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A table by names of terms.
pub type ByName<T> = std::collections::HashMap<u64, T, std::hash::BuildHasherDefault<AsItIs>>;
