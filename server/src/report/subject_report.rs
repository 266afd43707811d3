use app::chart::Chart;
use app::view::{ChangeView, ExplanationView, Frame, PlaceView, ViewError, Views};
use model::format::{NARROW_SPACE, date_long, date_short, percent, signed};
use model::score::RowSubject;

use super::missing_list::missing_list;
use super::objectives_table::objectives_table;
use super::standing_block::standing_block;
use super::{Block, Cell, ChartBlock, Document, ReportAsked, TableBlock, TableColumn};

/// A place, or a theme of a place, on one page.
///
/// # Errors
/// [`ViewError`] as its page has it.
pub async fn subject_report(
    views: &dyn Views,
    code: &str,
    theme: Option<&str>,
    asked: &ReportAsked,
) -> Result<Document, ViewError> {
    let subject = Subject::of(views, code, theme, asked).await?;
    let frame = subject.frame().clone();
    Ok(Document {
        title: subject.title(),
        genre: format!("Rapport sur {}", asked.period.name()),
        foot: subject.foot(),
        blocks: subject.blocks(asked, false),
        city: frame.city,
        day: frame.day,
        demo: frame.demo,
    })
}

/// What the pages say of a place or of a theme of it.
pub(super) struct Subject {
    place: PlaceView,
    theme: Option<String>,
    /// How long people wait, where the theme is about that.
    waits: Option<Chart>,
    /// Code and name of the theme.
    theme_name: Option<String>,
    explanations: Vec<ExplanationView>,
    change: ChangeView,
}

impl Subject {
    pub(super) async fn of(
        views: &dyn Views,
        code: &str,
        theme: Option<&str>,
        asked: &ReportAsked,
    ) -> Result<Self, ViewError> {
        let words: Vec<(&str, &str)> = theme.map(|theme| ("theme", theme)).into_iter().collect();
        let page = asked.page(&format!("/lieu/{code}"), &words)?;
        let place = views.place(code, &page).await?;
        let since = model::format::date_iso(asked.period.before(place.frame.day));
        let plain = asked.page(&format!("/lieu/{code}/calcul"), &[])?;
        let mut explanations = Vec::new();
        let themes = place.frame.themes.clone();
        let known = themes
            .iter()
            .find(|known| Some(known.code.as_str()) == theme);
        if theme.is_some() && known.is_none() {
            return Err(ViewError::NotFound);
        }
        for known in themes
            .iter()
            .filter(|t| theme.is_none_or(|wanted| t.code == wanted))
        {
            explanations.push(views.explanation(code, Some(&known.code), &plain).await?);
        }
        let waits = match theme.is_some() && explanations.iter().any(is_of_reception) {
            true => {
                let page = asked.page(&format!("/lieu/{code}/accueil"), &[])?;
                views.reception(code, &page).await?.waits
            }
            false => None,
        };
        let page = asked.page(&format!("/lieu/{code}/pourquoi"), &[("depuis", &since)])?;
        Ok(Self {
            change: views.change(code, theme, &page).await?,
            theme: theme.map(str::to_owned),
            waits,
            theme_name: known.map(|known| known.name.clone()),
            explanations,
            place,
        })
    }

    pub(super) const fn frame(&self) -> &Frame {
        &self.place.frame
    }

    fn name(&self) -> String {
        match &self.theme_name {
            Some(theme) => format!("{theme} · {}", self.place.name),
            None => self.place.name.clone(),
        }
    }

    /// The name, and the town where that is not its last word already.
    fn title(&self) -> String {
        let (name, city) = (self.name(), &self.frame().city);
        if self.place.name == *city {
            return name;
        }
        format!("{name} · {city}")
    }

    /// « Données du 24 novembre 2026 · complétude 96 % ».
    fn foot(&self) -> String {
        let standing = self.place.standing.on(self.theme.as_deref());
        let coverage = standing.map_or(self.place.standing.standing.coverage, |s| s.coverage);
        format!(
            "Données du {} · complétude {} · 12{NARROW_SPACE}mois glissants sauf mention{}",
            date_short(self.frame().day),
            percent(coverage.share(), 0),
            rebuilt(self.frame())
        )
    }

    pub(super) fn blocks(&self, asked: &ReportAsked, on_new_page: bool) -> Vec<Block> {
        let place = &self.place;
        let theme = self.theme.as_deref();
        let standing = place.standing.on(theme).unwrap_or(model::engine::Standing {
            judged: false,
            ..place.standing.standing
        });
        let above: Vec<&str> = place.path.iter().map(|crumb| crumb.name.as_str()).collect();
        let facts: Vec<&str> = [place.facts.as_str()].into_iter().chain(above).collect();
        let mut blocks = vec![
            Block::Subject {
                name: self.name(),
                facts: facts.join(" · "),
                on_new_page,
            },
            standing_block(
                &standing,
                &place.frame,
                place.standing.latest_at,
                place.headline.clone(),
            ),
        ];
        blocks.extend(charts(place, self.waits.as_ref()));
        let stated: Vec<_> = self
            .explanations
            .iter()
            .map(|view| view.explanation.clone())
            .collect();
        if let Some(table) = objectives_table(&stated) {
            blocks.push(heading(match objectives(&self.explanations) {
                1 => "Un objectif".to_owned(),
                count => format!("{count} objectifs"),
            }));
            blocks.push(table);
        }
        blocks.extend(self.change());
        let missing = missing_list(&self.explanations);
        if !missing.is_empty() {
            blocks.push(heading("Ce qui manque".to_owned()));
            blocks.push(Block::List { items: missing });
        }
        blocks.push(self.links(asked));
        blocks
    }

