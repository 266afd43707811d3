//! What the stylesheet says of charts, for a drawing that meets no stylesheet: the colours
//! are those of the tokens, as `style/print.css` chooses among them.

use std::sync::LazyLock;

/// The only file with literal colours.
const TOKENS: &str = include_str!("../../../style/tokens/options.css");

/// Each pen with its colour and the width of its stroke, as in `style/components/chart.css`.
/// Paper has no dark mode and the band is grey; the measured curve keeps its blue, which
/// prints as a dark grey.
const PENS: [(&str, &str, f32); 27] = [
    ("c-ink", "ink", 1.0),
    ("c-soft", "soft", 1.0),
    ("c-grid", "rule", 1.0),
    ("c-axis", "edge", 1.0),
    ("c-gap", "gap", 2.0),
    ("c-ok", "ok", 2.0),
    ("c-measured", "accent", 3.2),
    ("c-measured-dot", "accent", 1.0),
    ("c-objective", "ink", 1.5),
    ("c-projection", "accent", 2.0),
    ("c-band", "band", 1.0),
    ("c-target", "ink", 1.8),
    ("c-today", "edge", 1.0),
    ("c-compare", "compare", 1.6),
    ("c-before", "ink", 2.0),
    ("c-median", "ink", 1.5),
    ("c-dot", "soft", 1.4),
    ("c-day", "compare", 1.1),
    ("c-alert", "ink", 2.5),
    ("c-hatch", "edge", 1.0),
    ("c-spark", "soft", 1.8),
    ("c-land", "band", 1.0),
    ("c-heat-1", "heat-1", 1.0),
    ("c-heat-2", "heat-2", 1.0),
    ("c-heat-3", "heat-3", 1.0),
    ("c-heat-4", "heat-4", 1.0),
    ("c-heat-5", "heat-5", 1.0),
];

/// What a bar is of, with its colour and how much of it is ink rather than paper.
const FLUIDS: [(&str, &str, f32); 8] = [
    ("c-elec", "elec", 1.0),
    ("c-gas", "gas", 1.0),
    ("c-water", "water", 1.0),
    ("c-heat", "warmth", 1.0),
    ("c-solar", "solar", 1.0),
    ("c-plain", "soft", 0.72),
    ("c-now", "ink", 1.0),
    ("c-chosen", "accent", 1.0),
];

static STYLE: LazyLock<String> = LazyLock::new(style);

/// A drawing of a page, as a file of its own that needs no stylesheet.
pub(super) fn printable(svg: &str) -> String {
    let Some((head, body)) = svg.split_once('>') else {
        return String::new();
    };
    let head = head.trim_start_matches("<svg");
    // Words for screen readers and for the eye: `alt` has them already.
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" font-family="Public Sans"{head}><style>{}</style>{body}"#,
        *STYLE
    )
}

/// The shape of a level or trend in ink.
pub(super) fn printable_mark(shape: &str) -> String {
    let ink = colour("ink");
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" color="{ink}">{}</svg>"#,
        shape.replace("currentColor", &ink)
    )
}

/// The colour of a role on paper, `#rrggbb`: levels and trends are told in ink there.
pub(super) fn colour(role: &str) -> String {
    let role = match role {
        "ok" | "watch" | "gap" | "none" => "ink",
        role => role,
    };
    let of = |mode: &str| {
        let declared = format!("--{mode}-{role}:");
        let (_, rest) = TOKENS.split_once(&declared)?;
        let (value, _) = rest.split_once(';')?;
        Some(value.trim().to_owned())
    };
    of("print").or_else(|| of("light")).unwrap_or_default()
}

fn style() -> String {
    let paper = colour("paper");
    let mut css = String::from(".c-line{fill:none;stroke-linejoin:round}.c-bold{font-weight:700}");
    for (class, role, width) in PENS {
        let ink = colour(role);
        css.push_str(&format!(
            ".c-line.{class}{{stroke:{ink};stroke-width:{width}}}\
             .c-fill.{class}{{fill:{ink}}}\
             .c-text.{class}{{fill:{ink}}}\
             .c-ring.{class}{{fill:{paper};stroke:{ink};stroke-width:{width}}}"
        ));
    }
    for (class, role, share) in FLUIDS {
        let ink = mixed(&colour(role), share);
        let running = mixed(&ink, 0.5);
        css.push_str(&format!(
            ".{class} .c-bar.c-fill{{fill:{ink}}}.{class} .c-bar.c-line{{stroke:{ink}}}\
             .{class} .c-running.c-fill{{fill:{running}}}"
        ));
    }
    let ink = colour("ink");
    css.push_str(&format!(
        ".c-measured.c-line,.c-compare.c-line,.c-projection.c-line,.c-spark.c-line\
         {{stroke-linecap:round}}\
         .c-load-curve .c-measured.c-line{{stroke-width:2}}\
         .c-measured.c-ring{{stroke-width:1.8}}\
         .c-measured-dot.c-fill{{stroke:{paper};stroke-width:1.5}}\
         .c-objective.c-line{{stroke-dasharray:6 4}}\
         .c-projection.c-line{{stroke-dasharray:2 4}}\
         .c-target.c-fill{{fill:{paper};stroke:{ink};stroke-width:1.8}}\
         .c-day.c-ring{{fill:none}}"
    ));
    css
}

/// A colour with paper mixed into it.
fn mixed(colour: &str, share: f32) -> String {
    let digits = colour.trim_start_matches('#');
    let channel = |at: usize| {
        let value = digits.get(at..at + 2).unwrap_or("00");
        let value = f32::from(u8::from_str_radix(value, 16).unwrap_or_default());
        (value * share + 255.0 * (1.0 - share)).round()
    };
    format!("rgb({},{},{})", channel(0), channel(2), channel(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = include_str!("../../../style/components/chart.css");

    #[test]
    fn every_role_has_a_colour() {
        let pens = PENS.iter().map(|(_, role, _)| role);
        for role in pens.chain(FLUIDS.iter().map(|(_, role, _)| role)) {
            assert!(colour(role).starts_with('#'), "{role}");
        }
        assert_eq!(colour("band"), "#e6e6e6");
        assert_eq!(mixed("#ff0000", 0.5), "rgb(255,128,128)");
    }

    #[test]
    fn widths_are_those_of_the_sheet() {
        for (class, role, width) in PENS {
            let rule = format!(".{class} {{ --pen: var(--{role}); --pen-width: {width}; }}");
            let plain = format!(".{class} {{ --pen: var(--{role}); }}");
            let known = SHEET.contains(&rule) || (width == 1.0 && SHEET.contains(&plain));
            // Targets are told by their fill alone; ink is the sheet's own pen.
            let elsewhere = ["c-target", "c-ink", "c-land"].contains(&class);
            assert!(known || elsewhere, "{class}");
        }
    }

    #[test]
    fn a_drawing_of_a_page_becomes_a_file() {
        let file = printable(r#"<svg class="chart" viewBox="0 0 8 8"><g/></svg>"#);
        assert!(file.starts_with("<svg xmlns="), "{file}");
        assert!(
            file.contains(r#"class="chart" viewBox="0 0 8 8"><style>"#),
            "{file}"
        );
        assert!(!file.contains("var("), "{file}");
    }
}
