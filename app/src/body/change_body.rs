use leptos::prelude::*;
use model::format::{NARROW_SPACE, date_iso, date_long, signed};
use model::time::Day;

use super::laid_out;
use crate::chart::ChartTable;
use crate::components::{RowsTable, TableRow, breadcrumb, chart_figure, rows_table, table_links};
use crate::state::PageLink;
use crate::view::{ChangeFigures, ChangePart, ChangeView, Here, PageView};

const BY_CAUSE: [&str; 3] = ["Cause", "Ce que c’est", "Points"];
const BY_PLACE: [&str; 3] = ["Lieu", "Surtout", "Points"];
const BY_INDICATOR: [&str; 3] = ["Indicateur", "Surtout", "Points"];

/// `/lieu/{code}/pourquoi[/{theme}]`: why a note moved.
pub fn change_body(view: ChangeView) -> PageView {
    let frame = view.frame;
    let link = PageLink::of(&frame);
    let place = view.path.last().cloned();
    let (code, name) = place
        .map(|crumb| (crumb.code, crumb.name))
        .unwrap_or_default();
    let last = format!("{} · depuis le {}", view.title, date_long(view.from));
    let choices = view
        .since
        .iter()
        .map(|choice| {
            let current = choice.chosen.then_some("true");
            view! {
                <li>
                    <a href=view.asked.with("depuis", &choice.value) aria-current=current data-noscroll="">
                        {choice.label.clone()}
                    </a>
                </li>
            }
        })
        .collect_view();
    let told = match view.figures {
        Some(figures) => told(figures),
        None => view! {
            <p class="empty">
                {format!(
                    "Il n’y a pas de note à l’un des deux jours{NARROW_SPACE}: rien ne peut être comparé. Choisissez un autre jour.",
                )}
            </p>
        }
        .into_any(),
    };
    let kept = view
        .asked
        .words_but(&["depuis"])
        .map(|(name, value)| view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> })
        .collect_view();
    let content = view! {
        {breadcrumb(view.path, Some(last), link)}
        <h1 class="title">"Pourquoi la note a changé"</h1>
        <div class="change__since">
            <nav aria-label="Depuis quand">
                <ul class="compare-bar__segments">{choices}</ul>
            </nav>
            <form class="choice" method="get" action=view.asked.path().to_owned()>
                {kept}
                <div class="choice__field">
                    <label for="depuis">"Depuis la fin du"</label>
                    <input type="date" id="depuis" name="depuis" value=date_iso(view.from) max=latest(frame.day)/>
                </div>
                <button class="button" type="submit">"Comparer"</button>
            </form>
        </div>
        {told}
        <p class="change__decide">
            // A page for who signed in, without a browser half: the same link for every reader.
            <a href=format!("/admin/actions/nouvelle?lieu={code}") rel="external">
                "Décider une action"
            </a>
        </p>
        <p class="context change__decide">
            <a href=link.explanation(&code, view.theme.as_deref())>
                "Comment la note du jour est calculée"
            </a>
        </p>
    }
    .into_any();
    let title = format!("Pourquoi la note a changé · {name}");
    laid_out(frame, Here::Method, "page--change", &title, content)
}

fn latest(day: Day) -> String {
    date_iso(day.plus(-1))
}

fn told(figures: ChangeFigures) -> AnyView {
    let sentences = figures
        .sentences
        .into_iter()
        .map(|sentence| view! { <p>{sentence}</p> })
        .collect_view();
    let thin = figures.thin.then(|| {
        view! {
            <p class="context">
                "À l’un des deux jours, moins de la moitié des données étaient là\u{202f}: cette note n’est pas montrée ailleurs."
            </p>
        }
    });
    let total = figures.after.minus(figures.before);
    let by_place =
        (figures.places.len() > 1).then(|| parts("Par lieu", &BY_PLACE, figures.places, total));
    let by_indicator = (figures.indicators.len() > 1)
        .then(|| parts("Par indicateur", &BY_INDICATOR, figures.indicators, total));
    view! {
        <div class="change__lead">{sentences} {thin}</div>
        <div class="two-thirds">
            <div class="two-thirds__main">
                {chart_figure(figures.chart, ())}
                {parts("Par cause", &BY_CAUSE, figures.causes, total)}
                {how()}
            </div>
            <div class="two-thirds__side">{by_place} {by_indicator}</div>
        </div>
    }
    .into_any()
}

/// How points are shared out, for who wants to know.
fn how() -> AnyView {
    view! {
        <details class="change__how">
            <summary>"Comment les points sont partagés"</summary>
            <p>
                "Les points s’additionnent jusqu’à la différence des deux notes, au dix-millième. Une note est une moyenne\u{202f}: à chaque étage, le changement d’une partie compte avec la moyenne de ses deux poids."
            </p>
            <p>
                "À un objectif, on suit le chemin droit d’un jour à l’autre et l’on sépare à chaque pas ce que fait la valeur et ce que fait la demande. Ce que fait la valeur est ensuite réparti selon ce qui a déplacé les quantités derrière elle."
            </p>
            <p>
                "La météo est la différence de degrés-jours multipliée par la sensibilité du compteur\u{202f}; le calendrier, la différence de jours ouverts et fermés multipliée par ce que ces jours consomment. Les deux jours sont jugés sur les objectifs d’aujourd’hui."
            </p>
        </details>
    }
    .into_any()
}

/// Parts that add up to the difference, with their sum.
fn parts(
    caption: &'static str,
    columns: &'static [&'static str],
    parts: Vec<ChangePart>,
    total: i32,
) -> AnyView {
    let shown = |points: i32| signed(f64::from(points) / 10_000.0, 4);
    let sum = [String::from("Ensemble"), String::new(), shown(total)].to_vec();
    let links = table_links(&ChartTable {
        caption: caption.to_owned(),
        columns: columns.iter().copied().map(String::from).collect(),
        rows: parts
            .iter()
            .map(|part| vec![part.name.clone(), part.words.clone(), shown(part.points)])
            .chain([sum])
            .collect(),
    });
    let points = |points: i32| {
        let exact = shown(points);
        view! { <span class="change__points">{exact}</span> }.into_any()
    };
    let mut rows: Vec<TableRow> = parts
        .into_iter()
        .map(|part| {
            let name = match part.address {
                Some(address) => view! { <a href=address>{part.name}</a> }.into_any(),
                None => part.name.into_any(),
            };
            TableRow::of([name, part.words.into_any(), points(part.points)])
        })
        .collect();
    let sum = view! { <strong>"Ensemble"</strong> }.into_any();
    rows.push(TableRow {
        chosen: true,
        ..TableRow::of([sum, ().into_any(), points(total)])
    });
    let table = rows_table(RowsTable {
        class: "change__parts",
        caption,
        caption_seen: true,
        scrolls_as: None,
        columns,
        rows,
    });
    view! {
        {table}
        <div inner_html=links></div>
    }
    .into_any()
}
