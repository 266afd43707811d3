use app::view::{EffectFigures, EffectView};
use model::city::PlaceId;
use model::energy::{Savings, SavingsGrade, Unmeasured};
use model::format::{NARROW_SPACE, date_long, date_short, integer, signed};

use super::{Found, YEAR};
use crate::views::comparing::lower;
use crate::views::{Scene, sentences};

/// Days of a year from which it is called one.
const WHOLE_YEAR: i32 = 360;
/// Days of a mean month.
const MONTH: f64 = 30.4;
/// Names listed at most: the rest is counted.
const MOST_NAMES: usize = 3;

/// The effect in words and figures, or why there is none and what to do.
pub fn told(scene: &Scene<'_>, place: PlaceId, found: &Found) -> EffectView {
    if found.meters == 0 {
        return unmeasured(
            "aucun compteur d’énergie n’est relevé chaque jour. Importez des relevés \
             journaliers ou horaires."
                .to_owned(),
        );
    }
    let savings = match &found.result {
        Ok(savings) => savings,
        Err(reason) => return unmeasured(why(found, *reason)),
    };
    let Some(fraction) = savings.fraction() else {
        return unmeasured(why(found, Unmeasured::NoSignature));
    };
    EffectView {
        measured: Some(figures(savings, fraction)),
        sentence: sentence(&sentences::this(scene, place), found, savings),
        remarks: remarks(found, savings),
    }
}

fn unmeasured(why: String) -> EffectView {
    EffectView {
        measured: None,
        sentence: format!("Effet non mesuré{NARROW_SPACE}: {why}"),
        remarks: Vec::new(),
    }
}

/// Why nothing is measured, and what to do.
fn why(found: &Found, reason: Unmeasured) -> String {
    match reason {
        Unmeasured::Baseline { missing, of } => {
            let from = date_short(found.on.plus(-YEAR));
            let to = date_short(found.on.plus(-1));
            let whose = found.silent.as_ref().filter(|(_, days)| *days > 0);
            let whose = whose.map_or_else(String::new, |(name, _)| {
                format!(" de «{NARROW_SPACE}{name}{NARROW_SPACE}»")
            });
            format!(
                "il manque {missing} jours de relevés sur les {of} d’avant les travaux, plus d’un \
                 sur dix. Importez les relevés{whose} du {from} au {to}."
            )
        }
        Unmeasured::Weather => "la température extérieure de ces jours n’est pas connue. \
             Rattachez une station météo, ou importez ses relevés."
            .to_owned(),
        Unmeasured::TooEarly { known, least } => {
            let left = i32::try_from(least.saturating_sub(known)).unwrap_or(0);
            let known = match known {
                0 => "aucun jour n’est encore relevé".to_owned(),
                1 => "un seul jour est relevé".to_owned(),
                n => format!("{n}{NARROW_SPACE}jours sont relevés"),
            };
            // A town that looks back knows its readings: no date is promised there.
            let when = if found.until < found.on.plus(YEAR) {
                format!(
                    " Revenez à partir du {}.",
                    date_long(found.until.plus(left))
                )
            } else {
                " Importez ceux qui manquent.".to_owned()
            };
            format!("{known} depuis les travaux, il en faut {least}.{when}")
        }
        Unmeasured::NoSignature => "la consommation d’avant ne dit pas ce qui était attendu. \
             Comparez les deux périodes, sans correction."
            .to_owned(),
    }
}

fn figures(savings: &Savings, fraction: f64) -> EffectFigures {
    let avoided = savings.avoided();
    let band = savings.margin().map(|margin| {
        let share = margin / savings.expected;
        let change = |part: f64| format!("{}{NARROW_SPACE}%", signed(part * 100.0, 0));
        format!(
            "entre {} et {}, neuf fois sur dix",
            change(-fraction - share),
            change(-fraction + share)
        )
    });
    EffectFigures {
        amount: format!(
            "{}{NARROW_SPACE}kWh {}",
            rounded(avoided.abs()),
            if avoided >= 0.0 {
                "évités"
            } else {
                "de plus"
            }
        ),
        change: format!("{}{NARROW_SPACE}%", signed(-fraction * 100.0, 0)),
        band: band.unwrap_or_else(|| "incertitude inconnue".to_owned()),
        grade: letter(savings.grade).to_owned(),
        reliance: reliance(savings.grade).to_owned(),
    }
}

