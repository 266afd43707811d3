use model::format::decimal;

/// A typed value with `least` decimals and as many more as it needs, six at most: two
/// values that differ look different.
///
/// ```
/// use server::objectives::exact_number;
/// assert_eq!(exact_number(120.0, 1), "120,0");
/// assert_eq!(exact_number(0.25, 0), "0,25");
/// assert_eq!(exact_number(1.0 / 3.0, 1), "0,333333");
/// ```
pub fn exact_number(value: f64, least: u8) -> String {
    let shown = (least..=6).find(|decimals| {
        let scale = 10_f64.powi(i32::from(*decimals));
        ((value * scale).round() / scale - value).abs() <= value.abs() * 1e-12
    });
    decimal(value, shown.unwrap_or(6))
}
