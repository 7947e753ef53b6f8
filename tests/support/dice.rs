//! Numbers that look random and are the same in every run (xorshift).

#![allow(dead_code, reason = "each test uses what it needs")]

/// A source of numbers.
pub struct Dice(u64);

impl Dice {
    /// One that begins somewhere.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % sides.max(1) as u64) as usize
    }

    /// One of several.
    pub fn pick<'t, T>(&mut self, among: &'t [T]) -> &'t T {
        &among[self.roll(among.len())]
    }

    /// A text of at most `most` of these pieces.
    pub fn text(&mut self, pieces: &[&str], most: usize) -> String {
        (0..self.roll(most + 1)).map(|_| *self.pick(pieces)).collect()
    }
}
