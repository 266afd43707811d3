//! What each audience comes for, put together from what everybody may read.

mod agents;
mod changed;
mod directorates;
mod elected;
mod lines;
mod management;
mod residents;
mod silent_sources;
mod waits;

use app::state::PageLink;
use app::view::{Address, Audience, AudienceView};
use model::reception::Hall;

pub(super) use lines::objective_line;

use super::{Scene, frame};
use crate::store::ObjectiveVersion;

/// What the page of an audience is made from.
pub(super) struct Told<'a> {
    pub scene: &'a Scene<'a>,
    pub asked: &'a Address,
    pub link: PageLink,
    /// How it looks at the counters now; empty on a page of the past.
    pub halls: &'a [Hall],
    pub versions: &'a [ObjectiveVersion],
}

/// `/vue/{audience}`.
pub(super) fn view(
    scene: &Scene<'_>,
    audience: Audience,
    asked: &Address,
    halls: &[Hall],
    versions: &[ObjectiveVersion],
) -> Option<AudienceView> {
    let frame = frame::frame(scene);
    let told = Told {
        scene,
        asked,
        link: PageLink::of(&frame),
        halls: if scene.past { &[] } else { halls },
        versions,
    };
    let empty = AudienceView {
        frame,
        audience,
        asked: asked.clone(),
        headline: Vec::new(),
        standing: None,
        choices: Vec::new(),
        sections: Vec::new(),
        ways: Vec::new(),
    };
    match audience {
        Audience::Residents => residents::fill(&told, empty),
        Audience::Elected => elected::fill(&told, empty),
        Audience::Management => management::fill(&told, empty),
        Audience::Directorates => Some(directorates::fill(&told, empty)),
        Audience::Agents => Some(agents::fill(&told, empty)),
    }
}
