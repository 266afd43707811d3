use super::building_use::BuildingUse::{
    self, CareHome, Community, Creche, Culture, Elementary, Gym, Kitchen, Nursery, Office, Pool,
    Stadium, Workshop,
};
use super::district::District;
use super::heat_source::HeatSource;

/// A building as the estate department lists it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) of: BuildingUse,
    pub(super) name: &'static str,
    pub(super) area_m2: u32,
    /// Pupils, cots or residents; 0 where nobody is counted.
    pub(super) users: u32,
    /// Year of opening.
    pub(super) opened: i16,
    pub(super) heat: HeatSource,
}

const fn on(of: BuildingUse, name: &'static str, area_m2: u32, users: u32, opened: i16) -> Entry {
    Entry {
        of,
        name,
        area_m2,
        users,
        opened,
        heat: HeatSource::Gas,
    }
}

/// Heated by electricity: no gas meter.
const fn el(of: BuildingUse, name: &'static str, area_m2: u32, users: u32, opened: i16) -> Entry {
    by(
        HeatSource::Electricity,
        on(of, name, area_m2, users, opened),
    )
}

const fn by(heat: HeatSource, entry: Entry) -> Entry {
    Entry { heat, ..entry }
}

/// The buildings of a district. All names are invented, and so are the figures.
pub(super) const fn roll(district: District) -> &'static [Entry] {
    match district {
        District::BelleCroix => &BELLE_CROIX,
        District::Tilleuls => &TILLEULS,
        District::Coteaux => &COTEAUX,
        District::Centre => &CENTRE,
        District::VieuxPort => &VIEUX_PORT,
        District::Gare => &GARE,
        District::SaintAubin => &SAINT_AUBIN,
        District::Canal => &CANAL,
    }
}

const BELLE_CROIX: [Entry; 16] = [
    on(Elementary, "École Jean-Zay", 2_480, 241, 2004),
    on(Elementary, "École Simone-Veil", 2_120, 198, 2012),
    on(Elementary, "École de Belle-Croix", 1_960, 187, 1958),
    on(Elementary, "École Maria-Montessori", 2_230, 209, 1973),
    on(Nursery, "Maternelle Pauline-Kergomard", 1_080, 112, 1971),
    el(Nursery, "Maternelle des Lilas", 940, 96, 2009),
    on(Creche, "Crèche Les Coccinelles", 620, 45, 1994),
    on(Gym, "Gymnase Alice-Milliat", 2_350, 0, 1986),
    on(Gym, "Gymnase de Belle-Croix", 1_740, 0, 1969),
    el(Office, "Mairie annexe de Belle-Croix", 780, 0, 1982),
    on(Office, "Centre communal d’action sociale", 1_260, 0, 1977),
    on(Culture, "Médiathèque Andrée-Chedid", 1_520, 0, 1998),
    on(CareHome, "Résidence Les Glycines", 3_850, 68, 1984),
    on(Community, "Maison de quartier de Belle-Croix", 860, 0, 1979),
    by(
        HeatSource::FuelOil,
        on(Workshop, "Serres municipales", 1_450, 0, 1967),
    ),
    el(Stadium, "Stade des Quatre-Vents", 540, 0, 1975),
];

const TILLEULS: [Entry; 18] = [
    on(Elementary, "École Louise-Michel", 2_340, 212, 1964),
    on(Elementary, "École Pierre-Loti", 2_610, 258, 1961),
    on(Elementary, "École Paul-Bert", 2_870, 274, 1932),
    on(Elementary, "École des Tilleuls", 2_050, 193, 1970),
    on(Elementary, "École Germaine-Tillion", 2_290, 224, 1996),
    on(Nursery, "Maternelle Louise-Michel", 1_150, 121, 1965),
    on(Nursery, "Maternelle des Tilleuls", 990, 104, 1972),
    on(Nursery, "Maternelle Jacques-Prévert", 1_040, 98, 1978),
    on(Creche, "Crèche Les Petits Tilleuls", 710, 52, 1989),
    el(Creche, "Crèche La Farandole", 480, 34, 2014),
    on(Gym, "Gymnase Marie-Paradis", 2_080, 0, 1974),
    on(Gym, "Gymnase des Tilleuls", 1_620, 0, 1966),
    on(Office, "Mairie annexe des Tilleuls", 910, 0, 1976),
    el(Culture, "Médiathèque des Tilleuls", 1_380, 0, 2026),
    on(CareHome, "Résidence du Parc", 4_600, 82, 1979),
    on(Community, "Centre social Rosa-Parks", 1_180, 0, 1988),
    el(Community, "Halle des associations", 640, 0, 1956),
    by(
        HeatSource::BilledGas,
        on(Stadium, "Stade des Tilleuls", 720, 0, 1968),
    ),
];

