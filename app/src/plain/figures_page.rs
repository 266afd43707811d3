use leptos::prelude::*;

use super::field::notice;
use super::{Around, document};

/// What `/saisie` shows.
#[derive(Debug, Clone, PartialEq)]
pub struct FiguresView {
    /// What is owed, what is overdue first.
    pub figures: Vec<FigureCard>,
    /// The part of the town that reminders are asked for.
    pub part: String,
    /// What happened before, and whether nothing was done; in French.
    pub notice: Option<(String, bool)>,
}

/// One indicator at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureCard {
    /// Code of the indicator.
    pub indicator: String,
    /// Its name.
    pub name: String,
    /// What it says.
    pub description: String,
    /// Its unit.
    pub unit: String,
    /// Code of the place.
    pub place: String,
    /// Name of the place, and who answers for it.
    pub whose: String,
    /// « En retard depuis le 16 octobre », « À saisir avant le 15 décembre », « À jour ».
    pub state: String,
    /// Whether it is overdue.
    pub late: bool,
    /// The period whose figure is asked for: its first day, and its name.
    pub asked: Option<(String, String)>,
    /// The figure before, ready to be sent again: as text, and its period.
    pub before: Option<(String, String)>,
    /// Periods that can be corrected: first day, name, figure where there is one.
    pub periods: Vec<(String, String, Option<String>)>,
    /// What was typed and not taken.
    pub refused: Option<RefusedFigure>,
}

/// What was typed and not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedFigure {
    /// The period it was typed for.
    pub period: String,
    /// What was typed.
    pub typed: String,
    /// Why it was not taken; in French.
    pub why: String,
    /// It can be confirmed as it is.
    pub confirmable: bool,
}

/// `/saisie`: the figures that somebody enters, one tap each where nothing changed.
pub fn figures_page(around: &Around, view: &FiguresView) -> String {
    document(around, "Saisie", || {
        let told = view.notice.clone().map(|(words, bad)| notice(words, bad));
        let empty = view.figures.is_empty().then(|| {
            view! {
                <p class="empty">
                    "Aucun chiffre ne vous est demandé. Un indicateur se saisit à la main quand son thème le dit et qu’un objectif est fixé pour lui."
                </p>
            }
        });
        let cards = view.figures.iter().cloned().map(card).collect_view();
        view! {
            <div class="form-page figures-page">
                <h1 class="title">"Saisie"</h1>
                {told} {empty}
                {cards}
                {reminder(view)}
            </div>
        }
        .into_any()
    })
}

