//! The yearly declaration: what is due, what is missing, and the file.

use std::collections::BTreeMap;

use app::view::EetDeadline;
use model::energy::Parameters;
use model::energy::eet::{DeclarationRow, EetParameters, deadline, missing_months};
use model::format::{date_short, month_name};
use model::time::Day;

use super::super::Scene;
use super::PATH;
use super::assess::{Assessed, known};
use super::liable::liable;

/// The year whose declaration is due next.
pub(super) fn declared_year(parameters: &EetParameters, today: Day) -> i16 {
    let before = today.year().saturating_sub(1);
    match deadline(parameters, before) {
        Some(last) if today <= last => before,
        _ => today.year(),
    }
}

/// « janvier, mars à mai ».
pub(super) fn month_words(months: &[Day]) -> String {
    let mut runs: Vec<(i8, i8)> = Vec::new();
    for month in months.iter().map(|m| m.date().month()) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == month => *last = month,
            _ => runs.push((month, month)),
        }
    }
    let words: Vec<String> = runs
        .into_iter()
        .map(|(from, to)| match to - from {
            0 => month_name(from).to_owned(),
            1 => format!("{}, {}", month_name(from), month_name(to)),
            _ => format!("{} à {}", month_name(from), month_name(to)),
        })
        .collect();
    words.join(", ")
}

pub(super) fn deadline_view(
    scene: &Scene<'_>,
    parameters: &EetParameters,
    sites: &[Assessed],
) -> EetDeadline {
    let year = declared_year(parameters, scene.day);
    let last = deadline(parameters, year).unwrap_or_default();
    let left = last.since(scene.day);
    let left = match left {
        0 => "aujourd’hui".to_owned(),
        1 => "demain".to_owned(),
        n => format!("dans {n} jours"),
    };
    let missing: Vec<(String, String, String)> = sites
        .iter()
        .filter(|s| !s.missing.is_empty())
        .map(|s| {
            (
                s.site.code.clone(),
                s.site.name.clone(),
                month_words(&s.missing),
            )
        })
        .collect();
    let lacking = match missing.len() {
        0 => "Aucun relevé ne manque à ce jour.".to_owned(),
        1 => "Un bâtiment a des relevés manquants.".to_owned(),
        n => format!("{n} bâtiments ont des relevés manquants."),
    };
    EetDeadline {
        sentence: format!(
            "L’année {year} se déclare sur OPERAT avant le {}, {left}. {lacking}",
            date_short(last)
        ),
        files: [year.saturating_sub(1), year]
            .map(|y| (y, format!("{PATH}/declaration.csv?annee={y}")))
            .into(),
        missing,
    }
}

/// The declaration of a year as a file; `None` for a year that has not begun, or
/// that the scheme does not know.
pub(in super::super) fn file(scene: &Scene<'_>, dated: &Parameters, year: i16) -> Option<String> {
    let parameters = EetParameters::on(dated, scene.day).ok()?;
    if !(parameters.reference_first..=scene.day.year()).contains(&year) {
        return None;
    }
    let rows = rows(scene, &parameters, year)?;
    csv_text(&rows).ok()
}

fn rows(scene: &Scene<'_>, parameters: &EetParameters, year: i16) -> Option<Vec<DeclarationRow>> {
    let from = Day::from_ymd(year, 1, 1)?;
    let to = from.plus_years(1);
    let found = liable(scene, parameters.least_area);
    let row = |site: super::liable::LiableSite| {
        let mut metered: BTreeMap<String, (f64, String)> = BTreeMap::new();
        let (mut final_kwh, mut share) = (0.0, 0.0);
        for meter in &site.meters {
            let (amount, covered) = known(scene, meter, from, to);
            let entry = metered.entry(meter.quantity.clone());
            entry.or_insert((0.0, meter.unit.clone())).0 += amount * meter.to_quantity;
            final_kwh += amount * meter.factor();
            share += covered;
        }
        let count = f64::from(u32::try_from(site.meters.len()).unwrap_or(u32::MAX));
        let today = scene.day.plus(1);
        let missing = missing_months(year, today, site.meters.len(), |meter, month| {
            let next = month.plus(31).first_of_month();
            let found = site.meters.get(meter).map(|m| known(scene, m, month, next));
            found.map_or(0.0, |(_, share)| share)
        });
        DeclarationRow {
            category: Some(site.categories().join(" + ")).filter(|codes| !codes.is_empty()),
            site: site.code,
            name: site.name,
            year,
            area: site.area,
            area_is_floor: site.area_is_floor,
            final_kwh: (count > 0.0).then_some(final_kwh),
            coverage: if count > 0.0 { share / count } else { 0.0 },
            metered,
            missing,
        }
    };
    let mut rows: Vec<DeclarationRow> = found.sites.into_iter().map(row).collect();
    rows.sort_by(|a, b| a.site.cmp(&b.site));
    Some(rows)
}

/// RFC 4180; measured amounts only, nothing estimated: what is missing is said.
fn csv_text(rows: &[DeclarationRow]) -> Result<String, csv::Error> {
    let quantities: BTreeMap<&str, &str> = rows
        .iter()
        .flat_map(|r| &r.metered)
        .map(|(quantity, (_, unit))| (quantity.as_str(), unit.as_str()))
        .collect();
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let fixed = [
        "annee",
        "site",
        "nom",
        "categorie",
        "surface_m2",
        "surface_est_plancher",
    ];
    let columns = quantities
        .iter()
        .map(|(quantity, unit)| format!("{quantity}_{unit}"));
    let last = [
        "energie_finale_kwh",
        "energie_finale_kwh_m2",
        "completude",
        "mois_incomplets",
    ];
    out.write_record(
        fixed
            .iter()
            .map(|c| (*c).to_owned())
            .chain(columns)
            .chain(last.iter().map(|c| (*c).to_owned())),
    )?;
    for row in rows {
        let head = [
            row.year.to_string(),
            safe(&row.site),
            safe(&row.name),
            safe(row.category.as_deref().unwrap_or_default()),
            figure(Some(row.area)),
            if row.area_is_floor { "oui" } else { "non" }.to_owned(),
        ];
        let amounts = quantities
            .keys()
            .map(|quantity| figure(row.metered.get(*quantity).map(|(amount, _)| *amount)));
        let months: Vec<String> = row
            .missing
            .iter()
            .map(|m| m.date().month().to_string())
            .collect();
        let tail = [
            figure(row.final_kwh),
            figure(row.per_m2()),
            format!("{:.4}", row.coverage),
            months.join(" "),
        ];
        out.write_record(head.into_iter().chain(amounts).chain(tail))?;
    }
    let bytes = out.into_inner().map_err(|e| e.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(String::new, |v| format!("{v:.2}"))
}

/// A text that a spreadsheet will not take for a formula.
fn safe(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quote = if risky { "'" } else { "" };
    format!("{quote}{text}")
}

#[cfg(test)]
mod tests;