const COTEAUX: [Entry; 18] = [
    on(Elementary, "École Les Coteaux", 2_180, 203, 2001),
    on(Elementary, "École Jules-Verne", 2_410, 231, 1968),
    on(Elementary, "École Marie-Curie", 2_260, 216, 1974),
    el(Elementary, "École du Vignoble", 1_640, 142, 2016),
    on(Nursery, "Maternelle des Coteaux", 1_020, 108, 1975),
    on(Nursery, "Maternelle Anne-Sylvestre", 960, 94, 1983),
    on(Creche, "Crèche Les Lucioles", 560, 40, 1997),
    on(Gym, "Gymnase des Coteaux", 1_880, 0, 1981),
    on(Gym, "Gymnase Colette-Besson", 2_460, 0, 1992),
    on(Pool, "Piscine des Coteaux", 2_950, 0, 1978),
    on(Office, "Mairie annexe des Coteaux", 690, 0, 1985),
    el(Office, "Direction des sports", 540, 0, 1999),
    on(Culture, "Maison de la vigne et du paysage", 830, 0, 1994),
    on(CareHome, "Résidence des Coteaux", 3_420, 61, 1990),
    on(Community, "Maison de quartier des Coteaux", 930, 0, 1977),
    by(
        HeatSource::FuelOil,
        on(Workshop, "Dépôt de la voirie", 1_760, 0, 1971),
    ),
    el(Workshop, "Atelier des espaces verts", 880, 0, 2007),
    by(
        HeatSource::FuelOil,
        on(Stadium, "Stade du Mont-Fleuri", 610, 0, 1980),
    ),
];

const CENTRE: [Entry; 20] = [
    by(
        HeatSource::Network,
        on(Elementary, "École Jean-Jaurès", 3_150, 286, 1908),
    ),
    by(
        HeatSource::Network,
        on(Elementary, "École Jules-Ferry", 2_930, 267, 1886),
    ),
    on(Elementary, "École de la Halle", 1_870, 164, 1926),
    on(Elementary, "École Joséphine-Baker", 2_040, 196, 2010),
    on(Nursery, "Maternelle de la Halle", 880, 87, 1951),
    on(Nursery, "Maternelle Olympe-de-Gouges", 1_010, 103, 1962),
    on(Creche, "Crèche du Beffroi", 640, 48, 1991),
    el(Creche, "Crèche Les Trois Ponts", 430, 30, 2018),
    on(Gym, "Gymnase Jean-Moulin", 1_690, 0, 1963),
    on(Office, "Hôtel de ville", 6_400, 0, 1876),
    on(Office, "Direction de l’urbanisme", 1_580, 0, 1968),
    el(Office, "Maison des services", 1_120, 0, 2011),
    on(Office, "Police municipale", 870, 0, 1987),
    by(
        HeatSource::Network,
        on(Culture, "Théâtre municipal", 4_250, 0, 1897),
    ),
    by(
        HeatSource::Network,
        on(Culture, "Médiathèque George-Sand", 3_600, 0, 1989),
    ),
    by(
        HeatSource::Network,
        on(Culture, "Musée de Clairval", 2_780, 0, 1904),
    ),
    by(
        HeatSource::Network,
        on(Culture, "Conservatoire Nadia-Boulanger", 2_340, 0, 1972),
    ),
    by(
        HeatSource::Network,
        on(Community, "Maison des associations", 1_440, 0, 1936),
    ),
    by(
        HeatSource::Network,
        on(CareHome, "Résidence Sainte-Anne", 2_980, 54, 1969),
    ),
    on(Kitchen, "Restaurant municipal", 760, 0, 1984),
];

const VIEUX_PORT: [Entry; 15] = [
    on(Elementary, "École du Vieux-Port", 1_920, 178, 1934),
    on(Elementary, "École Aimé-Césaire", 2_310, 219, 2008),
    on(Elementary, "École des Mariniers", 1_790, 166, 1954),
    on(Nursery, "Maternelle des Mariniers", 850, 82, 1955),
    el(Nursery, "Maternelle Claude-Ponti", 970, 99, 2013),
    on(Creche, "Crèche Les Moussaillons", 590, 42, 1986),
    on(Gym, "Gymnase du Vieux-Port", 1_710, 0, 1983),
    el(Office, "Capitainerie", 420, 0, 1993),
    on(Office, "Direction de l’eau", 1_060, 0, 1979),
    on(Office, "Mairie annexe du Vieux-Port", 730, 0, 1974),
    on(Culture, "Centre d’art La Corderie", 1_950, 0, 1999),
    el(Culture, "Cinéma Le Ponton", 1_240, 0, 2006),
    on(Community, "Maison de quartier du Vieux-Port", 790, 0, 1981),
    el(Workshop, "Ateliers du Port", 1_130, 0, 1964),
    on(Stadium, "Base nautique", 980, 0, 1987),
];

