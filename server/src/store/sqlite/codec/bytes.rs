/// Bytes do not hold what they should: where the reading of them failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} does not decode")]
pub(crate) struct Undecodable(pub(crate) &'static str);

/// Appends an unsigned integer, seven bits a byte.
pub(super) fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(low_byte(value) | 0x80);
        value >>= 7;
    }
    out.push(low_byte(value));
}

/// Appends a signed integer, small magnitudes first.
pub(super) fn put_signed(out: &mut Vec<u8>, value: i64) {
    put(out, zigzag(value));
}

/// Appends a length or count.
pub(super) fn put_len(out: &mut Vec<u8>, len: usize) {
    put(out, u64::try_from(len).unwrap_or(u64::MAX));
}

/// 0, −1, 1, −2 … as 0, 1, 2, 3 …
pub(super) const fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)).cast_unsigned()
}

/// The inverse of [`zigzag`].
pub(super) const fn unzigzag(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -((value & 1).cast_signed())
}

fn low_byte(value: u64) -> u8 {
    let [low, ..] = value.to_le_bytes();
    low & 0x7f
}

/// Reads from the front of some bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    rest: &'a [u8],
    what: &'static str,
}

impl<'a> Source<'a> {
    /// Starts at the first byte; `what` names the bytes in errors.
    pub(super) const fn new(bytes: &'a [u8], what: &'static str) -> Self {
        Self { rest: bytes, what }
    }

    /// The error of these bytes.
    pub(super) const fn fault(&self) -> Undecodable {
        Undecodable(self.what)
    }

    /// Whether everything was read.
    pub(super) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// What was not read yet.
    pub(super) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// One byte.
    pub(super) fn byte(&mut self) -> Result<u8, Undecodable> {
        let (first, rest) = self.rest.split_first().ok_or_else(|| self.fault())?;
        self.rest = rest;
        Ok(*first)
    }

    /// That many bytes.
    pub(super) fn bytes(&mut self, len: usize) -> Result<&'a [u8], Undecodable> {
        let (front, rest) = self
            .rest
            .split_at_checked(len)
            .ok_or_else(|| self.fault())?;
        self.rest = rest;
        Ok(front)
    }

    /// An unsigned integer.
    pub(super) fn unsigned(&mut self) -> Result<u64, Undecodable> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.fault())
    }

    /// A signed integer.
    pub(super) fn signed(&mut self) -> Result<i64, Undecodable> {
        self.unsigned().map(unzigzag)
    }

    /// A length, at most `limit`.
    pub(super) fn len(&mut self, limit: usize) -> Result<usize, Undecodable> {
        usize::try_from(self.unsigned()?)
            .ok()
            .filter(|len| *len <= limit)
            .ok_or_else(|| self.fault())
    }

    /// A count that fits 32 bits.
    pub(super) fn small(&mut self) -> Result<u32, Undecodable> {
        u32::try_from(self.unsigned()?).map_err(|_| self.fault())
    }

    /// A float.
    pub(super) fn float(&mut self) -> Result<f64, Undecodable> {
        self.array().map(f64::from_le_bytes)
    }

    /// A fixed number of bytes.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Undecodable> {
        self.bytes(N)?.try_into().map_err(|_| self.fault())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn integers_come_back(unsigned in any::<u64>(), signed in any::<i64>()) {
            let mut out = Vec::new();
            put(&mut out, unsigned);
            put_signed(&mut out, signed);
            let mut source = Source::new(&out, "test");
            prop_assert_eq!(source.unsigned(), Ok(unsigned));
            prop_assert_eq!(source.signed(), Ok(signed));
            prop_assert!(source.is_empty());
        }
    }

    #[test]
    fn truncated_bytes_are_an_error() {
        assert_eq!(
            Source::new(&[0x80], "test").unsigned(),
            Err(Undecodable("test"))
        );
        assert!(Source::new(&[0xff; 12], "test").unsigned().is_err());
    }
}
