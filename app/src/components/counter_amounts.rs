use leptos::prelude::*;
use model::format::{NARROW_SPACE, date_short, decimal, integer, percent};
use model::reception::Figure;
use model::score::{CounterLine, Judged};

use super::{table_html, table_links};
use crate::chart::ChartTable;

/// How a value of reception is read: « 9/10 de 1 234 passages, au rang le plus proche ».
pub fn rank_words(rank: &Figure) -> Option<String> {
    let Figure::Rank { counts, percentile } = rank else {
        return None;
    };
    #[expect(
        clippy::as_conversions,
        clippy::cast_precision_loss,
        reason = "counts of people stay far below 2^53"
    )]
    let count = counts.count() as f64;
    let rank = percentile.map_or_else(
        || "médiane".to_owned(),
        |p| format!("rang à {}{NARROW_SPACE}%", decimal(p, 0)),
    );
    Some(format!("{rank} d’environ {} valeurs", integer(count)))
}

/// What each counter brings, and the distribution that a rank is read from.
pub fn counter_amounts(judged: &Judged, names: &[String], whose: &str) -> AnyView {
    let told = match judged.counters.len() {
        1 => String::from("Voir le point d’accueil"),
        count => format!("Voir les {count} points d’accueil"),
    };
    let by = judged
        .counted_by
        .map(|step| format!("Personnes comptées par {step}\u{202f}; moins de 11, rien n’est dit."));
    let counters = counters(judged, names, whose);
    let links = table_links(&counters);
    let counters = table_html(&counters);
    let distribution = judged
        .rank
        .as_ref()
        .and_then(|rank| distribution(rank, judged, whose));
    view! {
        <details class="figures">
            <summary>{told}<span class="unseen">{format!(" de {whose}")}</span></summary>
            {by.map(|by| view! { <p class="context">{by}</p> })}
            <div class="figures__table" role="region" tabindex="0" aria-label="Points d’accueil" inner_html=counters></div>
            <div inner_html=links></div>
        </details>
        {distribution
            .map(|table| {
                view! {
                    <details class="figures">
                        <summary>
                            "Voir la distribution" <span class="unseen">{format!(" de {whose}")}</span>
                        </summary>
                        <div class="figures__table" role="region" tabindex="0" aria-label="Distribution" inner_html=table></div>
                    </details>
                }
            })}
    }
    .into_any()
}

fn counters(judged: &Judged, names: &[String], whose: &str) -> ChartTable {
    let shares = judged.rank.is_none();
    let mut columns = vec!["Point d’accueil"];
    if shares {
        columns.extend(["Compté", "sur"]);
    } else {
        columns.push("Mesures");
    }
    columns.extend(["Valeur", "Complétude"]);
    ChartTable {
        caption: format!("Ce que chaque point d’accueil apporte à {whose}"),
        columns: columns.into_iter().map(String::from).collect(),
        rows: judged
            .counters
            .iter()
            .enumerate()
            .map(|(i, line)| cells(line, names.get(i), judged, shares))
            .collect(),
    }
}

fn cells(line: &CounterLine, name: Option<&String>, judged: &Judged, shares: bool) -> Vec<String> {
    let mut cells = vec![name.cloned().unwrap_or_else(|| line.place.to_string())];
    if line.few {
        let columns = if shares { 2 } else { 1 };
        cells.extend((0..columns).map(|_| String::from("moins de 11")));
    } else if shares {
        cells.push(thousandths(line.numerator_milli));
        cells.push(thousandths(line.denominator_milli));
    } else {
        cells.push(line.n.to_string());
    }
    cells.push(line.value.map_or_else(
        || String::from("–"),
        |value| {
            format!(
                "{}{NARROW_SPACE}{}",
                decimal(value, judged.decimals),
                judged.unit
            )
        },
    ));
    let complete = percent(line.coverage.share(), 0);
    let silent = line.last_day.filter(|_| !line.coverage.is_scored());
    cells.push(match (silent, line.stands_in) {
        (Some(day), true) => format!(
            "{complete}, muet depuis le {}{NARROW_SPACE}: ses derniers jours comptent",
            date_short(day)
        ),
        (Some(day), false) => format!("{complete}, muet depuis le {}", date_short(day)),
        (None, true) => format!("{complete}, ses derniers jours remplacent ceux qui manquent"),
        (None, false) => complete,
    });
    cells
}

fn distribution(rank: &Figure, judged: &Judged, whose: &str) -> Option<String> {
    let Figure::Rank { counts, .. } = rank else {
        return None;
    };
    let unit = if judged.unit == "min" {
        "minute commencée".to_owned()
    } else {
        judged.unit.clone()
    };
    let rows = counts
        .iter()
        .map(|(number, n)| vec![number.to_string(), n.to_string()]);
    Some(table_html(&ChartTable {
        caption: format!("Combien de fois chaque valeur de {whose} a été comptée"),
        columns: vec![unit, "Nombre".to_owned()],
        rows: rows.collect(),
    }))
}

fn thousandths(milli: i64) -> String {
    #[expect(
        clippy::as_conversions,
        clippy::cast_precision_loss,
        reason = "thousandths of counts stay below 2^53"
    )]
    let number = milli as f64 / 1000.0;
    decimal(number, if milli % 1000 == 0 { 0 } else { 3 })
}