const GARE: [Entry; 15] = [
    on(Elementary, "École Lucie-Aubrac", 2_570, 247, 1995),
    by(
        HeatSource::GasVolume,
        on(Elementary, "École Émile-Zola", 2_690, 252, 1911),
    ),
    on(Elementary, "École de la Gare", 2_080, 189, 1959),
    el(Elementary, "École Katia-Krafft", 1_880, 171, 2017),
    on(Nursery, "Maternelle Émile-Zola", 1_060, 109, 1960),
    on(Nursery, "Maternelle de la Gare", 920, 91, 1961),
    on(Creche, "Crèche Les P’tits Wagons", 660, 49, 1993),
    on(Gym, "Gymnase Émile-Zola", 1_830, 0, 1972),
    on(Gym, "Gymnase de la Rotonde", 2_140, 0, 2003),
    on(Office, "Mairie annexe de la Gare", 820, 0, 1980),
    el(Office, "Direction du numérique", 960, 0, 2005),
    el(Culture, "Salle de la Rotonde", 1_670, 0, 2002),
    on(Community, "Maison de quartier de la Gare", 890, 0, 1984),
    on(Workshop, "Centre technique municipal", 5_200, 0, 1976),
    el(Workshop, "Garage municipal", 1_980, 0, 1982),
];

const SAINT_AUBIN: [Entry; 17] = [
    on(Elementary, "École Saint-Aubin", 1_990, 182, 1929),
    on(Elementary, "École Rosa-Bonheur", 2_360, 227, 1988),
    by(
        HeatSource::Wood,
        on(Elementary, "École du Moulin", 1_720, 154, 1957),
    ),
    on(Elementary, "École Robert-Desnos", 2_150, 205, 1976),
    on(Nursery, "Maternelle Saint-Aubin", 910, 89, 1958),
    on(Nursery, "Maternelle du Moulin", 870, 84, 1966),
    on(Creche, "Crèche Les Grenouilles", 540, 38, 2000),
    on(Gym, "Gymnase Saint-Aubin", 1_670, 0, 1978),
    on(Gym, "Gymnase du Moulin", 1_560, 0, 1970),
    on(Pool, "Centre nautique de Saint-Aubin", 4_100, 0, 2001),
    on(Office, "Mairie annexe de Saint-Aubin", 650, 0, 1983),
    el(Office, "Archives municipales", 1_480, 0, 1997),
    el(Culture, "Bibliothèque Saint-Aubin", 720, 0, 1990),
    on(CareHome, "Résidence du Moulin", 3_180, 57, 1986),
    on(Community, "Maison de quartier de Saint-Aubin", 810, 0, 1982),
    on(Workshop, "Pépinière municipale", 1_020, 0, 1973),
    el(Workshop, "Dépôt des fêtes", 1_350, 0, 1991),
];

const CANAL: [Entry; 16] = [
    on(Elementary, "École Le Canal", 2_440, 236, 1967),
    on(Elementary, "École Victor-Hugo", 2_760, 263, 1953),
    on(Elementary, "École Gisèle-Halimi", 2_190, 214, 2015),
    on(Nursery, "Maternelle du Canal", 1_030, 106, 1968),
    on(Nursery, "Maternelle Victor-Hugo", 1_090, 111, 1954),
    on(Creche, "Crèche de l’Écluse", 680, 50, 1987),
    el(Creche, "Crèche Les Libellules", 450, 32, 2018),
    on(Gym, "Gymnase du Canal", 1_640, 0, 1973),
    on(Gym, "Gymnase Victor-Hugo", 1_920, 0, 1965),
    on(Office, "Mairie annexe du Canal", 840, 0, 1978),
    el(Office, "Direction de la propreté", 720, 0, 1996),
    el(Culture, "Fabrique du Canal", 1_860, 0, 2009),
    el(Community, "Centre social du Canal", 1_070, 0, 2017),
    on(Community, "Maison de quartier de l’Écluse", 770, 0, 1975),
    on(Kitchen, "Cuisine centrale", 2_150, 0, 1998),
    el(Stadium, "Stade de la Varenne", 580, 0, 1985),
];
