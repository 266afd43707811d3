use qrcode::{Color, EcLevel, QrCode};

/// Blank modules around a code (ISO/IEC 18004 asks for four).
const MARGIN: usize = 4;

/// A text as a QR code: the path of its dark modules, and the side of the square they
/// stand in. Nothing where the text is too long for one.
pub(super) fn qr_path(text: &str) -> Option<(String, usize)> {
    // A quarter may be worn off: posters hang for years.
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            let length = run.len();
            if run.first() == Some(&Color::Dark) {
                path.push_str(&format!(
                    "M{} {}h{length}v1h-{length}z",
                    x + MARGIN,
                    y + MARGIN
                ));
            }
            x += length;
        }
    }
    Some((path, width + 2 * MARGIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_begins_with_its_finder_and_keeps_its_margin() {
        let (path, side) = qr_path("https://ville.example/avis/accueil").expect("fits");
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
        assert_eq!((side - 8) % 4, 1, "widths of codes are 17 + 4n");
        assert_eq!(qr_path(&"x".repeat(5_000)), None);
    }
}
