use std::collections::BTreeMap;

use app::plain::PlaceFields;
use model::city::{Attribute, Place, PlaceCode};
use model::time::Day;

use crate::import::attribute;

/// Characters of a name.
const LONGEST_NAME: usize = 120;
/// Attributes of a place.
const MOST_ATTRIBUTES: usize = 40;
/// Characters of a value.
const LONGEST_VALUE: usize = 200;

/// Fields that cannot be used, with the reason in French.
pub(super) type Faults = Vec<(&'static str, String)>;

/// A place as a form shows it.
pub(super) fn shown(place: &Place) -> PlaceFields {
    let text = |value: &Attribute| match value {
        Attribute::Number(number) => number.to_string(),
        Attribute::Text(text) => text.clone(),
    };
    let lines: Vec<String> = place
        .attributes
        .iter()
        .filter(|(name, _)| *name != Place::CLOSED_ON)
        .map(|(name, value)| format!("{name} = {}", text(value)))
        .collect();
    PlaceFields {
        code: place.code.to_string(),
        name: place.name.clone(),
        kind: place.kind.clone(),
        parent: place
            .parent
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        attributes: lines.join("\n"),
        closed_on: place.text(Place::CLOSED_ON).unwrap_or_default().to_owned(),
        seen: String::new(),
    }
}

/// The place that a form means, or every fault by its field.
pub(super) fn read(fields: &PlaceFields) -> Result<Place, Faults> {
    let mut faults = Faults::new();
    let code = PlaceCode::new(fields.code.trim());
    if code.is_err() {
        let why = "Écrivez un code en minuscules, chiffres et tirets, comme ecole-des-tilleuls.";
        faults.push(("code", why.to_owned()));
    }
    let name = fields.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        faults.push((
            "nom",
            "Écrivez un nom, en 120 caractères au plus.".to_owned(),
        ));
    }
    let kind = fields.kind.trim().to_owned();
    let fits =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte);
    if kind.is_empty() || kind.len() > 40 || !kind.bytes().all(fits) {
        let why = "Écrivez un type en minuscules, comme site, meter ou counter.";
        faults.push(("type", why.to_owned()));
    }
    let parent = Some(fields.parent.trim()).filter(|text| !text.is_empty());
    let parent = match parent.map(PlaceCode::new).transpose() {
        Ok(parent) => parent,
        Err(_) => {
            faults.push((
                "parent",
                "Écrivez le code d’un lieu de la ville.".to_owned(),
            ));
            None
        }
    };
    let mut attributes = match read_attributes(&fields.attributes) {
        Ok(attributes) => attributes,
        Err(why) => {
            faults.push(("attributs", why));
            BTreeMap::new()
        }
    };
    let closed = fields.closed_on.trim();
    if !closed.is_empty() {
        match closed.parse::<Day>() {
            Ok(day) => {
                let day = Attribute::Text(day.to_string());
                attributes.insert(Place::CLOSED_ON.to_owned(), day);
            }
            Err(_) => faults.push(("ferme_le", "Écrivez une date, comme 2026-12-31.".to_owned())),
        }
    }
    match code {
        Ok(code) if faults.is_empty() => Ok(Place {
            code,
            parent,
            kind,
            name,
            attributes,
        }),
        _ => Err(faults),
    }
}

/// Attributes, one a line; the reason names the line.
fn read_attributes(text: &str) -> Result<BTreeMap<String, Attribute>, String> {
    let mut attributes = BTreeMap::new();
    let lines = text.lines().enumerate();
    for (nth, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let line_number = nth + 1;
        let wrong = |why: &str| format!("Ligne {line_number}\u{202f}: {why}");
        let (name, value) = line
            .split_once('=')
            .ok_or_else(|| wrong("écrivez nom = valeur."))?;
        let (name, value) = (name.trim(), value.trim());
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if name.is_empty() || name.len() > 40 || !name.bytes().all(fits) {
            return Err(wrong(
                "le nom s’écrit en minuscules, chiffres et _, comme floor_area_m2.",
            ));
        }
        if name == Place::CLOSED_ON {
            return Err(wrong("la fermeture a son champ."));
        }
        if value.is_empty() || value.chars().count() > LONGEST_VALUE {
            return Err(wrong("la valeur a de 1 à 200 caractères."));
        }
        let value = attribute(name, value).map_err(|_| {
            wrong(&format!("{value} n’est pas une valeur de {name}\u{202f}: les nombres s’écrivent avec un point."))
        })?;
        if attributes.insert(name.to_owned(), value).is_some() {
            return Err(wrong(&format!("{name} est déjà donné.")));
        }
    }
    if attributes.len() > MOST_ATTRIBUTES {
        return Err("40 attributs au plus.".to_owned());
    }
    Ok(attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> PlaceFields {
        PlaceFields {
            code: "ecole".to_owned(),
            name: "École".to_owned(),
            kind: "site".to_owned(),
            parent: "nord".to_owned(),
            attributes: "floor_area_m2 = 1200\nuse = école\n\n".to_owned(),
            closed_on: "2026-12-31".to_owned(),
            seen: String::new(),
        }
    }

    #[test]
    fn what_is_shown_is_read_back() {
        let place = read(&fields()).unwrap();
        assert_eq!(place.number("floor_area_m2"), Some(1200.0));
        assert_eq!(place.text(Place::CLOSED_ON), Some("2026-12-31"));
        assert_eq!(read(&shown(&place)).unwrap(), place);
    }

    #[test]
    fn faults_name_their_field_and_line() {
        let wrong = |change: fn(&mut PlaceFields)| {
            let mut fields = fields();
            change(&mut fields);
            read(&fields).unwrap_err().remove(0)
        };
        assert_eq!(wrong(|f| f.code = "É".to_owned()).0, "code");
        assert_eq!(wrong(|f| f.name = " ".to_owned()).0, "nom");
        assert_eq!(wrong(|f| f.kind = "Site".to_owned()).0, "type");
        assert_eq!(wrong(|f| f.closed_on = "demain".to_owned()).0, "ferme_le");
        for (text, told) in [
            ("use", "Ligne 1"),
            ("use = a\nUse = b", "Ligne 2"),
            ("use = a\nuse = b", "déjà"),
            ("floor_area_m2 = 1 200", "point"),
            ("closed_on = 2026-01-01", "son champ"),
        ] {
            let mut fields = fields();
            fields.attributes = text.to_owned();
            let (field, why) = read(&fields).unwrap_err().remove(0);
            assert_eq!(field, "attributs");
            assert!(why.contains(told), "{why}");
        }
    }
}
