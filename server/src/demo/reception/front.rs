use super::service::Service;
use super::service::Service::{Civil, Elections, Families, Identity, Planning, Social};

/// A counter of the town hall or of one of its branches, as it is staffed.
#[derive(Debug)]
pub(super) struct Front {
    /// Position of its building in [`HALLS`].
    pub(super) hall: usize,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    /// Desks it has.
    pub(super) desks: u32,
    /// Desks that are open at a quiet and at a busy hour.
    pub(super) staff: [u32; 2],
    /// Who comes without an appointment, in an open hour of a mean day.
    pub(super) asks: &'static [(Service, f64)],
    /// Appointments in an open hour; all of them for identity papers.
    pub(super) booked: f64,
    /// Letters, calls and messages of its building arrive here.
    pub(super) is_main: bool,
}

/// Codes of the buildings with counters.
pub(super) const HALLS: [&str; 5] = [
    "hotel-de-ville",
    "mairie-annexe-des-coteaux",
    "mairie-annexe-de-la-gare",
    "mairie-annexe-du-canal",
    "mairie-annexe-de-saint-aubin",
];

/// Every counter, building by building: desks are numbered in this order.
#[rustfmt::skip]
pub(super) const FRONTS: [Front; 14] = [
    main(front(0, "accueil-hotel-de-ville-etat-civil", "État civil, Hôtel de ville", 4, [1, 2], &[(Civil, 5.6)])),
    booking(3.6, front(0, "accueil-hotel-de-ville-titres", "Titres d’identité, Hôtel de ville", 5, [2, 2], &[(Identity, 3.6)])),
    front(0, "accueil-hotel-de-ville-familles", "Familles, Hôtel de ville", 3, [1, 2], &[(Families, 4.4)]),
    front(0, "accueil-hotel-de-ville-urbanisme", "Urbanisme, Hôtel de ville", 2, [1, 1], &[(Planning, 1.4)]),
    front(0, "accueil-hotel-de-ville-elections", "Élections, Hôtel de ville", 3, [1, 1], &[(Elections, 2.6), (Civil, 1.0)]),
    main(front(1, "accueil-coteaux-general", "Accueil général, Les Coteaux", 3, [1, 2], &[(Civil, 2.8), (Families, 1.4), (Elections, 0.9)])),
    booking(1.6, front(1, "accueil-coteaux-titres", "Titres d’identité, Les Coteaux", 2, [1, 1], &[(Identity, 0.8)])),
    main(front(2, "accueil-gare-general", "Accueil général, La Gare", 3, [1, 1], &[(Civil, 3.4), (Elections, 1.0)])),
    booking(2.9, front(2, "accueil-gare-titres", "Titres d’identité, La Gare", 4, [2, 2], &[(Identity, 2.3)])),
    front(2, "accueil-gare-social", "Action sociale, La Gare", 1, [1, 1], &[(Social, 1.2)]),
    main(front(3, "accueil-canal-general", "Accueil général, Canal", 3, [1, 1], &[(Civil, 2.3), (Families, 1.4), (Elections, 0.7)])),
    front(3, "accueil-canal-social", "Action sociale, Canal", 3, [1, 2], &[(Social, 2.5)]),
    main(front(4, "accueil-saint-aubin-general", "Accueil général, Saint-Aubin", 3, [1, 1], &[(Civil, 1.6), (Families, 0.9), (Elections, 0.5)])),
    front(4, "accueil-saint-aubin-urbanisme", "Urbanisme, Saint-Aubin", 1, [1, 1], &[(Planning, 0.9)]),
];

const fn front(
    hall: usize,
    code: &'static str,
    name: &'static str,
    desks: u32,
    staff: [u32; 2],
    asks: &'static [(Service, f64)],
) -> Front {
    Front {
        hall,
        code,
        name,
        desks,
        staff,
        asks,
        booked: 0.0,
        is_main: false,
    }
}

const fn main(front: Front) -> Front {
    Front {
        is_main: true,
        ..front
    }
}

const fn booking(booked: f64, front: Front) -> Front {
    Front { booked, ..front }
}

impl Front {
    /// Codes of its services.
    pub(super) fn services(&self) -> impl Iterator<Item = Service> + '_ {
        self.asks.iter().map(|(service, _)| *service)
    }

    /// The number of its first desk in the building.
    pub(super) fn first_desk(&self) -> u32 {
        let before = FRONTS.iter().take_while(|other| other.code != self.code);
        let desks = before.filter(|other| other.hall == self.hall);
        1 + desks.map(|other| other.desks).sum::<u32>()
    }

    /// Codes of its desks.
    pub(super) fn desk_code(&self, nth: u32) -> String {
        let hall = HALLS.get(self.hall).copied().unwrap_or_default();
        format!("guichet-{hall}-{}", self.first_desk() + nth)
    }
}
