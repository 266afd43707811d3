use super::mishap::{Mishap, What};

/// Longer ago than the data go back.
const ALWAYS: i32 = 100_000;

/// Days since the town's newest building opened.
pub(super) const NEWEST_OPENED: i32 = 61;
/// The newest building: nothing is known of it before.
pub(super) const NEWEST: &str = "mediatheque-des-tilleuls";

/// Buildings of which less than half of the year is known: they get no note.
pub(super) const UNKNOWN: [&str; 4] = [
    NEWEST,
    "halle-des-associations",
    "ateliers-du-port",
    "stade-de-la-varenne",
];

/// Everything that happened, by series.
pub(super) const INCIDENTS: [(&str, Mishap); 41] = [
    // The four unknown ones.
    (
        "elec-mediatheque-des-tilleuls",
        past(ALWAYS, NEWEST_OPENED, What::Silent),
    ),
    (
        "eau-mediatheque-des-tilleuls",
        past(ALWAYS, NEWEST_OPENED, What::Silent),
    ),
    ("elec-halle-des-associations", since(ALWAYS, What::Silent)),
    ("eau-halle-des-associations", since(ALWAYS, What::Silent)),
    ("elec-ateliers-du-port", since(236, What::Zeros)),
    ("elec-stade-de-la-varenne", since(204, What::Silent)),
    // Meters that stopped.
    ("gaz-gymnase-saint-aubin", since(9, What::Silent)),
    (
        "gaz-maison-de-quartier-des-coteaux",
        since(118, What::Silent),
    ),
    ("solaire-cuisine-centrale", since(9, What::Silent)),
    ("elec-mairie-annexe-du-canal", since(3, What::Stuck(6.2))),
    // Weeks without data.
    ("elec-ecole-jules-verne", past(321, 312, What::Silent)),
    ("gaz-ecole-jules-verne", past(321, 312, What::Silent)),
    ("elec-theatre-municipal", past(152, 138, What::Silent)),
    ("gaz-residence-du-parc", past(271, 264, What::Silent)),
    (
        "elec-centre-technique-municipal",
        past(88, 81, What::Silent),
    ),
    ("gaz-ecole-victor-hugo", past(402, 381, What::Silent)),
    ("elec-creche-du-beffroi", past(57, 50, What::Silent)),
    ("chaleur-musee-de-clairval", past(533, 512, What::Silent)),
    // Nights and weekends that nobody explained.
    ("elec-gymnase-du-canal", since(6, What::AtNight(15.0))),
    ("gaz-ecole-louise-michel", past(5, 1, What::AtNight(29.0))),
    (
        "elec-direction-du-numerique",
        since(34, What::AtNight(12.0)),
    ),
    ("gaz-ecole-paul-bert", since(20, What::AtNight(38.0))),
    ("elec-cuisine-centrale", past(73, 44, What::AtNight(18.0))),
    (
        "gaz-maternelle-victor-hugo",
        past(290, 262, What::AtNight(14.0)),
    ),
    ("gaz-ecole-pierre-loti", past(7, 0, What::WhenClosed(62.0))),
    // Water that runs by itself.
    ("eau-gymnase-marie-paradis", since(12, What::Always(0.42))),
    ("eau-ecole-jules-ferry", past(151, 128, What::Always(0.23))),
    // A boiler out of tune.
    ("gaz-residence-des-coteaux", since(75, What::Drift(0.004))),
    // Its new meter counts tenths where the old one counted units.
    (
        "elec-maison-de-quartier-de-la-gare",
        since(10, What::Scale(10.0)),
    ),
    // Works.
    (
        "gaz-ecole-jean-zay",
        works(418, 0.58, "Isolation des façades et des combles"),
    ),
    (
        "elec-ecole-jean-zay",
        works(411, 0.80, "Éclairage à diodes"),
    ),
    (
        "gaz-ecole-simone-veil",
        works(452, 0.66, "Isolation de la toiture"),
    ),
    (
        "gaz-residence-les-glycines",
        works(103, 0.76, "Chaudière à condensation"),
    ),
    (
        "elec-gymnase-colette-besson",
        works(181, 0.61, "Éclairage à diodes"),
    ),
    (
        "gaz-hotel-de-ville",
        works(236, 0.82, "Remplacement des fenêtres"),
    ),
    (
        "elec-mediatheque-george-sand",
        works(129, 0.71, "Éclairage à diodes"),
    ),
    (
        "gaz-piscine-des-coteaux",
        works(66, 0.84, "Récupération de chaleur sur l’air"),
    ),
    (
        "elec-piscine-des-coteaux",
        works(66, 0.90, "Pompes à vitesse variable"),
    ),
    (
        "gaz-ecole-marie-curie",
        works(905, 0.79, "Chaudière à condensation"),
    ),
    (
        "gaz-gymnase-de-la-rotonde",
        works(1_240, 0.83, "Isolation de la toiture"),
    ),
    (
        "elec-centre-nautique-de-saint-aubin",
        works(1_530, 0.88, "Pompes à vitesse variable"),
    ),
];

const fn since(from: i32, what: What) -> Mishap {
    Mishap {
        from,
        until: None,
        what,
    }
}

const fn past(from: i32, until: i32, what: What) -> Mishap {
    Mishap {
        from,
        until: Some(until),
        what,
    }
}

const fn works(from: i32, left: f64, name: &'static str) -> Mishap {
    since(from, What::Works { left, name })
}
