use leptos::prelude::*;

use super::laid_out;
use crate::chart::Mark;
use crate::components::{breadcrumb, chart_figure, figure_lines, headline, import_hint};
use crate::state::PageLink;
use crate::view::{CommitmentLine, FrameView, Here, PageView, ReceptionPart, ReceptionView};

/// `/lieu/{code}/accueil`: how people are received at a place.
pub fn reception_body(view: ReceptionView) -> PageView {
    let frame = view.frame;
    let link = PageLink::of(&frame);
    let last = Some(String::from("L’accueil en détail"));
    let nothing = (view.week.is_none() && view.waits.is_none() && view.channels.is_empty()).then(|| {
        view! {
            <p class="empty">
                "Aucun jour d’accueil n’est encore terminé ici\u{202f}: les chiffres paraissent quand le jour est passé, et l’attente du moment est sur « Où aller maintenant »."
            </p>
            {import_hint(
                "Sans relevé, branchez le système de files d’attente, ou importez ses événements\u{202f}:",
                "belvedere import ticket-events FICHIER",
            )}
        }
    });
    let frames = view.frames.into_iter().map(frame_section).collect_view();
    let charts = [view.week, view.waits]
        .into_iter()
        .flatten()
        .map(|chart| chart_figure(chart, ()))
        .collect_view();
    let content = view! {
        {breadcrumb(view.path, last, link)}
        <p class="context">{view.context}</p>
        <h1 class="title headline">{headline(view.headline)}</h1>
        <p class="lead__links">
            <a href=link.to("/accueil")>"Où aller maintenant"</a> " · "
            <a href=link.explanation(&view.code, Some("accueil"))>
                "Comment la note est calculée"
            </a>
            " · "
            <a href=format!("/lieu/{}/pilotage", view.code) rel="external">"Pilotage (réservé)"</a>
        </p>
        {nothing}
        <div class="two-thirds">
            <div class="two-thirds__main">{charts}</div>
            <div class="two-thirds__side">
                {figure_lines("Au guichet", view.counters, link)}
                {figure_lines("Au téléphone et par écrit", view.channels, link)}
                {figure_lines("Ce qu’en disent les visiteurs", view.voices, link)}
            </div>
            <div class="two-thirds__more">
                {parts(view.parts, link)}
                {frames}
            </div>
        </div>
    }
    .into_any();
    let title = format!("L’accueil en détail · {}", view.name);
    PageView {
        follow: vec![view.code],
        ..laid_out(frame, Here::Welcome, "page--reception", &title, content)
    }
}

fn parts(parts: Vec<ReceptionPart>, link: PageLink) -> AnyView {
    if parts.is_empty() {
        return ().into_any();
    }
    let rows = parts
        .into_iter()
        .map(|part| {
            let address = link.to(&format!("/lieu/{}/accueil", part.code));
            view! {
                <tr>
                    <th scope="row"><a href=address>{part.name}</a></th>
                    <td>{part.in_time}</td>
                    <td>{part.p90}</td>
                    <td>{part.visitors}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">"Lieu par lieu"</h2>
            <div class="figures__table" role="region" tabindex="0" aria-label="Lieu par lieu">
                <table class="data-table">
                    <thead>
                        <tr>
                            <th scope="col">"Lieu"</th>
                            <th scope="col">"Reçus à temps"</th>
                            <th scope="col">"Neuf sur dix attendent moins de"</th>
                            <th scope="col">"Visiteurs par jour"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn frame_section(frame: FrameView) -> AnyView {
    let lines = frame.lines.into_iter().map(commitment).collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">{frame.name}</h2>
            <p>{frame.description}</p>
            <ul class="commitments">{lines}</ul>
            <p class="source-note">{frame.source}</p>
        </section>
    }
    .into_any()
}

fn commitment(line: CommitmentLine) -> AnyView {
    let (mark, word) = match line.kept {
        Some(true) => (Mark::Ok, "Tenu"),
        Some(false) => (Mark::Gap, "Non tenu"),
        None => (Mark::None, "Non mesuré"),
    };
    let class = format!("status-mark {}", mark.class());
    view! {
        <li class="commitment">
            <span>{line.text}</span>
            <span class="commitment__value">
                <strong>{line.value}</strong> <span class="commitment__asked">{line.asked}</span>
            </span>
            <span class=class>
                <span class="status-mark__shape" inner_html=mark.svg()></span> {word}
            </span>
        </li>
    }
    .into_any()
}
