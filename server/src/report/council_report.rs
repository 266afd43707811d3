use app::view::{CityView, MethodView, ThemeView, ViewError, Views};
use model::engine::Standing;
use model::format::{NARROW_SPACE, date_long, date_short, note as note_text, percent};
use model::score::{Level, Note};

use super::method_blocks::method_blocks;
use super::standing_block::{level_cell, standing_block, trend_cell};
use super::subject_report::{Subject, heading, rebuilt};
use super::{Block, Cell, Document, ReportAsked, TableBlock, TableColumn};

/// Places out of line that are listed; how many more there are is said.
const MOST_DEVIATIONS: usize = 25;
/// Decisions that are listed.
const MOST_DECISIONS: usize = 40;

/// What a council reads: the town, a page a theme, what is out of line, what was decided
/// of objectives, and the method.
///
/// # Errors
/// [`ViewError`] as the pages have it.
pub async fn council_report(
    views: &dyn Views,
    indicators: &[String],
    asked: &ReportAsked,
) -> Result<Document, ViewError> {
    let city = views.city(&asked.page("/", &[])?).await?;
    if city.empty {
        return Err(ViewError::Undeclared);
    }
    let frame = city.frame.clone();
    let mut themes = Vec::new();
    for theme in &frame.themes {
        let page = asked.page(&format!("/theme/{}", theme.code), &[])?;
        themes.push(views.theme(&theme.code, &page).await?);
    }
    let mut methods = Vec::new();
    for indicator in indicators {
        let page = asked.page(&format!("/methode/{indicator}"), &[])?;
        match views.method(indicator, &page).await {
            Ok(view) => methods.push(view),
            // An indicator of a theme that this town does not follow.
            Err(ViewError::NotFound) => {}
            Err(fault) => return Err(fault),
        }
    }
    let from = asked.period.before(frame.day);
    let mut blocks = first_page(&city, &themes, asked);
    let whole = Subject::of(views, &frame.city_code, None, asked).await?;
    blocks.extend(whole.change());
    for theme in &frame.themes {
        let subject = Subject::of(views, &frame.city_code, Some(&theme.code), asked).await?;
        blocks.extend(subject.blocks(asked, true));
    }
    blocks.extend(deviations(&themes));
    blocks.extend(decisions(&methods, from));
    methods.retain(|method| !method.targets.is_empty());
    blocks.extend(method_blocks(&methods, asked));
    let coverage = city.standing.standing.coverage.share();
    Ok(Document {
        title: format!("Rapport au conseil · {}", frame.city),
        genre: format!("Rapport au conseil sur {}", asked.period.name()),
        foot: format!(
            "Données du {} · complétude {}{}",
            date_short(frame.day),
            percent(coverage, 0),
            rebuilt(&frame)
        ),
        city: frame.city,
        day: frame.day,
        demo: frame.demo,
        blocks,
    })
}

fn first_page(city: &CityView, themes: &[ThemeView], asked: &ReportAsked) -> Vec<Block> {
    let frame = &city.frame;
    let facts = format!(
        "Du {} au {}",
        date_long(asked.period.before(frame.day)),
        date_long(frame.day)
    );
    let rows = themes
        .iter()
        .map(|theme| {
            let card = city.themes.iter().find(|card| card.code == theme.code);
            let standing = theme.standing.on(Some(&theme.code));
            let mut row = vec![
                Cell::text(theme.name.clone()),
                Cell::text(card.map(|card| card.fact.clone()).unwrap_or_default()),
            ];
            row.extend(signs(standing.as_ref()));
            row
        })
        .collect();
    let counts = city.counts;
    let sites = |count: u32, word: &str| format!("{count} {word}");
    vec![
        Block::Subject {
            name: format!("{}, rapport au conseil", frame.city),
            facts,
            on_new_page: false,
        },
        standing_block(
            &city.standing.standing,
            frame,
            city.standing.latest_at,
            city.headline.clone(),
        ),
        heading("Thème par thème".to_owned()),
        Block::Table(Box::new(TableBlock {
            caption: String::new(),
            columns: vec![
                TableColumn::words("Thème", 3),
                TableColumn::words("Mesuré et demandé", 8),
                TableColumn::words("Niveau", 4),
                TableColumn::words("Tendance", 9),
                TableColumn::figures("Note", 2),
            ],
            rows,
            summed: false,
        })),
        heading("Où en sont les lieux".to_owned()),
        Block::Text {
            paragraphs: vec![
                [
                    sites(counts.ok, "atteignent leurs objectifs"),
                    sites(counts.watch, "sont à surveiller"),
                    sites(counts.gap, "sont en écart"),
                    sites(counts.none, "ne sont pas notés"),
                ]
                .join(", ")
                    + ".",
            ],
        },
    ]
}

