/// Something that happened to a building or to its meter, in days before the town was built.
///
/// `from` is the first day, `until` the first day after; without it, it still lasts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mishap {
    /// Works: from then on only this share of the consumption is left.
    Works { from: i32, left: f64 },
    /// Something runs at night that should not, at this power.
    NightLoad {
        from: i32,
        until: Option<i32>,
        kw: f64,
    },
    /// The meter sends nothing.
    Silent { from: i32, until: Option<i32> },
    /// The meter sends zeros.
    Zeros { from: i32, until: Option<i32> },
}

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
pub(super) const MISHAPS: [(&str, Mishap); 29] = [
    // The four unknown ones.
    (
        "elec-mediatheque-des-tilleuls",
        silent(ALWAYS, Some(NEWEST_OPENED)),
    ),
    ("elec-halle-des-associations", silent(ALWAYS, None)),
    (
        "elec-ateliers-du-port",
        Mishap::Zeros {
            from: 236,
            until: None,
        },
    ),
    ("elec-stade-de-la-varenne", silent(204, None)),
    // Meters that stopped.
    ("gaz-gymnase-saint-aubin", silent(9, None)),
    ("gaz-maison-de-quartier-des-coteaux", silent(118, None)),
    // Weeks without data.
    ("elec-ecole-jules-verne", silent(321, Some(312))),
    ("gaz-ecole-jules-verne", silent(321, Some(312))),
    ("elec-theatre-municipal", silent(152, Some(138))),
    ("gaz-residence-du-parc", silent(271, Some(264))),
    ("elec-centre-technique-municipal", silent(88, Some(81))),
    ("gaz-ecole-victor-hugo", silent(402, Some(381))),
    ("elec-creche-du-beffroi", silent(57, Some(50))),
    ("gaz-musee-de-clairval", silent(533, Some(512))),
    // Nights that nobody explained.
    ("elec-gymnase-du-canal", night(6, None, 6.5)),
    ("gaz-ecole-louise-michel", night(5, Some(1), 29.0)),
    ("elec-direction-du-numerique", night(34, None, 5.5)),
    ("gaz-ecole-paul-bert", night(20, None, 38.0)),
    ("elec-cuisine-centrale", night(73, Some(44), 18.0)),
    ("gaz-maternelle-victor-hugo", night(290, Some(262), 14.0)),
    // Works: roofs, windows, boilers, lamps.
    ("gaz-ecole-jean-zay", works(418, 0.58)),
    ("elec-ecole-jean-zay", works(411, 0.80)),
    ("gaz-ecole-simone-veil", works(452, 0.66)),
    ("gaz-residence-les-glycines", works(103, 0.76)),
    ("elec-gymnase-colette-besson", works(181, 0.61)),
    ("gaz-hotel-de-ville", works(236, 0.82)),
    ("elec-mediatheque-george-sand", works(129, 0.71)),
    ("gaz-piscine-des-coteaux", works(66, 0.84)),
    ("elec-piscine-des-coteaux", works(66, 0.90)),
];

const fn silent(from: i32, until: Option<i32>) -> Mishap {
    Mishap::Silent { from, until }
}

const fn night(from: i32, until: Option<i32>, kw: f64) -> Mishap {
    Mishap::NightLoad { from, until, kw }
}

const fn works(from: i32, left: f64) -> Mishap {
    Mishap::Works { from, left }
}

impl Mishap {
    /// Whether it holds on the day that many days before the town was built.
    pub(super) fn holds(self, days_ago: i32) -> bool {
        let (from, until) = match self {
            Self::Works { from, .. } => (from, None),
            Self::NightLoad { from, until, .. }
            | Self::Silent { from, until }
            | Self::Zeros { from, until } => (from, until),
        };
        days_ago <= from && until.is_none_or(|end| days_ago > end)
    }

    /// Share of the consumption that it leaves.
    pub(super) const fn left(self) -> f64 {
        match self {
            Self::Works { left, .. } => left,
            _ => 1.0,
        }
    }

    /// What it adds at night, kW.
    pub(super) const fn night_kw(self) -> f64 {
        match self {
            Self::NightLoad { kw, .. } => kw,
            _ => 0.0,
        }
    }
}
