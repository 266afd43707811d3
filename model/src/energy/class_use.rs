/// Groups of uses that have their own limits (arrêté of 15 September 2006, annexes
/// 3 and 4), in the order in which they are looked for, each with the beginnings of
/// the words that name them: a town writes French, the cities whose open data may be
/// imported write English.
const GROUPS: [(&str, &[&str]); 3] = [
    (
        "commerce",
        &["centre commercial", "galerie marchande", "shopping"],
    ),
    (
        "bureau",
        &[
            "bureau",
            "mairie",
            "hôtel de ville",
            "hôtel de police",
            "hôtel du département",
            "administration",
            "école",
            "ecole",
            "collège",
            "lycée",
            "enseignement",
            "université",
            "small- and mid-sized office",
            "large office",
            "office",
            "k-12",
            "school",
            "college",
            "university",
        ],
    ),
    (
        "continu",
        &[
            "résidence",
            "residence",
            "ehpad",
            "maison de retraite",
            "foyer",
            "hôtel",
            "hotel",
            "hôpital",
            "hospital",
            "clinique",
            "internat",
            "hébergement",
            "dormitory",
            "senior care",
        ],
    ),
];

/// What is in no other group: theatres, sport, restaurants, single shops.
const OTHERS: &str = "autres";

/// The group of uses whose limits class a building of that use: `bureau`, `continu`,
/// `commerce` or `autres`, as in the parameters `class.SCALE.GROUP.CLASS`.
///
/// ```
/// use model::energy::class_use;
/// assert_eq!(class_use("École élémentaire"), "bureau");
/// assert_eq!(class_use("Hôtel de ville"), "bureau");
/// assert_eq!(class_use("Résidence autonomie"), "continu");
/// assert_eq!(class_use("Hôtel"), "continu");
/// assert_eq!(class_use("Centre commercial"), "commerce");
/// assert_eq!(class_use("Gymnase"), "autres");
/// ```
pub fn class_use(name: &str) -> &'static str {
    let name = name.trim().to_lowercase();
    GROUPS
        .iter()
        .find(|(_, words)| words.iter().any(|word| name.starts_with(word)))
        .map_or(OTHERS, |(group, _)| group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uses_of_imported_cities_have_their_group() {
        for (name, group) in [
            ("Large Office", "bureau"),
            ("K-12 School", "bureau"),
            ("Residence Hall", "continu"),
            ("Hotel", "continu"),
            // A single shop is with the others, only shopping centres have limits.
            ("Retail Store", "autres"),
            ("", "autres"),
        ] {
            assert_eq!(class_use(name), group, "{name}");
        }
    }
}