fn reminder(view: &FiguresView) -> AnyView {
    if view.figures.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="section">
            <h2 class="section-title">"Rappel"</h2>
            <form class="form" method="post" action="/abonnements">
                <input type="hidden" name="lieu" value=view.part.clone()/>
                <input type="hidden" name="sujet" value="saisie semaine"/>
                <p>"Un courrier chaque lundi matin, tant qu’un chiffre manque."</p>
                <p><button class="button button--plain">"Me le rappeler"</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn card(card: FigureCard) -> AnyView {
    let id = format!("{}-{}", card.indicator, card.place);
    let heading = format!("{id}-titre");
    let labelled = heading.clone();
    let refused_here = |period: &str| {
        let refused = card.refused.as_ref();
        refused.filter(|refused| refused.period == period).cloned()
    };
    let asked = card.asked.as_ref().map(|(period, name)| {
        let same = card.before.as_ref().map(|(figure, before)| {
            view! {
                <button class="button button--plain" name="meme" value="1" formnovalidate>
                    {format!("Comme avant\u{202f}: {figure}\u{202f}{} ({before})", card.unit)}
                </button>
            }
        });
        let label = format!("{name}, en {}", card.unit);
        view! {
            <form class="form figure-form" method="post" action="/saisie" novalidate>
                {hidden(&card, period)}
                {number(&id, label, refused_here(period))}
                <p class="figure-form__ways">
                    <button class="button">"Enregistrer"</button>
                    {same}
                </p>
            </form>
        }
    });
    let correcting = corrections(&card, &id);
    let state = view! {
        <p class="figure-card__state" data-late=card.late.then_some("")>{card.state.clone()}</p>
    };
    view! {
        <section class="section figure-card" aria-labelledby=labelled id=id>
            <h2 class="section-title" id=heading>{card.name.clone()}</h2>
            <p class="context">{card.whose.clone()}</p>
            {state}
            {asked}
            {correcting}
            <details class="figures">
                <summary>"Ce que dit ce chiffre"</summary>
                <p>{card.description.clone()}</p>
                <p><a href=format!("/methode/{}", card.indicator)>"Sa méthode et son histoire"</a></p>
            </details>
        </section>
    }
    .into_any()
}

fn hidden(card: &FigureCard, period: &str) -> AnyView {
    view! {
        <input type="hidden" name="indicateur" value=card.indicator.clone()/>
        <input type="hidden" name="lieu" value=card.place.clone()/>
        <input type="hidden" name="periode" value=period.to_owned()/>
    }
    .into_any()
}

fn number(id: &str, label: String, refused: Option<RefusedFigure>) -> AnyView {
    let field = format!("{id}-valeur");
    let why_id = format!("{id}-faute");
    let described = refused.as_ref().map(|_| why_id.clone());
    let invalid = refused.as_ref().map(|_| "true");
    let typed = refused.as_ref().map(|refused| refused.typed.clone());
    let why = refused.as_ref().map(|refused| {
        view! { <p class="field__fault" id=why_id>{refused.why.clone()}</p> }
    });
    let confirm = refused
        .filter(|refused| refused.confirmable)
        .map(|refused| {
            let box_id = format!("{id}-oui");
            view! {
                <p class="field field--tick">
                    <input type="checkbox" id=box_id.clone() name="confirme" value="1"/>
                    <label for=box_id>{format!("C’est bien {}", refused.typed)}</label>
                </p>
            }
        });
    view! {
        <div class="field figure-form__field">
            <label for=field.clone()>{label}</label>
            {why}
            <input
                id=field
                name="valeur"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                maxlength="30"
                value=typed
                aria-describedby=described
                aria-invalid=invalid
            />
        </div>
        {confirm}
    }
    .into_any()
}

/// What was entered, and a form to enter another figure for a period.
fn corrections(card: &FigureCard, id: &str) -> AnyView {
    let known = card
        .periods
        .iter()
        .filter(|(_, _, figure)| figure.is_some());
    if known.count() == 0 {
        return ().into_any();
    }
    let told = card.periods.iter().filter_map(|(_, name, figure)| {
        let figure = format!("{}\u{202f}{}", figure.as_ref()?, card.unit);
        Some(view! { <div><dt>{name.clone()}</dt><dd>{figure}</dd></div> })
    });
    let told = told.collect_view();
    let asked = card.asked.as_ref().map(|(period, _)| period.as_str());
    // What was refused for the period that is asked for stands in its own form.
    let refused = card
        .refused
        .clone()
        .filter(|refused| Some(refused.period.as_str()) != asked);
    let chosen = refused.as_ref().map(|refused| refused.period.clone());
    let options = card
        .periods
        .iter()
        .map(|(period, name, _)| {
            let selected = chosen.as_ref() == Some(period);
            view! { <option value=period.clone() selected=selected>{name.clone()}</option> }
        })
        .collect_view();
    let own = format!("{id}-corriger");
    let choice = format!("{own}-periode");
    let label = format!("Nouvelle valeur, en {}", card.unit);
    let is_open = refused.is_some();
    view! {
        <details class="figures" open=is_open>
            <summary>"Voir et corriger les chiffres saisis"</summary>
            <dl class="facts">{told}</dl>
            <form class="form figure-form" method="post" action="/saisie" novalidate>
                <input type="hidden" name="indicateur" value=card.indicator.clone()/>
                <input type="hidden" name="lieu" value=card.place.clone()/>
                <div class="field">
                    <label for=choice.clone()>"Période"</label>
                    <select id=choice name="periode">{options}</select>
                </div>
                {number(&own, label, refused)}
                <p class="figure-form__ways"><button class="button">"Corriger"</button></p>
            </form>
        </details>
    }
    .into_any()
}