/// Three digits that count: more would be surer than the measure.
fn rounded(kwh: f64) -> String {
    let step = 10_f64.powf((kwh.abs().max(1.0).log10().floor() - 2.0).max(0.0));
    integer((kwh / step).round() * step)
}

const fn letter(grade: SavingsGrade) -> &'static str {
    match grade {
        SavingsGrade::A => "A",
        SavingsGrade::B => "B",
        SavingsGrade::C => "C",
    }
}

fn reliance(grade: SavingsGrade) -> &'static str {
    match grade {
        SavingsGrade::A => "mesure sûre",
        SavingsGrade::B => "mesure moyennement sûre",
        SavingsGrade::C => grade.remark().unwrap_or_default(),
    }
}

/// « Dans les douze mois qui ont suivi, cette école a consommé 142 000 kWh, au lieu de
/// 173 000 attendus à la même météo sans ces travaux. »
fn sentence(subject: &str, found: &Found, savings: &Savings) -> String {
    let span = match found.until.since(found.on) {
        WHOLE_YEAR.. => "Dans les douze mois qui ont suivi".to_owned(),
        days if days < 60 => format!("Depuis, en {days}{NARROW_SPACE}jours"),
        days => format!(
            "Depuis, en {}{NARROW_SPACE}mois",
            integer(f64::from(days) / MONTH)
        ),
    };
    let unknown = savings.uncertainty.is_none_or(|share| share >= 1.0);
    let so = if unknown {
        " L’écart est plus petit que l’incertitude\u{202f}: aucun effet n’est établi."
    } else {
        ""
    };
    format!(
        "{span}, {subject} a consommé {}{NARROW_SPACE}kWh, au lieu de {} attendus à la même météo \
         sans ces travaux.{so}",
        rounded(savings.measured),
        rounded(savings.expected)
    )
}

fn remarks(found: &Found, savings: &Savings) -> Vec<String> {
    let mut remarks = Vec::new();
    if !found.beside.is_empty() {
        let names: Vec<String> = found.beside.iter().map(|name| lower(name)).collect();
        remarks.push(format!(
            "Compté ensemble avec {}, dans les mêmes mois.",
            listed(&names)
        ));
    }
    if !found.left_out.is_empty() {
        remarks.push(format!(
            "Sans {}, sans relevé de chaque jour.",
            listed(&found.left_out)
        ));
    }
    let due = u32::try_from(found.until.since(found.on)).unwrap_or(0);
    let silent = due.saturating_sub(savings.days);
    if silent > 0 {
        remarks.push(format!(
            "{silent} jour{} sans relevé {} compté{}.",
            if silent > 1 { "s" } else { "" },
            if silent > 1 {
                "ne sont pas"
            } else {
                "n’est pas"
            },
            if silent > 1 { "s" } else { "" },
        ));
    }
    if due < u32::try_from(WHOLE_YEAR).unwrap_or(0) {
        remarks.push(
            "L’année qui suit n’est pas finie\u{202f}: le chiffre bougera encore.".to_owned(),
        );
    }
    remarks
}

/// « a, b et c »; more are counted.
fn listed(names: &[String]) -> String {
    let more = names.len().saturating_sub(MOST_NAMES);
    let shown: Vec<&str> = names.iter().take(MOST_NAMES).map(String::as_str).collect();
    match (shown.as_slice(), more) {
        ([one], _) => (*one).to_owned(),
        ([first @ .., last], 0) => format!("{} et {last}", first.join(", ")),
        (all, more) => format!("{} et {more} autres", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_three_digits() {
        let found = [0.0, 12.4, 999.6, 8_204.0, 182_128.0].map(rounded);
        assert_eq!(
            found,
            ["0", "12", "1\u{202f}000", "8\u{202f}200", "182\u{202f}000"]
        );
    }

    #[test]
    fn long_lists_are_counted() {
        let names = ["a", "b", "c", "d", "e"].map(str::to_owned);
        let of = |n: usize| listed(names.get(..n).unwrap_or_default());
        assert_eq!(of(1), "a");
        assert_eq!(of(3), "a, b et c");
        assert_eq!(of(5), "a, b, c et 2 autres");
    }
}