/// Level, trend and note, in three cells.
fn signs(standing: Option<&Standing>) -> [Cell; 3] {
    let level = standing.and_then(level_cell);
    let trend = standing.and_then(trend_cell);
    let note = standing.and_then(|standing| standing.note);
    [
        level.unwrap_or_default(),
        trend.unwrap_or_default(),
        Cell::text(note_text(note)),
    ]
}

/// Sites out of line, the worst first.
fn deviations(themes: &[ThemeView]) -> Vec<Block> {
    let mut found: Vec<(Note, Vec<Cell>)> = themes
        .iter()
        .flat_map(|theme| theme.sites.iter().map(move |site| (theme, site)))
        .filter(|(_, (.., standing))| standing.level == Level::Gap)
        .filter_map(|(theme, (_, name, r#use, standing))| {
            let mut row = vec![
                Cell::text(name.clone()),
                Cell::text(r#use.clone()),
                Cell::text(theme.name.clone()),
            ];
            row.extend(signs(Some(standing)).into_iter().skip(1));
            Some((standing.note?, row))
        })
        .collect();
    found.sort_by_key(|(note, _)| note.ten_thousandths());
    let count = found.len();
    let on_new_page = Block::Subject {
        name: match count {
            0 => "Aucun lieu n’est en écart".to_owned(),
            1 => "Un lieu est en écart".to_owned(),
            count => format!("{count} lieux sont en écart"),
        },
        facts: "Notes sous 8 sur 10, thème par thème, les plus basses d’abord".to_owned(),
        on_new_page: true,
    };
    if found.is_empty() {
        return vec![on_new_page];
    }
    let caption = match count.saturating_sub(MOST_DEVIATIONS) {
        0 => String::new(),
        more => format!(
            "Les {MOST_DEVIATIONS} plus basses{NARROW_SPACE}; {more} autres sont sur les pages des thèmes"
        ),
    };
    vec![
        on_new_page,
        Block::Table(Box::new(TableBlock {
            caption,
            columns: vec![
                TableColumn::words("Lieu", 8),
                TableColumn::words("Usage", 5),
                TableColumn::words("Thème", 3),
                TableColumn::words("Tendance", 8),
                TableColumn::figures("Note", 2),
            ],
            rows: found
                .into_iter()
                .take(MOST_DEVIATIONS)
                .map(|(_, row)| row)
                .collect(),
            summed: false,
        })),
    ]
}

/// What was decided of objectives in the period, loosened ones first.
fn decisions(methods: &[MethodView], from: model::time::Day) -> Vec<Block> {
    let mut found: Vec<_> = methods
        .iter()
        .flat_map(|method| method.history.iter().map(move |made| (method, made)))
        .filter(|(_, made)| made.on > from)
        .collect();
    found.sort_by_key(|(_, made)| (!made.loosened, std::cmp::Reverse(made.on)));
    let loosened = found.iter().filter(|(_, made)| made.loosened).count();
    let title = heading(match (found.len(), loosened) {
        (0, _) => "Aucun objectif n’a été modifié".to_owned(),
        (_, 0) => "Objectifs modifiés, aucun assoupli".to_owned(),
        (_, 1) => "Objectifs modifiés, dont un assoupli ou retiré".to_owned(),
        (_, count) => format!("Objectifs modifiés, dont {count} assouplis ou retirés"),
    });
    if found.is_empty() {
        return vec![title];
    }
    let rows = found
        .into_iter()
        .take(MOST_DECISIONS)
        .map(|(method, made)| {
            let why = [made.reason.as_str(), made.decision.as_str()];
            let why: Vec<&str> = why.into_iter().filter(|text| !text.is_empty()).collect();
            vec![
                Cell::text(made.when.clone()),
                Cell::text(format!("{} · {}", made.place_name, method.name)),
                Cell::text(format!(
                    "{}{NARROW_SPACE}: {}",
                    made.mark,
                    made.changes.join(", ")
                )),
                Cell::text(match why.is_empty() {
                    true => made.by.clone(),
                    false => format!("{} ({})", why.join(" · "), made.by),
                }),
            ]
        })
        .collect();
    vec![
        title,
        Block::Table(Box::new(TableBlock {
            caption: String::new(),
            columns: vec![
                TableColumn::words("Le", 4),
                TableColumn::words("Objectif", 7),
                TableColumn::words("Ce qui change", 8),
                TableColumn::words("Pourquoi, et par qui", 8),
            ],
            rows,
            summed: false,
        })),
    ]
}
