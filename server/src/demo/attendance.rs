use super::building_use::BuildingUse;
use super::roll::Entry;

/// People a building serves on a usual day: as the roll counts them, else from its area.
pub(super) fn users(entry: &Entry) -> u32 {
    /// m² for each visitor, swimmer, colleague, and meals for each m² of a kitchen.
    const fn by_area(of: BuildingUse, area_m2: u32) -> u32 {
        match of {
            BuildingUse::Gym => area_m2 / 14,
            BuildingUse::Pool => area_m2 / 8,
            BuildingUse::Office => area_m2 / 28,
            BuildingUse::Culture => area_m2 / 20,
            BuildingUse::Workshop => area_m2 / 55,
            BuildingUse::Community => area_m2 / 15,
            BuildingUse::Stadium => area_m2 / 5,
            BuildingUse::Kitchen => area_m2 * 3 / 2,
            // Pupils, cots and residents are counted.
            _ => area_m2 / 11,
        }
    }
    if entry.users > 0 {
        entry.users
    } else {
        by_area(entry.of, entry.area_m2)
    }
}

/// Water that one of them takes in a year, m³, from the thriftiest to the greediest.
/// Orders of magnitude of French municipal buildings.
pub(super) const fn water(of: BuildingUse) -> (f64, f64) {
    match of {
        BuildingUse::Nursery => (2.6, 4.4),
        BuildingUse::Elementary => (2.4, 5.4),
        BuildingUse::Creche => (9.0, 15.0),
        BuildingUse::Gym => (4.5, 8.5),
        BuildingUse::Pool => (36.0, 54.0),
        BuildingUse::Office => (2.0, 3.4),
        BuildingUse::Culture => (0.8, 1.7),
        BuildingUse::Workshop => (5.0, 11.0),
        BuildingUse::CareHome => (42.0, 62.0),
        BuildingUse::Community => (1.2, 2.6),
        BuildingUse::Stadium => (7.0, 15.0),
        BuildingUse::Kitchen => (1.2, 2.2),
    }
}
