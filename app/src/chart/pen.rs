//! What a stroke, a surface or a word stands for. plotters only carries
//! colours, so a pen travels through it as the blue byte of one and becomes a
//! class on the other side: real colours are the stylesheet's business.

use plotters::style::Color;
use plotters_backend::BackendColor;

/// One meaning, one class of the stylesheet (`c-…`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pen {
    Ink,
    Soft,
    Grid,
    Axis,
    Measured,
    MeasuredDot,
    Objective,
    Band,
    Target,
    Projection,
    Compare,
    Today,
    Gap,
    Ok,
    Bar,
    Running,
    Before,
    Median,
    Dot,
    Day,
    Spark,
    Hatch,
    Alert,
    Land,
    River,
    Border,
    Heat1,
    Heat2,
    Heat3,
    Heat4,
    Heat5,
}

const CLASSES: [(Pen, &str); 31] = [
    (Pen::Ink, "c-ink"),
    (Pen::Soft, "c-soft"),
    (Pen::Grid, "c-grid"),
    (Pen::Axis, "c-axis"),
    (Pen::Measured, "c-measured"),
    (Pen::MeasuredDot, "c-measured-dot"),
    (Pen::Objective, "c-objective"),
    (Pen::Band, "c-band"),
    (Pen::Target, "c-target"),
    (Pen::Projection, "c-projection"),
    (Pen::Compare, "c-compare"),
    (Pen::Today, "c-today"),
    (Pen::Gap, "c-gap"),
    (Pen::Ok, "c-ok"),
    (Pen::Bar, "c-bar"),
    (Pen::Running, "c-running"),
    (Pen::Before, "c-before"),
    (Pen::Median, "c-median"),
    (Pen::Dot, "c-dot"),
    (Pen::Day, "c-day"),
    (Pen::Spark, "c-spark"),
    (Pen::Hatch, "c-hatch"),
    (Pen::Alert, "c-alert"),
    (Pen::Land, "c-land"),
    (Pen::River, "c-river"),
    (Pen::Border, "c-border"),
    (Pen::Heat1, "c-heat-1"),
    (Pen::Heat2, "c-heat-2"),
    (Pen::Heat3, "c-heat-3"),
    (Pen::Heat4, "c-heat-4"),
    (Pen::Heat5, "c-heat-5"),
];

impl Pen {
    /// The five steps of the heat scale, palest first.
    pub const HEAT: [Self; 5] = [
        Self::Heat1,
        Self::Heat2,
        Self::Heat3,
        Self::Heat4,
        Self::Heat5,
    ];

    /// The class a colour stands for once back from plotters.
    pub fn class_of(color: BackendColor) -> &'static str {
        CLASSES
            .get(usize::from(color.rgb.2))
            .map_or("c-ink", |(_, class)| class)
    }
}

impl Color for Pen {
    fn to_backend_color(&self) -> BackendColor {
        let place = CLASSES
            .iter()
            .position(|(pen, _)| pen == self)
            .unwrap_or_default();
        BackendColor {
            alpha: 1.0,
            rgb: (0, 0, u8::try_from(place).unwrap_or_default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pen_survives_the_way_through_plotters() {
        for (pen, class) in CLASSES {
            assert_eq!(Pen::class_of(pen.to_rgba().to_backend_color()), class);
        }
    }
}
