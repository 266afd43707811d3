use app::view::Crumb;
use model::city::{OpeningCalendar, PlaceCode, PlaceId};
use model::engine::Town;
use model::format::NARROW_SPACE;
use model::reception::{DeskGroup, DisclosureRules, merge_small_groups};

/// A counter, as it is declared.
pub(super) struct Counter {
    pub(super) id: PlaceId,
    pub(super) code: PlaceCode,
    pub(super) name: String,
    pub(super) desks: u32,
    pub(super) calendar: OpeningCalendar,
}

/// The counters at and below a place.
pub(super) struct Counters {
    /// The name of the place.
    pub(super) name: String,
    /// The way down to it from the city, itself last.
    pub(super) path: Vec<Crumb>,
    /// Its counters, by name.
    pub(super) here: Vec<Counter>,
    /// The groups of the whole town that lie here altogether, each of three desks or more.
    pub(super) groups: Vec<DeskGroup<PlaceId, ()>>,
}

impl Counters {
    pub(super) fn of(town: &Town, place: &str) -> Option<Self> {
        let tree = town.tree();
        let id = tree.id(place)?;
        let desks = |counter: PlaceId| {
            let children = tree.children(counter).iter();
            let desks =
                children.filter(|desk| tree.place(**desk).is_some_and(|d| d.kind == "desk"));
            u32::try_from(desks.count()).unwrap_or(u32::MAX)
        };
        let all = town.counters().iter().map(|counter| counter.place);
        let groups = all.map(|counter| DeskGroup {
            of: vec![counter],
            desks: desks(counter),
            figures: (),
        });
        let least = DisclosureRules::default().desks;
        // One partition of the whole town, whoever looks: what two pages show of the same
        // counters cannot be subtracted.
        let mut groups = merge_small_groups(groups.collect(), least, |(), ()| ());
        let is_here = |counter: PlaceId| tree.upwards(counter).any(|above| above == id);
        groups.retain(|group| group.of.iter().all(|counter| is_here(*counter)));
        let here = town.counters().iter().map(|counter| counter.place);
        let mut here: Vec<Counter> = here
            .filter(|counter| is_here(*counter))
            .filter_map(|counter| {
                let declared = tree.place(counter)?;
                Some(Counter {
                    id: counter,
                    code: declared.code.clone(),
                    name: declared.name.clone(),
                    desks: desks(counter),
                    calendar: OpeningCalendar::of(tree, town.facts(), counter),
                })
            })
            .collect();
        here.sort_by(|a, b| a.name.cmp(&b.name));
        let way = tree.upwards(id).filter_map(|above| tree.place(above));
        let mut path: Vec<Crumb> = way
            .map(|place| Crumb {
                code: place.code.to_string(),
                name: place.name.clone(),
            })
            .collect();
        path.reverse();
        Some(Self {
            name: tree.place(id)?.name.clone(),
            path,
            here,
            groups,
        })
    }

    /// Whether a counter has figures of its own.
    pub(super) fn is_alone(&self, counter: &Counter) -> bool {
        self.groups.iter().any(|group| group.of == [counter.id])
    }

    /// Which counters are in no group here, in words.
    pub(super) fn apart(&self) -> Option<String> {
        let grouped = |counter: &Counter| self.groups.iter().any(|g| g.of.contains(&counter.id));
        let apart = self.here.iter().filter(|counter| !grouped(counter));
        let names: Vec<&str> = apart.map(|counter| counter.name.as_str()).collect();
        if names.is_empty() {
            return None;
        }
        Some(format!(
            "{}{NARROW_SPACE}: trop peu de guichets pour être montrés ici, seuls ou réunis avec \
             d’autres lieux. La page de la ville les réunit.",
            names.join(", ")
        ))
    }
}
