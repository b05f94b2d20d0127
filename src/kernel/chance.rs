//! Chance as a function of the seed and of what a draw is for.
//!
//! There is no stream: a draw that is added, left out or moved changes no other.

use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use sha2::{Digest, Sha256};

/// Draws keyed by (seed, key).
#[derive(Debug, Clone, Copy)]
pub struct Chance {
    seed: u64,
}

/// What one key yields: as many bits as are asked for, always the same ones.
#[derive(Debug)]
pub struct Draw(ChaCha8Rng);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// The draw for `key`, whose parts are kept apart: `["ab", "c"]` is not `["a", "bc"]`.
    pub fn draw(self, key: &[&str]) -> Draw {
        let mut hash = Sha256::new();
        hash.update(self.seed.to_le_bytes());
        for part in key {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        Draw(ChaCha8Rng::from_seed(hash.finalize().into()))
    }

    /// The draw that belongs to one entry of the journal, as request ids do.
    pub fn draw_numbered(self, what: u8, number: u64) -> Draw {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.seed.to_le_bytes());
        seed[8..16].copy_from_slice(&number.to_le_bytes());
        seed[31] = what;
        Draw(ChaCha8Rng::from_seed(seed))
    }
}

impl Draw {
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// At least 0, less than 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are what an f64 holds")]
    pub fn fraction(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Less than `bound`; 0 for a bound of 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        let product = u128::from(self.bits()) * u128::from(bound);
        u64::try_from(product >> 64).expect("less than the bound")
    }

    /// `length` characters of `alphabet`, which is ASCII.
    pub fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        let size = alphabet.len() as u64;
        let index = |bits| usize::try_from(bits).expect("less than a length");
        (0..length).map(|_| char::from(alphabet[index(self.below(size))])).collect()
    }

    /// A UUID of version 4, in lower case.
    pub fn uuid(&mut self) -> String {
        let mut bytes: [u8; 16] = self.bytes();
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut text = [b'-'; 36];
        let mut at = 0;
        for (index, byte) in bytes.into_iter().enumerate() {
            at += usize::from(matches!(index, 4 | 6 | 8 | 10));
            text[at..at + 2].copy_from_slice(&hex(byte));
            at += 2;
        }
        String::from_utf8(text.to_vec()).expect("digits and hyphens")
    }

    /// `N` bytes as lower-case hexadecimal digits.
    pub fn hex<const N: usize>(&mut self) -> String {
        let digits = self.bytes::<N>().map(hex).as_flattened().to_vec();
        String::from_utf8(digits).expect("hexadecimal digits")
    }
}

fn hex(byte: u8) -> [u8; 2] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn the_same_key_draws_the_same_and_another_key_or_seed_does_not() {
        let draw = |seed, key: &[&str]| Chance::new(seed).draw(key).uuid();
        assert_eq!(draw(7, &["a", "b"]), draw(7, &["a", "b"]));
        assert_ne!(draw(7, &["a", "b"]), draw(7, &["ab"]));
        assert_ne!(draw(7, &["a", "b"]), draw(8, &["a", "b"]));
    }

    #[test]
    fn draws_are_the_same_on_every_machine_and_in_every_release() {
        assert_eq!(Chance::new(0).draw(&["x"]).uuid(), "21f41833-32b7-4507-823e-ec84e41b72ec");
        assert_eq!(Chance::new(0).draw_numbered(1, 2).hex::<4>(), "5a435111");
    }

    #[test]
    fn a_uuid_is_of_version_4_and_of_the_right_variant() {
        for number in 0..100 {
            let uuid = Chance::new(1).draw_numbered(0, number).uuid();
            assert_eq!(uuid.len(), 36);
            assert_eq!(&uuid[14..15], "4");
            assert!("89ab".contains(&uuid[19..20]), "{uuid}");
        }
    }

    #[test]
    fn a_bounded_draw_keeps_its_bound() {
        let mut draw = Chance::new(3).draw(&["bound"]);
        assert!((0..1000).all(|_| draw.below(10) < 10));
        assert!((0..1000).all(|_| (0.0..1.0).contains(&draw.fraction())));
        assert_eq!(draw.below(0), 0);
    }
}
