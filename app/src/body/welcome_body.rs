use leptos::prelude::*;

use super::laid_out;
use crate::chart::Mark;
use crate::components::{chart_figure, import_hint, level_mark};
use crate::state::PageLink;
use crate::view::{
    Here, PageView, PromiseView, UsualView, WelcomeBest, WelcomeLine, WelcomeView, WelcomeWait,
};

/// A wait is looked at again after so many seconds.
const AGAIN_S: u32 = 25;

/// `/accueil`: where to go now.
pub fn welcome_body(view: WelcomeView) -> PageView {
    let frame = view.frame;
    let link = PageLink::of(&frame);
    let empty = view.services.is_empty().then(|| {
        view! {
            <p class="empty">"Aucun point d’accueil ne dit encore quelles démarches il reçoit."</p>
            {import_hint(
                "Déclarez les points d’accueil, avec leurs services et leurs horaires\u{202f}:",
                "belvedere import places FICHIER",
            )}
        }
    });
    let form = (!view.services.is_empty()).then(|| form(view.services, &view.service, link));
    let others = (!view.others.is_empty()).then(|| {
        let lines = view
            .others
            .into_iter()
            .map(|line| other(line, link))
            .collect_view();
        view! {
            <ul class="welcome__others">{lines}</ul>
            <p class="context">{view.measured}</p>
        }
    });
    let service = view.service;
    let content = view! {
        <h1 class="title">"Où aller maintenant\u{202f}?"</h1>
        {empty}
        {form}
        <div class="welcome">
            <div class="welcome__now" aria-live="polite">
                {view.best.map(best)}
                {view.otherwise.map(|said| view! { <p class="welcome__otherwise">{said}</p> })}
                {others}
            </div>
            <div class="welcome__more">
                {view.usual.map(|day| usual(day, &service, link))}
                {view.promise.map(|told| promise(told, link, &frame.city_code))}
            </div>
        </div>
    }
    .into_any();
    PageView {
        again_s: Some(AGAIN_S),
        ..laid_out(
            frame,
            Here::Welcome,
            "page--welcome",
            "Où aller maintenant",
            content,
        )
    }
}

fn form(services: Vec<(String, String)>, chosen: &str, link: PageLink) -> AnyView {
    let options = services
        .into_iter()
        .map(|(code, words)| {
            let selected = code == chosen;
            view! { <option value=code selected=selected>{words}</option> }
        })
        .collect_view();
    view! {
        <form class="welcome__form choice" method="get" action=link.to("/accueil")>
            <div class="choice__field">
                <label for="demarche">"Pour quelle démarche\u{202f}?"</label>
                <select id="demarche" name="demarche">{options}</select>
            </div>
            <button class="button" type="submit">"Voir"</button>
        </form>
    }
    .into_any()
}

fn best(best: WelcomeBest) -> AnyView {
    let name = best.name.clone();
    let around = best.around.map(|around| {
        view! { <span>{around}</span> <span>"en partant maintenant"</span> }
    });
    let (number, unit) = match best.minutes {
        0 => ("0".to_owned(), "attente\u{202f}: un guichet est libre"),
        minutes => (minutes.to_string(), "minutes d’attente au plus"),
    };
    let way = best.way.map(|way| {
        view! {
            <a class="button welcome__go" href=way rel="external noopener">
                "Y aller" <span class="unseen">{format!(" à {name}")}</span>
            </a>
        }
    });
    view! {
        <section class="welcome__best" data-counter=best.code>
            <p class="context">{best.why}</p>
            <h2 class="welcome__name">{best.name}</h2>
            <p class="welcome__wait">
                <span class="welcome__minutes">{number}</span>
                <span class="welcome__said"><strong>{unit}</strong> {around}</span>
            </p>
            {way}
        </section>
    }
    .into_any()
}

fn other(line: WelcomeLine, link: PageLink) -> AnyView {
    let wait = match line.wait {
        WelcomeWait::Minutes(minutes) => view! {
            <span class="welcome__short">{minutes}</span> " min"
        }
        .into_any(),
        WelcomeWait::People(0) => view! { "Personne n’attend" }.into_any(),
        WelcomeWait::People(1) => view! { "1 personne attend" }.into_any(),
        WelcomeWait::People(people) => {
            view! { {format!("{people} personnes attendent")} }.into_any()
        }
        WelcomeWait::Last => view! { "Dernier ticket passé" }.into_any(),
        WelcomeWait::Unknown => view! {
            <span class="status-mark status-mark--none">
                <span class="status-mark__shape" inner_html=Mark::None.svg()></span> "Inconnue"
            </span>
        }
        .into_any(),
        WelcomeWait::Closed => view! { "Fermé" }.into_any(),
    };
    view! {
        <li class="welcome__other" data-counter=line.code.clone()>
            <a class="welcome__place" href=link.place(&line.code)>{line.name}</a>
            <span class="welcome__fact">{line.fact}</span>
            <span class="welcome__value">{wait}</span>
        </li>
    }
    .into_any()
}

fn usual(day: UsualView, service: &str, link: PageLink) -> AnyView {
    let advice = day.advice.map(|(before, when, after)| {
        view! {
            <p class="welcome__advice">
                {format!("{before} ")} <strong>{when}</strong> {after}
            </p>
        }
    });
    let choices = (day.choices.len() > 1).then(|| {
        let choices = day.choices.into_iter().map(|(code, name, here)| {
            let address = link.to(&format!("/accueil?demarche={service}&lieu={code}"));
            let current = here.then_some("true");
            view! { <li><a href=address aria-current=current>{name}</a></li> }
        });
        view! {
            <nav class="welcome__choices" aria-label="Voir la journée d’un autre lieu">
                <ul>{choices.collect_view()}</ul>
            </nav>
        }
    });
    view! {
        <div>
            {chart_figure(day.chart, ())}
            {advice}
            {choices}
        </div>
    }
    .into_any()
}

fn promise(told: PromiseView, link: PageLink, city: &str) -> AnyView {
    let mark = level_mark(told.level);
    let class = format!("status-mark {}", mark.class());
    view! {
        <section class="section">
            <h2 class="section-title">"La promesse est-elle tenue\u{202f}?"</h2>
            <p>
                "Ces quatre dernières semaines, " <strong>{told.kept}</strong> {format!(" {}", told.rest)}
            </p>
            <p>
                <span class=class>
                    <span class="status-mark__shape" inner_html=mark.svg()></span> {mark.word()}
                </span>
            </p>
            <p class="lead__links">
                <a href=link.explanation(city, Some("accueil"))>"Comment c’est calculé"</a>
            </p>
        </section>
    }
    .into_any()
}
