use std::collections::{BTreeMap, HashMap};

use model::city::{Attribute, Place, PlaceCode, ServiceCode};
use model::time::At;

use super::Target;
use super::place_tree_fit::fit;
use super::table::{Row, Shape, Table};
use super::tables::TableOutcome;
use crate::ingest::LineFault;
use crate::store::{Store, StoreError};

pub(super) const SHAPE: Shape = Shape {
    target: Target::Places,
    required: &["code", "parent", "kind", "name"],
    optional: &[],
    open: true,
};

/// Stores the places that fit into the tree with those that exist.
pub(super) async fn take(
    store: &dyn Store,
    table: &Table,
    now: At,
) -> Result<TableOutcome, StoreError> {
    let existing = store.places().await?;
    let mut outcome = TableOutcome::default();
    let mut lines: HashMap<PlaceCode, &Row> = HashMap::new();
    let mut found = Vec::new();
    for row in &table.rows {
        let place = place(table, row).and_then(|place| match lines.get(&place.code) {
            Some(first) => Err(LineFault::of(
                "code",
                format!(
                    "place `{}` is already in line {}: remove one",
                    place.code, first.line
                ),
            )),
            None => Ok(place),
        });
        match place {
            Ok(place) => {
                lines.insert(place.code.clone(), row);
                found.push(place);
            }
            Err(fault) => outcome.faults.push(table.set_aside(row, fault)),
        }
    }
    let (good, bad) = fit(&existing, found);
    for (code, reason) in bad {
        if let Some(row) = lines.get(&code) {
            let fault = LineFault::of("parent", reason);
            outcome.faults.push(table.set_aside(row, fault));
        }
    }
    let before: HashMap<&PlaceCode, &Place> = existing.iter().map(|p| (&p.code, p)).collect();
    let changed = good.into_iter().filter(|place| {
        match before.get(&place.code) {
            None => outcome.added += 1,
            Some(old) if *old == place => outcome.unchanged += 1,
            Some(_) => outcome.corrected += 1,
        }
        before.get(&place.code).is_none_or(|old| *old != place)
    });
    let changed: Vec<Place> = changed.collect();
    if !changed.is_empty() {
        store.put_places(changed, now).await?;
    }
    Ok(outcome)
}

fn place(table: &Table, row: &Row) -> Result<Place, LineFault> {
    let cell = |column: &str| table.cell(row, column);
    let code = |column: &str| {
        PlaceCode::new(cell(column)).map_err(|fault| LineFault::of(column, fault.to_string()))
    };
    for column in ["kind", "name"] {
        if cell(column).is_empty() {
            return Err(LineFault::of(column, "is empty"));
        }
    }
    if !cell("kind")
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-".contains(&b))
    {
        return Err(LineFault::of(
            "kind",
            format!(
                "`{}` is no kind: use small letters, digits, _ and -, as site or meter",
                cell("kind")
            ),
        ));
    }
    let parent = match cell("parent") {
        "" => None,
        _ => Some(code("parent")?),
    };
    let mut attributes = BTreeMap::new();
    for (name, text) in table.columns.iter().zip(&row.cells) {
        if !SHAPE.required.contains(&name.as_str()) && !text.is_empty() {
            attributes.insert(name.clone(), attribute(name, text)?);
        }
    }
    Ok(Place {
        code: code("code")?,
        parent,
        kind: cell("kind").to_owned(),
        name: cell("name").to_owned(),
        attributes,
    })
}

/// Services of a counter are codes with `;` between them; a theme gives them their names.
fn services(text: &str) -> Result<Attribute, LineFault> {
    for code in text.split(';').map(str::trim) {
        ServiceCode::new(code).map_err(|fault| {
            let said = format!(
                "`{code}` is no service ({fault}): write codes with `;` between them, as \
                 etat-civil;titres"
            );
            LineFault::of("services", said)
        })?;
    }
    Ok(Attribute::parse(text))
}

/// An attribute; those that are computed with must be numbers in their range.
fn attribute(name: &str, text: &str) -> Result<Attribute, LineFault> {
    let attribute = Attribute::parse(text);
    let range = match name {
        "services" => return services(text),
        "lon" => -180.0..=180.0,
        "lat" => -90.0..=90.0,
        area if area.ends_with("_m2") => 0.0..=1e8,
        _ => return Ok(attribute),
    };
    match attribute {
        Attribute::Number(number) if range.contains(&number) => Ok(attribute),
        _ => Err(LineFault::of(
            name,
            format!(
                "`{text}` is not a number from {} to {}: write it with a point, or leave it empty",
                range.start(),
                range.end()
            ),
        )),
    }
}
