/// The code of a French name: lower case, without accents, words joined by dashes.
pub(super) fn slug(name: &str) -> String {
    let mut code = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => code.push(letter),
            'à' | 'â' => code.push('a'),
            'é' | 'è' | 'ê' | 'ë' => code.push('e'),
            'î' | 'ï' => code.push('i'),
            'ô' => code.push('o'),
            'ù' | 'û' | 'ü' => code.push('u'),
            'ç' => code.push('c'),
            'œ' => code.push_str("oe"),
            _ if !code.ends_with('-') => code.push('-'),
            _ => {}
        }
    }
    code.trim_matches('-').to_owned()
}
