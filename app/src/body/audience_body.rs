use leptos::prelude::*;
use model::format::note as note_text;

use super::laid_out;
use crate::components::{Badge, NoteState, badge_spot, headline, signs};
use crate::state::Clock;
use crate::view::{
    Address, Audience, AudienceLine, AudienceSection, AudienceView, AudienceWay, Choice, Here,
    PageView, Watched,
};

/// Waits are looked at again after so many seconds.
const AGAIN_S: u32 = 25;

/// `/vue/{audience}`: what one audience comes for.
pub fn audience_body(view: AudienceView) -> PageView {
    let frame = view.frame;
    let city = frame.city_code.clone();
    let note = view.standing.as_ref().map(|(standing, latest_at)| {
        let badge = Badge {
            name: "Note de la ville",
            standing,
            latest_at: *latest_at,
            clock: Clock::of(&frame),
            horizon: true,
        };
        badge_spot(&badge, &city, None, "page")
    });
    let watch = view.standing.as_ref().map(|(standing, _)| Watched {
        place: city.clone(),
        theme: None,
        note: standing.note,
    });
    let follow = watch.iter().map(|_| city.clone()).collect();
    let choices = (!view.choices.is_empty()).then(|| choices(view.choices, &view.asked));
    let sections = view.sections.into_iter().map(section).collect_view();
    let name = view.audience.name();
    let has_note = note.is_some().then_some("");
    let content = view! {
        <div class="audience__lead" data-note=has_note>
            {note}
            <div>
                <p class="context">{format!("Vue\u{202f}: {name}")}</p>
                <h1 class="title headline">{headline(view.headline)}</h1>
                {ways(view.ways)}
            </div>
        </div>
        {choices}
        <div class="audience__sections">{sections}</div>
    }
    .into_any();
    let title = format!("{name} · {}", frame.city);
    // What is said of waits ages by itself; the rest follows the note.
    let waits = matches!(view.audience, Audience::Residents | Audience::Agents);
    let again_s = (waits && frame.receives && !frame.past).then_some(AGAIN_S);
    PageView {
        follow,
        watch,
        again_s,
        ..laid_out(
            frame,
            Here::Audience(view.audience),
            "page--audience",
            &title,
            content,
        )
    }
}

fn choices(choices: Vec<Choice>, asked: &Address) -> AnyView {
    let choices = choices
        .into_iter()
        .map(|choice| {
            let current = choice.chosen.then_some("true");
            let address = asked.with("choix", &choice.value);
            view! { <li><a href=address aria-current=current>{choice.label}</a></li> }
        })
        .collect_view();
    view! { <nav class="audience__choices" aria-label="Choisir"><ul>{choices}</ul></nav> }
        .into_any()
}

fn section(section: AudienceSection) -> AnyView {
    let nothing = section.sentences.is_empty() && section.lines.is_empty();
    let empty = nothing.then(|| view! { <p class="empty">{section.empty}</p> });
    let sentences = section
        .sentences
        .into_iter()
        .map(|sentence| view! { <p class="audience__sentence">{sentence}</p> })
        .collect_view();
    let more = section
        .more
        .map(|way| view! { <p class="audience__more">{anchor(way)}</p> });
    view! {
        <section class="section">
            <h2 class="section-title">{section.title}</h2>
            {empty} {sentences}
            {audience_lines(section.lines)}
            {more}
        </section>
    }
    .into_any()
}

/// Characters of a fact that leave no room beside them in a narrow column.
const LONG: usize = 40;

/// Lines with how each stands; nothing where there are none.
pub(super) fn audience_lines(lines: Vec<AudienceLine>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let lines = lines.into_iter().map(line).collect_view();
    view! { <ul class="part-list">{lines}</ul> }.into_any()
}

fn line(line: AudienceLine) -> AnyView {
    let state = line.standing.as_ref().map(NoteState::of);
    let note = state.map(|state| {
        view! {
            <span class="part-line__note">
                <span class="unseen">"Note\u{202f}: "</span>
                {note_text(state.note())}
            </span>
        }
    });
    let signs = line.standing.as_ref().map(
        |standing| view! { <span class="part-line__signs" inner_html=signs(standing)></span> },
    );
    let is_long = (line.fact.chars().count() > LONG).then_some("");
    let figure = line
        .figure
        .map(|figure| view! { <span class="audience__figure">{figure}</span> });
    view! {
        <li class="part-line" data-state=state.map(NoteState::as_str) data-long=is_long>
            <a class="part-line__link" href=line.address>
                <span class="part-line__name">{line.name}</span>
                <span class="part-line__fact">{line.fact}</span>
            </a>
            {figure} {note} {signs}
        </li>
    }
    .into_any()
}

fn ways(ways: Vec<AudienceWay>) -> AnyView {
    if ways.is_empty() {
        return ().into_any();
    }
    let ways = ways
        .into_iter()
        .map(|way| view! { <li>{anchor(way)}</li> })
        .collect_view();
    view! { <ul class="audience__ways">{ways}</ul> }.into_any()
}

fn anchor(way: AudienceWay) -> AnyView {
    let rel = way.outside.then_some("external");
    view! { <a href=way.address rel=rel>{way.words}</a> }.into_any()
}
