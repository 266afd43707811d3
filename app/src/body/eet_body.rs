use leptos::prelude::*;

use super::laid_out;
use crate::components::{chart_figure, eet_facts, eet_list, eet_site, headline};
use crate::state::PageLink;
use crate::view::{Address, EetDeadline, EetMutual, EetView, Here, PageView};

/// Sites with missing readings that are named at once.
const NAMED: usize = 5;

/// `/energie/eco-energie-tertiaire`: where the liable sites stand; with `?site=`
/// one of them in detail.
pub fn eet_body(view: EetView, asked: &Address) -> PageView {
    let frame = view.frame.clone();
    let link = PageLink::of(&frame);
    let here = view
        .theme
        .as_ref()
        .map_or(Here::Elsewhere, |(code, _)| Here::Theme(code.clone()));
    let crumb = view.theme.clone().map(|(code, name)| {
        view! { <li><a href=link.theme(&code)>{name}</a></li> }
    });
    let mut title = format!("Éco Énergie Tertiaire · {}", frame.city);
    let all = "Éco Énergie Tertiaire";
    let (last, content) = match view.chosen {
        Some(site) => {
            title = format!("{} · {title}", site.name);
            let up = view! { <li><a href=asked.with("site", "")>{all}</a></li> };
            let last = view! { {up} <li aria-current="page">{site.name.clone()}</li> }.into_any();
            (last, eet_site(site, asked, link))
        }
        None => (
            view! { <li aria-current="page">{all}</li> }.into_any(),
            portfolio(view, asked),
        ),
    };
    let content = view! {
        <nav class="breadcrumb" aria-label="Fil d’Ariane">
            <ol>
                <li><a href=link.to("/")>{frame.city.clone()}</a></li>
                {crumb}
                {last}
            </ol>
        </nav>
        {content}
    }
    .into_any();
    laid_out(frame, here, "page--eet", &title, content)
}

fn portfolio(view: EetView, asked: &Address) -> AnyView {
    let decade = view.decade;
    let progress = view.progress.map(|(change, words)| {
        view! {
            <div class="eet-count">
                <p class="eet-count__figure">
                    {change} <span class="eet-count__scale">"\u{202f}%"</span>
                </p>
                <p class="eet-count__words">{words}</p>
            </div>
        }
    });
    let sites = (!view.sites.is_empty()).then(|| {
        let title = format!("Chaque bâtiment face à son objectif {decade}");
        view! {
            <section class="section">
                <h2 class="section-title">{title}</h2>
                {eet_list(view.sites, decade, asked)}
            </section>
        }
    });
    let facts = (!view.facts.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 class="section-title">"L’ensemble des bâtiments"</h2>
                {eet_facts(view.facts)}
            </section>
        }
    });
    let climate = view.climate;
    view! {
        <div class="lead lead--eet">
            {progress}
            <div class="lead__words">
                <p class="context">{view.context}</p>
                <h1 class="title headline">{headline(view.headline)}</h1>
                <p class="lead__links">
                    <a href="#declaration">"Préparer la déclaration annuelle"</a>
                </p>
            </div>
        </div>
        <div class="two-thirds">
            <div class="two-thirds__main">
                {view.trajectory.map(|chart| chart_figure(chart, climate))}
            </div>
            <div class="two-thirds__side">
                {facts}
                {deadline(view.deadline, asked)}
            </div>
            <div class="two-thirds__more">
                {sites}
                {view.mutual.map(|m| mutual(m, asked))}
                {rules(view.outside, view.rules)}
            </div>
        </div>
    }
    .into_any()
}

fn mutual(mutual: EetMutual, asked: &Address) -> AnyView {
    let helped = (!mutual.helped.is_empty()).then(|| named(mutual.helped, asked));
    view! {
        <section class="section">
            <h2 class="section-title">"Mutualiser les avances"</h2>
            <p class="eet-sentence">{mutual.sentence}</p>
            {helped}
        </section>
    }
    .into_any()
}

fn deadline(deadline: EetDeadline, asked: &Address) -> AnyView {
    let files = deadline
        .files
        .into_iter()
        .map(|(year, href)| {
            view! {
                <li>
                    <a href=href rel="external" download>
                        {format!("Fichier de l’année {year} (CSV)")}
                    </a>
                </li>
            }
        })
        .collect_view();
    let missing = (!deadline.missing.is_empty()).then(|| named(deadline.missing, asked));
    view! {
        <section class="section" id="declaration">
            <h2 class="section-title">"Déclaration annuelle"</h2>
            <p class="eet-sentence">{deadline.sentence}</p>
            {missing}
            <ul class="eet-files">{files}</ul>
        </section>
    }
    .into_any()
}

/// Sites with what concerns them; the first ones at once.
fn named(list: Vec<(String, String, String)>, asked: &Address) -> AnyView {
    let mut first = list;
    let rest = first.split_off(first.len().min(NAMED));
    let lines = |list: Vec<(String, String, String)>| {
        let items = list
            .into_iter()
            .map(|(code, name, what)| {
                view! {
                    <li>
                        <a href=asked.with("site", &code)>{name}</a>
                        <span>{what}</span>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="eet-named">{items}</ul> }
    };
    let more = (!rest.is_empty()).then(|| {
        let summary = match rest.len() {
            1 => String::from("Voir un bâtiment de plus"),
            n => format!("Voir les {n} autres bâtiments"),
        };
        view! {
            <details class="figures">
                <summary>{summary}</summary>
                {lines(rest)}
            </details>
        }
    });
    view! { {lines(first)} {more} }.into_any()
}

fn rules(outside: Vec<String>, rules: Vec<String>) -> AnyView {
    let items = outside
        .into_iter()
        .chain(rules)
        .map(|rule| view! { <li>{rule}</li> })
        .collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">"Ce que ces chiffres supposent"</h2>
            <ul class="rules eet-rules">{items}</ul>
        </section>
    }
    .into_any()
}
