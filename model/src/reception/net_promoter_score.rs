use super::rate::float;

/// Promoters (9 and 10) less detractors (0 to 6), in points of a hundred
/// answers: −100 to 100, not a percentage (Reichheld, 2003). `None` without answers.
///
/// ```
/// use model::reception::net_promoter_score;
/// // domain TV-CI: 14 promoters, 7 passives, 4 detractors of 25
/// assert_eq!(net_promoter_score(14, 7, 4), Some(40.0));
/// assert_eq!(net_promoter_score(0, 0, 0), None);
/// ```
pub fn net_promoter_score(promoters: u64, passives: u64, detractors: u64) -> Option<f64> {
    let all = promoters
        .saturating_add(passives)
        .saturating_add(detractors);
    (all > 0).then(|| 100.0 * (float(promoters) - float(detractors)) / float(all))
}
