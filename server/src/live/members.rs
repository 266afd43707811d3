const BITS: usize = 64;

/// A set of seats, one bit each: 20 000 sockets take 2.5 kB a topic, whoever follows it.
#[derive(Debug, Clone, Default)]
pub(super) struct Members(Vec<u64>);

impl Members {
    /// Takes a seat in.
    pub fn insert(&mut self, seat: usize) {
        let word = seat / BITS;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= 1 << (seat % BITS);
        }
    }

    /// Lets a seat go.
    pub fn remove(&mut self, seat: usize) {
        if let Some(bits) = self.0.get_mut(seat / BITS) {
            *bits &= !(1 << (seat % BITS));
        }
    }

    /// Takes in all of `other`.
    pub fn extend(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    /// The seats, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(word, &bits)| {
            (0..BITS)
                .skip(usize::try_from(bits.trailing_zeros()).unwrap_or(BITS))
                .filter(move |bit| bits & (1 << bit) != 0)
                .map(move |bit| word * BITS + bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_keeps_what_was_put_in_and_not_taken_out() {
        let mut members = Members::default();
        for seat in [0, 63, 64, 1000, 19_999] {
            members.insert(seat);
        }
        members.remove(64);
        members.remove(500_000);
        assert_eq!(members.iter().collect::<Vec<_>>(), [0, 63, 1000, 19_999]);
    }

    #[test]
    fn a_union_has_both_whatever_their_lengths() {
        let (mut short, mut long) = (Members::default(), Members::default());
        short.insert(3);
        long.insert(300);
        let mut both = short.clone();
        both.extend(&long);
        long.extend(&short);
        assert_eq!(both.iter().collect::<Vec<_>>(), [3, 300]);
        assert_eq!(long.iter().collect::<Vec<_>>(), [3, 300]);
    }
}
