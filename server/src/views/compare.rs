use app::view::{Address, CompareView, Crumb};

use super::comparing::comparing;
use super::place::path;
use super::{Scene, frame};

/// `/lieu/{code}/comparer`.
pub(super) fn view(scene: &Scene<'_>, code: &str, asked: &Address) -> Option<CompareView> {
    let id = scene.town().tree().id(code)?;
    let name = scene.name(id).to_owned();
    let mut path = path(scene, id);
    path.push(Crumb {
        code: code.to_owned(),
        name: name.clone(),
    });
    Some(CompareView {
        frame: frame::frame(scene),
        code: code.to_owned(),
        name,
        path,
        comparison: comparing(scene, id, asked, false),
    })
}
