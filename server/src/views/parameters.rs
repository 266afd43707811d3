use app::view::ParameterLine;
use model::city::Indicator;
use model::energy::{Parameter, Parameters};
use model::format::{NARROW_SPACE, date_short, decimal};

use super::Scene;

/// The dated constants an indicator is worked out with, of all times: the latest
/// first within each.
pub(super) fn parameter_lines(
    scene: &Scene<'_>,
    indicator: &Indicator,
    parameters: &Parameters,
) -> Vec<ParameterLine> {
    let numerator = &indicator.numerator;
    let codes: Vec<String> = numerator
        .factors
        .iter()
        .flat_map(|family| {
            let of = move |quantity: &_| format!("{family}.{quantity}");
            numerator.quantities.iter().map(of)
        })
        .collect();
    let mut found: Vec<(usize, &Parameter)> = parameters
        .list()
        .iter()
        .filter_map(|p| Some((codes.iter().position(|code| *code == p.code)?, p)))
        .collect();
    found.sort_by_key(|(place, p)| (*place, core::cmp::Reverse(p.valid_from)));
    found
        .into_iter()
        .map(|(_, parameter)| line(scene, parameter))
        .collect()
}

fn line(scene: &Scene<'_>, parameter: &Parameter) -> ParameterLine {
    let from = date_short(parameter.valid_from);
    ParameterLine {
        name: named(scene, parameter),
        value: format!("{}{NARROW_SPACE}{}", plain(parameter.value), parameter.unit)
            .trim_end()
            .to_owned(),
        validity: match parameter.valid_to {
            Some(end) => format!("du {from} au {}", date_short(end.plus(-1))),
            None => format!("depuis le {from}"),
        },
        source: format!("{} ({})", parameter.source, parameter.tag.label()),
        current: parameter.holds(scene.day),
    }
}

/// The name, its quantity in words where a table of a file gives the code alone.
fn named(scene: &Scene<'_>, parameter: &Parameter) -> String {
    let (family, key) = match parameter.name.rsplit_once(", ") {
        Some((family, key)) if parameter.code.ends_with(&format!(".{key}")) => (family, key),
        _ => return parameter.name.clone(),
    };
    let quantities = scene
        .town()
        .themes()
        .iter()
        .flat_map(|theme| &theme.quantity);
    let known = quantities.into_iter().find(|q| q.code.as_str() == key);
    known.map_or_else(
        || parameter.name.clone(),
        |q| format!("{family}, {}", q.name.to_lowercase()),
    )
}

/// A number with the decimals it needs, six at most.
fn plain(value: f64) -> String {
    let needed = (0..6_u8).find(|d| {
        let scaled = value * 10_f64.powi(i32::from(*d));
        (scaled - scaled.round()).abs() < 1e-9 * scaled.abs().max(1.0)
    });
    decimal(value, needed.unwrap_or(6))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_constant_keeps_the_decimals_it_needs() {
        assert_eq!(plain(2.3), "2,3");
        assert_eq!(plain(1.0), "1");
        assert_eq!(plain(0.000_247), "0,000247");
    }
}
