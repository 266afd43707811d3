use super::directorate::Directorate;

/// What a building is for; decides its hours, its heat and its order of magnitude.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum BuildingUse {
    Nursery,
    Elementary,
    Creche,
    Gym,
    Pool,
    Office,
    Culture,
    Workshop,
    CareHome,
    Community,
    Stadium,
    Kitchen,
}

/// How buildings of one use consume. Orders of magnitude of French municipal estates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Profile {
    /// The word on screen.
    pub(super) label: &'static str,
    pub(super) directorate: Directorate,
    /// Electricity without heating, kWh/m² a year, from the thriftiest to the greediest.
    pub(super) electricity: (f64, f64),
    /// Heat and hot water from gas, kWh/m² a year.
    pub(super) gas: (f64, f64),
    /// Share of its full electric power that an empty building keeps drawing.
    pub(super) idle: f64,
    /// Indoors when occupied, °C.
    pub(super) comfort: f64,
    /// Share of the gas that makes hot water, summer included.
    pub(super) hot_water: f64,
}

impl BuildingUse {
    /// How many uses there are.
    pub(super) const COUNT: usize = 12;
    /// In the order of [`BuildingUse::rank`].
    pub(super) const ALL: [Self; Self::COUNT] = [
        Self::Nursery,
        Self::Elementary,
        Self::Creche,
        Self::Gym,
        Self::Pool,
        Self::Office,
        Self::Culture,
        Self::Workshop,
        Self::CareHome,
        Self::Community,
        Self::Stadium,
        Self::Kitchen,
    ];

    /// Its place among [`BuildingUse::ALL`].
    pub(super) const fn rank(self) -> usize {
        match self {
            Self::Nursery => 0,
            Self::Elementary => 1,
            Self::Creche => 2,
            Self::Gym => 3,
            Self::Pool => 4,
            Self::Office => 5,
            Self::Culture => 6,
            Self::Workshop => 7,
            Self::CareHome => 8,
            Self::Community => 9,
            Self::Stadium => 10,
            Self::Kitchen => 11,
        }
    }

    pub(super) const fn profile(self) -> Profile {
        use Directorate::{Education, Estate, Solidarity, Sports};
        match self {
            Self::Nursery => profile(
                "École maternelle",
                Education,
                (20., 36.),
                (95., 160.),
                0.14,
                20.,
                0.0,
            ),
            Self::Elementary => profile(
                "École élémentaire",
                Education,
                (18., 34.),
                (75., 165.),
                0.14,
                19.5,
                0.0,
            ),
            Self::Creche => profile(
                "Crèche",
                Education,
                (45., 75.),
                (95., 150.),
                0.22,
                21.5,
                0.12,
            ),
            Self::Gym => profile("Gymnase", Sports, (26., 52.), (65., 125.), 0.16, 16.5, 0.14),
            Self::Pool => profile(
                "Piscine",
                Sports,
                (230., 320.),
                (480., 720.),
                0.70,
                27.,
                0.55,
            ),
            Self::Office => profile("Bureaux", Estate, (60., 105.), (55., 105.), 0.25, 20., 0.02),
            Self::Culture => profile(
                "Culture",
                Directorate::Culture,
                (45., 85.),
                (55., 105.),
                0.25,
                20.,
                0.01,
            ),
            Self::Workshop => profile(
                "Centre technique",
                Estate,
                (32., 60.),
                (70., 120.),
                0.22,
                17.,
                0.06,
            ),
            Self::CareHome => profile(
                "Résidence",
                Solidarity,
                (55., 85.),
                (105., 160.),
                0.50,
                22.,
                0.26,
            ),
            Self::Community => profile(
                "Maison de quartier",
                Solidarity,
                (28., 50.),
                (75., 125.),
                0.17,
                20.,
                0.03,
            ),
            Self::Stadium => profile("Stade", Sports, (40., 80.), (60., 105.), 0.12, 17., 0.30),
            Self::Kitchen => profile(
                "Restauration",
                Education,
                (240., 320.),
                (170., 260.),
                0.38,
                19.,
                0.55,
            ),
        }
    }
}

const fn profile(
    label: &'static str,
    directorate: Directorate,
    electricity: (f64, f64),
    gas: (f64, f64),
    idle: f64,
    comfort: f64,
    hot_water: f64,
) -> Profile {
    Profile {
        label,
        directorate,
        electricity,
        gas,
        idle,
        comfort,
        hot_water,
    }
}
