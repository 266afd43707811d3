/// The key by which a French reader finds a name in a list: without case nor accents.
///
/// ```
/// use model::format::collation;
/// let mut names = ["Théâtre", "École", "Œuvre", "crèche", "Stade"];
/// names.sort_by_key(|name| collation(name));
/// assert_eq!(names, ["crèche", "École", "Œuvre", "Stade", "Théâtre"]);
/// ```
pub fn collation(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'â' | 'ä' | 'á' => key.push('a'),
            'é' | 'è' | 'ê' | 'ë' => key.push('e'),
            'î' | 'ï' | 'í' => key.push('i'),
            'ô' | 'ö' | 'ó' => key.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => key.push('u'),
            'ÿ' => key.push('y'),
            'ç' => key.push('c'),
            'ñ' => key.push('n'),
            'œ' => key.push_str("oe"),
            'æ' => key.push_str("ae"),
            '’' => key.push('\''),
            other => key.push(other),
        }
    }
    key
}
