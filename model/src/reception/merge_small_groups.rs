/// Figures of some desks together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskGroup<K, T> {
    /// What it is made of.
    pub of: Vec<K>,
    /// How many desks.
    pub desks: u32,
    /// Their figures.
    pub figures: T,
}

/// Puts groups of fewer than `least` desks together, so that no figure is that
/// of one or two agents. Where they are still too few, the next smallest group
/// joins them; where all desks together are too few, nothing is left.
///
/// ```
/// use model::reception::{DeskGroup, merge_small_groups};
/// let group = |name, desks| DeskGroup { of: vec![name], desks, figures: desks * 100 };
/// let groups = vec![group("accueil", 6), group("passeports", 1), group("urbanisme", 4)];
/// let merged = merge_small_groups(groups, 3, |sum, more| *sum += more);
/// assert_eq!(merged[0].of, ["accueil"]);
/// // a lone desk joins the smallest group there is
/// assert_eq!((&merged[1].of[..], merged[1].figures), (&["passeports", "urbanisme"][..], 500));
/// ```
pub fn merge_small_groups<K: Ord, T>(
    groups: Vec<DeskGroup<K, T>>,
    least: u32,
    mut merge: impl FnMut(&mut T, T),
) -> Vec<DeskGroup<K, T>> {
    let (mut large, mut small): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|group| group.desks >= least);
    // Smallest last, the order of names deciding between equals.
    large.sort_by(|a, b| (b.desks, &a.of).cmp(&(a.desks, &b.of)));
    small.sort_by(|a, b| a.of.cmp(&b.of));
    let Some(mut rest) = small.into_iter().reduce(|mut sum, group| {
        join(&mut sum, group, &mut merge);
        sum
    }) else {
        return large;
    };
    while rest.desks < least {
        let Some(next) = large.pop() else {
            return Vec::new();
        };
        join(&mut rest, next, &mut merge);
    }
    large.push(rest);
    large
}

fn join<K: Ord, T>(
    sum: &mut DeskGroup<K, T>,
    group: DeskGroup<K, T>,
    merge: &mut impl FnMut(&mut T, T),
) {
    sum.of.extend(group.of);
    sum.of.sort();
    sum.desks = sum.desks.saturating_add(group.desks);
    merge(&mut sum.figures, group.figures);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(desks: &[u32]) -> Vec<(Vec<usize>, u32)> {
        let groups = desks.iter().enumerate().map(|(name, &desks)| DeskGroup {
            of: vec![name],
            desks,
            figures: (),
        });
        merge_small_groups(groups.collect(), 3, |(), ()| ())
            .into_iter()
            .map(|g| (g.of, g.desks))
            .collect()
    }

    #[test]
    fn small_groups_stand_together() {
        assert_eq!(merged(&[5, 1, 2]), [(vec![0], 5), (vec![1, 2], 3)]);
        assert_eq!(merged(&[3, 4]), [(vec![1], 4), (vec![0], 3)]);
    }

    #[test]
    fn too_few_desks_in_all_show_nothing() {
        assert_eq!(merged(&[1, 1]), []);
        assert_eq!(merged(&[]), []);
    }
}
