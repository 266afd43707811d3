use model::city::{PlaceId, PlaceTree};

/// Why no place is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScopeFault {
    /// Nothing was written.
    Empty,
    /// No place has that code or name, kind or directorate.
    Unknown,
    /// Several have that name: their codes.
    Ambiguous(Vec<String>),
}

impl ScopeFault {
    /// What to do about it, for a form; in French.
    pub fn words(&self) -> String {
        match self {
            Self::Empty => "Donnez un lieu.".to_owned(),
            Self::Unknown => "Aucun lieu n’a ce nom ni ce code.".to_owned(),
            Self::Ambiguous(codes) => {
                let codes: Vec<&str> = codes.iter().take(5).map(String::as_str).collect();
                format!(
                    "Plusieurs lieux ont ce nom. Donnez un code\u{202f}: {}.",
                    codes.join(", ")
                )
            }
        }
    }
}

/// The places that a text means: a code or a name means one; `kind:site` and
/// `directorate:Direction des bâtiments` mean all of those, and the second answer is true.
///
/// # Errors
/// [`ScopeFault`].
pub fn places_of(text: &str, tree: &PlaceTree) -> Result<(Vec<PlaceId>, bool), ScopeFault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ScopeFault::Empty);
    }
    let all = |is: &dyn Fn(PlaceId) -> bool| -> Vec<PlaceId> {
        tree.ids().filter(|id| is(*id)).collect()
    };
    let same = |one: &str, other: &str| one.to_lowercase() == other.trim().to_lowercase();
    let place = |id| tree.place(id);
    let (found, several) = if let Some(kind) = text.strip_prefix("kind:") {
        let is = |id| place(id).is_some_and(|place| same(&place.kind, kind));
        (all(&is), true)
    } else if let Some(name) = text.strip_prefix("directorate:") {
        let is = |id| {
            let directorate = place(id).and_then(|place| place.text("directorate"));
            directorate.is_some_and(|directorate| same(directorate, name))
        };
        (all(&is), true)
    } else if let Some(id) = tree.id(text) {
        (vec![id], false)
    } else {
        let is = |id| place(id).is_some_and(|place| same(&place.name, text));
        (all(&is), false)
    };
    match found.as_slice() {
        [] => Err(ScopeFault::Unknown),
        [_, _, ..] if !several => {
            let codes = found.iter().filter_map(|id| tree.place(*id));
            Err(ScopeFault::Ambiguous(
                codes.map(|place| place.code.to_string()).collect(),
            ))
        }
        _ => Ok((found, several)),
    }
}
