use model::access::Role;

/// Who did something: « direction générale (m.durand@ville.example) ».
///
/// ```
/// use model::access::Role;
/// use server::actions::who_words;
/// assert_eq!(who_words(Some(Role::Elu), "a@ville.example"), "élu (a@ville.example)");
/// assert_eq!(who_words(None, "console"), "console");
/// ```
pub fn who_words(role: Option<Role>, author: &str) -> String {
    match role {
        Some(role) => format!("{} ({author})", role.words()),
        None => author.to_owned(),
    }
}
