use rand::{Rng as _, RngCore as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Random numbers that belong to one subject on one day, and to nothing else:
/// drawing for Tuesday never depends on having drawn for Monday.
pub(super) struct Draws(ChaCha8Rng);

impl Draws {
    /// `subject` from [`subject`], `number` the day or rank drawn for.
    pub(super) fn new(seed: u64, subject: u64, number: i32) -> Self {
        let mut key = [0; 32];
        let bytes = seed
            .to_le_bytes()
            .into_iter()
            .chain(subject.to_le_bytes())
            .chain(number.to_le_bytes());
        for (slot, byte) in key.iter_mut().zip(bytes) {
            *slot = byte;
        }
        Self(ChaCha8Rng::from_seed(key))
    }

    /// Evenly spread in `[low, high)`.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.0.random::<f64>()
    }

    /// Mean 0, deviation 1, never beyond ±3.5: a sum of four even draws.
    pub(super) fn bell(&mut self) -> f64 {
        let [a, b, c, d, e, f, g, h] = self.0.next_u64().to_le_bytes();
        let sum: f64 = [[a, b], [c, d], [e, f], [g, h]]
            .into_iter()
            .map(|pair| f64::from(u16::from_le_bytes(pair)))
            .sum();
        // Four even draws have variance 4/12.
        (sum / 65_536.0 - 2.0) * 3.0_f64.sqrt()
    }

    /// A whole number in `[low, high)`.
    pub(super) fn whole(&mut self, low: u32, high: u32) -> u32 {
        self.0.random_range(low..high.max(low + 1))
    }
}

/// The number a name is drawn under (FNV-1a, 64 bits).
pub(super) fn subject(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
