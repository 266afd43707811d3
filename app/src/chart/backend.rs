//! A plotters backend that writes SVG with classes in place of colours. One
//! plotters pixel is a tenth of a drawing unit, so coordinates keep 0.1.

use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use super::escape::escape;
use super::pen::Pen;
use super::text_width::text_width;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// What consecutive shapes must share to be written as one path.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Line,
    Fill,
    Outline,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Self::Line => "c-line",
            Self::Fill => "c-fill",
            Self::Outline => "c-ring",
        }
    }
}

/// The SVG body being written. Consecutive shapes of one pen and kind become
/// one `<path>`: a whole grid, or all cells of one heat step.
pub struct SvgBackend {
    size: (u32, u32),
    body: String,
    pending: Option<(Kind, &'static str, String)>,
}

impl SvgBackend {
    /// An empty drawing of this size, in tenths of a unit.
    pub fn new(size: (u32, u32)) -> Self {
        Self {
            size,
            body: String::new(),
            pending: None,
        }
    }

    /// Writes markup as it is: the caller vouches for it.
    pub fn raw(&mut self, markup: &str) {
        self.flush();
        self.body.push_str(markup);
    }

    /// Takes everything drawn so far.
    pub fn take(&mut self) -> String {
        self.flush();
        std::mem::take(&mut self.body)
    }

    fn flush(&mut self) {
        if let Some((kind, pen, d)) = self.pending.take() {
            // Writing to a String cannot fail.
            let _ = write!(
                self.body,
                r#"<path class="{} {pen}" d="{d}"/>"#,
                kind.class()
            );
        }
    }

    fn path<I>(&mut self, kind: Kind, color: BackendColor, points: I)
    where
        I: IntoIterator<Item = BackendCoord>,
    {
        let pen = Pen::class_of(color);
        if self
            .pending
            .as_ref()
            .is_none_or(|(k, p, _)| *k != kind || *p != pen)
        {
            self.flush();
            self.pending = Some((kind, pen, String::new()));
        }
        let Some((_, _, d)) = self.pending.as_mut() else {
            return;
        };
        let mut last: Option<BackendCoord> = None;
        let mut moved = false;
        for (x, y) in points {
            match last {
                None => {
                    let _ = write!(d, "M{} {}", Tenth(x), Tenth(y));
                }
                Some(at) if at == (x, y) => continue,
                Some((_, ly)) if ly == y => {
                    let _ = write!(d, "H{}", Tenth(x));
                }
                Some((lx, _)) if lx == x => {
                    let _ = write!(d, "V{}", Tenth(y));
                }
                Some((lx, ly)) => {
                    let _ = write!(d, "l{} {}", Tenth(x - lx), Tenth(y - ly));
                }
            }
            moved = moved || last.is_some();
            last = Some((x, y));
        }
        if kind != Kind::Line {
            d.push('Z');
        } else if last.is_some() && !moved {
            // A lone reading between two gaps shows as a dot (round cap).
            d.push_str("h0");
        }
    }
}

/// Tenths written as a decimal: 123 is 12.3.
struct Tenth(i32);

impl std::fmt::Display for Tenth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sign, whole, part) = (
            if self.0 < 0 { "-" } else { "" },
            self.0.abs() / 10,
            self.0.abs() % 10,
        );
        if part == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{part}")
        }
    }
}

impl DrawingBackend for SvgBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.flush();
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, s: &S) -> Drawn {
        self.path(Kind::Line, s.color(), [a, b]);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let kind = if fill { Kind::Fill } else { Kind::Outline };
        self.path(
            kind,
            style.color(),
            [(x0, y0), (x1, y0), (x1, y1), (x0, y1)],
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.path(Kind::Line, style.color(), path);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.flush();
        let kind = if fill { Kind::Fill } else { Kind::Outline };
        let radius = i32::try_from(radius).unwrap_or_default();
        let _ = write!(
            self.body,
            r#"<circle class="{} {}" cx="{}" cy="{}" r="{}"/>"#,
            kind.class(),
            Pen::class_of(style.color()),
            Tenth(x),
            Tenth(y),
            Tenth(radius)
        );
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        self.path(Kind::Fill, style.color(), vert);
        Ok(())
    }

    /// `VPos::Bottom` stands for the baseline: descenders hang below it.
    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Drawn {
        self.flush();
        let size = super::cast::tenths(style.size() / 10.0);
        // Capitals of Public Sans are 0.723 em high.
        let baseline = match style.anchor().v_pos {
            VPos::Bottom => y,
            VPos::Center => y + size * 36 / 100,
            VPos::Top => y + size * 72 / 100,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => r#" text-anchor="middle""#,
            HPos::Right => r#" text-anchor="end""#,
        };
        let bold = if matches!(style.style(), FontStyle::Bold) {
            " c-bold"
        } else {
            ""
        };
        let _ = write!(
            self.body,
            r#"<text class="c-text {}{bold}" x="{}" y="{}" font-size="{}"{anchor}>{}</text>"#,
            Pen::class_of(style.color()),
            Tenth(x),
            Tenth(baseline),
            Tenth(size),
            escape(text)
        );
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let bold = matches!(style.style(), FontStyle::Bold);
        let width = super::cast::tenths(text_width(text, style.size() / 10.0, bold));
        let height = super::cast::tenths(style.size() / 10.0 * 1.2);
        Ok((
            u32::try_from(width).unwrap_or_default(),
            u32::try_from(height).unwrap_or_default(),
        ))
    }
}
