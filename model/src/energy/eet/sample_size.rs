/// How many buildings are studied of `n` that resemble each other: ⌈√n⌉
/// (arrêté, annexe V).
///
/// ```
/// use model::energy::eet::sample_size;
/// assert_eq!([0, 1, 4, 5, 9, 10, 100].map(sample_size), [0, 1, 2, 3, 3, 4, 10]);
/// ```
pub const fn sample_size(n: u32) -> u32 {
    let root = n.isqrt();
    if root * root == n { root } else { root + 1 }
}