    /// Why the note moved, in sentences and amounts.
    pub(super) fn change(&self) -> Vec<Block> {
        let since = date_long(self.change.from);
        let Some(figures) = &self.change.figures else {
            return Vec::new();
        };
        let points = |points: i32| Cell::text(signed(f64::from(points) / 10_000.0, 2));
        let mut rows: Vec<Vec<Cell>> = figures
            .causes
            .iter()
            .map(|part| {
                vec![
                    Cell::text(part.name.clone()),
                    Cell::text(part.words.clone()),
                    points(part.points),
                ]
            })
            .collect();
        let total = figures.after.minus(figures.before);
        rows.push(vec![Cell::text("Ensemble"), Cell::text(""), points(total)]);
        let mut blocks = vec![
            heading(format!("Ce qui a changé depuis le {since}")),
            Block::Text {
                paragraphs: vec![figures.sentences.join(" ")],
            },
        ];
        if rows.len() > 1 {
            blocks.push(Block::Table(Box::new(TableBlock {
                caption: String::new(),
                columns: vec![
                    TableColumn::words("Cause", 5),
                    TableColumn::words("Ce que c’est", 11),
                    TableColumn::figures("Points", 2),
                ],
                rows,
                summed: true,
            })));
        }
        blocks
    }

    fn links(&self, asked: &ReportAsked) -> Block {
        let code = &self.place.code;
        let theme = self.theme.as_ref().map(|theme| format!("/{theme}"));
        let theme = theme.unwrap_or_default();
        let day = asked
            .day
            .map(|day| format!("?au={}", model::format::date_iso(day)));
        let day = day.unwrap_or_default();
        let link = |words: &str, path: String| (words.to_owned(), asked.link(&path));
        let mut links = vec![
            link("La page", format!("/lieu/{code}{day}")),
            link(
                "Le calcul de la note",
                format!("/lieu/{code}/calcul{theme}{day}"),
            ),
            link(
                "Pourquoi elle a changé",
                format!("/lieu/{code}/pourquoi{theme}{day}"),
            ),
        ];
        let indicator = self.explanations.iter().find_map(|view| {
            view.explanation
                .rows
                .iter()
                .find_map(|row| match &row.subject {
                    RowSubject::Objective(judged) => Some(judged.indicator.to_string()),
                    RowSubject::Place { .. } | RowSubject::Theme { .. } => None,
                })
        });
        links.extend(indicator.map(|code| link("Sources et méthode", format!("/methode/{code}"))));
        Block::Links { links }
    }
}

fn is_of_reception(view: &ExplanationView) -> bool {
    view.explanation.rows.iter().any(|row| match &row.subject {
        RowSubject::Objective(judged) => !judged.counters.is_empty(),
        RowSubject::Place { .. } | RowSubject::Theme { .. } => false,
    })
}

pub(super) const fn heading(text: String) -> Block {
    Block::Heading { text }
}

fn objectives(views: &[ExplanationView]) -> usize {
    let rows = views.iter().flat_map(|view| &view.explanation.rows);
    rows.filter(|row| matches!(row.subject, RowSubject::Objective(_)))
        .count()
}

/// The trajectory, and beside it the chart that tells most of such a place.
fn charts(place: &PlaceView, waits: Option<&Chart>) -> Option<Block> {
    let telling = waits
        .cloned()
        .or_else(|| place.rank.as_ref().map(|rank| rank.chart.clone()))
        .or_else(|| place.heat_map.clone())
        .or_else(|| place.signature.clone())
        .or_else(|| {
            place.fluids.first().map(|fluid| {
                let title = format!("{}, douze mois{NARROW_SPACE}: {}", fluid.name, fluid.total);
                Chart {
                    title,
                    ..fluid.chart.clone()
                }
            })
        });
    let charts: Vec<&Chart> = [place.trajectory.as_ref(), telling.as_ref()]
        .into_iter()
        .flatten()
        .collect();
    let drawn = |chart: &Chart, svg: &str| ChartBlock {
        title: chart.title.clone(),
        description: chart.description.clone(),
        svg: svg.to_owned(),
    };
    match charts.as_slice() {
        [] => None,
        [chart] => Some(Block::Charts {
            charts: vec![drawn(chart, &chart.svg_wide)],
        }),
        charts => Some(Block::Charts {
            charts: charts
                .iter()
                .map(|chart| drawn(chart, &chart.svg_narrow))
                .collect(),
        }),
    }
}

/// What the foot of a report on a past day says where that day is not remembered.
pub(super) const fn rebuilt(frame: &Frame) -> &'static str {
    if frame.past && !frame.remembered {
        " · reconstitué avec ce qui est su aujourd’hui"
    } else {
        ""
    }
}
