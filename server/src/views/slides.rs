use app::state::PageLink;
use app::view::{Address, ObjectiveLine, SlideProof, SlideView};
use model::format::{NARROW_SPACE, date_iso, percent};

use super::audience::objective_line;
use super::deviations::{deviations, outlooks};
use super::objective_history::amendments_since;
use super::objective_lines::objective_lines;
use super::{Scene, change, charts, frame, sentences};
use crate::store::ObjectiveVersion;

/// What the council is told of: the change over three months, the decisions of a year.
const CHANGE_DAYS: i32 = 91;
const DECISION_DAYS: i32 = 365;
/// Lines that are read from the back of a room.
const MOST: usize = 5;
const MOST_DECISIONS: usize = 3;

/// One slide, by what it tells.
#[derive(Clone, Copy)]
enum Slide {
    Note,
    Change,
    /// Of a theme, by its position.
    Theme(usize),
    Deviations,
    Outlook,
    Decisions,
    Method,
}

/// `/presentation/{number}`: `None` beyond the last.
pub(super) fn view(
    scene: &Scene<'_>,
    number: usize,
    versions: &[ObjectiveVersion],
) -> Option<SlideView> {
    let themes = (0..scene.town().themes().len()).map(Slide::Theme);
    let after = [
        Slide::Deviations,
        Slide::Outlook,
        Slide::Decisions,
        Slide::Method,
    ];
    let slides: Vec<Slide> = [Slide::Note, Slide::Change]
        .into_iter()
        .chain(themes)
        .chain(after)
        .collect();
    let at = number.checked_sub(1)?;
    let frame = frame::frame(scene);
    let (sentences, proof) = tell(scene, *slides.get(at)?, PageLink::of(&frame), versions)?;
    Some(SlideView {
        frame,
        titles: slides.iter().map(|slide| slide.title(scene)).collect(),
        at,
        sentences,
        proof,
    })
}

impl Slide {
    fn title(self, scene: &Scene<'_>) -> String {
        match self {
            Self::Note => "Où en est la ville",
            Self::Change => "Ce qui a changé en trois mois",
            Self::Theme(index) => {
                let theme = scene.town().themes().get(index);
                return theme.map(|theme| theme.name.clone()).unwrap_or_default();
            }
            Self::Deviations => "Ce qui est en écart",
            Self::Outlook => "Tiendrons-nous nos objectifs\u{202f}?",
            Self::Decisions => "Ce qui a été décidé",
            Self::Method => "D’où viennent ces notes",
        }
        .to_owned()
    }
}

fn tell(
    scene: &Scene<'_>,
    slide: Slide,
    link: PageLink,
    versions: &[ObjectiveVersion],
) -> Option<(Vec<String>, SlideProof)> {
    Some(match slide {
        Slide::Note => {
            let standing = scene.standing(scene.root)?;
            let words = sentences::city(scene, &standing.standing);
            (
                words,
                SlideProof::Note(None, standing.standing, standing.latest_at),
            )
        }
        Slide::Change => changed(scene),
        Slide::Theme(index) => of_theme(scene, index, link)?,
        Slide::Deviations => {
            let found = deviations(scene);
            (vec![found.headline], lines(found.lines, link))
        }
        Slide::Outlook => outlook(scene, link),
        Slide::Decisions => decisions(scene, versions),
        Slide::Method => (method(scene), SlideProof::None),
    })
}

fn changed(scene: &Scene<'_>) -> (Vec<String>, SlideProof) {
    let since = date_iso(scene.day.plus(-CHANGE_DAYS));
    let city = scene
        .place(scene.root)
        .map_or("", |city| city.code.as_str());
    let asked = Address::parse(&format!("/?depuis={since}")).ok();
    let view = asked.and_then(|asked| change::view(scene, city, None, &asked));
    match view.and_then(|view| view.figures) {
        Some(figures) => {
            let told = figures.sentences.into_iter().take(2).collect();
            (told, SlideProof::Chart(Box::new(figures.chart)))
        }
        None => (
            vec!["Il n’y avait pas encore de note il y a trois mois.".to_owned()],
            SlideProof::None,
        ),
    }
}

fn of_theme(scene: &Scene<'_>, index: usize, link: PageLink) -> Option<(Vec<String>, SlideProof)> {
    let town = scene.town();
    let theme = town.themes().get(index)?;
    let explanation = scene.now().explain(town, scene.root, Some(index))?;
    // As on its page: the first objective tells the theme.
    let mut plans = town.plan().at(scene.root).iter();
    let first = plans.find(|plan| plan.theme == index);
    let chart = first.and_then(|plan| charts::objective_trajectory(scene, plan));
    let proof = match chart {
        Some(chart) => SlideProof::Chart(Box::new(chart)),
        None => lines(objective_lines(scene, scene.root, Some(index)), link),
    };
    Some((sentences::theme(&theme.name, &explanation), proof))
}

fn outlook(scene: &Scene<'_>, link: PageLink) -> (Vec<String>, SlideProof) {
    let (all, judged) = outlooks(scene);
    let told = match (all.len(), judged) {
        (0, _) => "Le passé connu est trop court pour dire où mènent les objectifs.".to_owned(),
        (told, _) if told == judged => {
            "Voici où mène le rythme actuel, si rien n’est décidé.".to_owned()
        }
        (told, _) => format!(
            "Voici où mène le rythme actuel, pour {told} objectifs sur {judged}\
             {NARROW_SPACE}: le passé des autres est trop court."
        ),
    };
    (vec![told], lines(all, link))
}

fn lines(lines: Vec<ObjectiveLine>, link: PageLink) -> SlideProof {
    let lines = lines.into_iter().take(MOST);
    SlideProof::Lines(lines.map(|line| objective_line(line, link)).collect())
}

fn decisions(scene: &Scene<'_>, versions: &[ObjectiveVersion]) -> (Vec<String>, SlideProof) {
    let found = amendments_since(scene, versions, scene.day.plus(-DECISION_DAYS));
    let loosened = found.iter().filter(|(_, one)| one.loosened).count();
    let told = match (found.len(), loosened) {
        (0, _) => "Aucun objectif n’a été modifié depuis un an.".to_owned(),
        (1, 0) => "Un objectif a été modifié depuis un an, sans être assoupli.".to_owned(),
        (1, _) => "Un objectif a été assoupli depuis un an.".to_owned(),
        (count, 0) => format!("{count} décisions sur les objectifs en un an, aucun assoupli."),
        (count, 1) => format!("{count} décisions sur les objectifs en un an, dont un assoupli."),
        (count, _) => {
            format!("{count} décisions sur les objectifs en un an, dont {loosened} assouplis.")
        }
    };
    let shown = found.into_iter().map(|(_, one)| one).take(MOST_DECISIONS);
    let shown: Vec<_> = shown.collect();
    let proof = match shown.is_empty() {
        true => SlideProof::None,
        false => SlideProof::Amendments(shown),
    };
    (vec![told], proof)
}

fn method(scene: &Scene<'_>) -> Vec<String> {
    let coverage = scene.standing(scene.root).map(|s| s.standing.coverage);
    let share = coverage.map_or(0.0, |coverage| coverage.share());
    vec![
        format!("{} des données attendues sont là.", percent(share, 0)),
        "Chaque note se recalcule depuis ses mesures, que chacun peut lire.".to_owned(),
    ]
}
