use model::energy::eet::Leaf;

/// The outline of one leaf with its vein, in a square of 16.
const OUTLINE: &str = "M2.5 13.5C2 7 6 2.5 13.5 2.5c.3 7-3.7 11-9.5 10";
const VEIN: &str = "M2.5 13.5 9 7";

/// A rating as leaves and words, as HTML: the count and the words say it, the
/// colour repeats it.
pub fn leaf_mark(leaf: Option<Leaf>) -> String {
    let (kind, count, words) = match leaf {
        None => ("none", 0, "Non noté"),
        Some(Leaf::Grey) => ("grey", 1, Leaf::Grey.label()),
        Some(Leaf::Orange) => ("orange", 1, Leaf::Orange.label()),
        Some(Leaf::One) => ("green", 1, Leaf::One.label()),
        Some(Leaf::Two) => ("green", 2, Leaf::Two.label()),
        Some(Leaf::Three) => ("green", 3, Leaf::Three.label()),
    };
    let leaves: String = (0..count)
        .map(|_| {
            format!(
                r#"<svg viewBox="0 0 16 16" width="16" height="16"><path class="leaf-mark__leaf" d="{OUTLINE}"/><path class="leaf-mark__vein" d="{VEIN}"/></svg>"#
            )
        })
        .collect();
    let leaves = if leaves.is_empty() {
        leaves
    } else {
        format!(r#"<span class="leaf-mark__leaves" aria-hidden="true">{leaves}</span>"#)
    };
    format!(r#"<span class="leaf-mark leaf-mark--{kind}">{leaves}<span>{words}</span></span>"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_leaves_as_words_say() {
        let count = |leaf| leaf_mark(leaf).matches("<svg").count();
        assert_eq!(
            [None, Some(Leaf::Grey), Some(Leaf::One), Some(Leaf::Three)].map(count),
            [0, 1, 1, 3]
        );
        assert!(leaf_mark(Some(Leaf::Two)).contains("2 feuilles vertes"));
        assert!(leaf_mark(None).contains("Non noté"));
    }
}
