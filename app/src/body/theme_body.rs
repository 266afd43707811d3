use leptos::prelude::*;

use super::laid_out;
use crate::components::{
    Badge, alert_list, badge_spot, chart_figure, compare_bar, comparison, headline,
    objective_lines, ranking, site_list,
};
use crate::state::{Clock, PageLink};
use crate::view::{Here, PageView, ThemeView, Watched};

/// The theme that the page on Éco Énergie Tertiaire belongs to.
const ENERGY: &str = "energie";

/// `/theme/{theme}`: one theme for the whole city.
pub fn theme_body(view: ThemeView) -> PageView {
    let frame = view.frame;
    let link = PageLink::of(&frame);
    let city = frame.city_code.clone();
    let themes = &view.standing.themes;
    let made = themes.iter().find(|t| t.theme.as_str() == view.code);
    let standing = made.map_or(view.standing.standing, |t| t.standing);
    let mut follow = vec![city.clone()];
    follow.extend(view.sites.iter().map(|site| site.0.clone()));
    let badge = Badge {
        name: &view.name,
        standing: &standing,
        latest_at: view.standing.latest_at,
        clock: Clock::of(&frame),
        horizon: false,
    };
    let badge = badge_spot(&badge, &city, Some(&view.code), "page");
    let sentences = match view.headline {
        sentences if sentences.is_empty() => vec![view.name.clone()],
        sentences => sentences,
    };
    let objectives = match view.objectives.len() {
        1 => String::from("Un objectif"),
        n => format!("{n} objectifs"),
    };
    let open = view.ranking.is_none();
    let asked = &view.asked;
    let rankings = view
        .ranking
        .map(|found| ranking(found, &view.uses, asked, link));
    let sites = (!view.sites.is_empty()).then(|| site_list(view.sites, &view.code, link, open));
    let compared = view.comparison.as_ref();
    let bar = compared.map(|compared| compare_bar(compared, compared.chart.is_some()));
    let alerts = (!view.alerts.is_empty()).then(|| {
        view! {
            {alert_list(view.alerts, link)}
            <p class="lead__links"><a href=link.to("/alertes")>"Toutes les alertes"</a></p>
        }
    });
    let scheme = (view.code == ENERGY).then(|| {
        view! { " · " <a href=link.to("/energie/eco-energie-tertiaire")>"Éco Énergie Tertiaire"</a> }
    });
    let welcome = view.receives.then(|| {
        view! {
            " · " <a href=link.to("/accueil")>"Où aller maintenant"</a> " · "
            <a href=link.to(&format!("/lieu/{city}/accueil"))>"L’accueil en détail"</a>
        }
    });
    let report = link.to(&format!("/theme/{}/rapport.pdf", view.code));
    let feed = format!("/flux/{city}.atom?theme={}", view.code);
    let content = view! {
        <div class="lead">
            {badge}
            <div class="lead__words">
                <p class="context">{view.context}</p>
                <h1 class="title headline">{headline(sentences)}</h1>
                <p class="lead__links">
                    <a href=link.explanation(&city, Some(&view.code))>
                        "Comment cette note est calculée"
                    </a>
                    " · "
                    <a href=link.change(&city, Some(&view.code))>"Pourquoi elle a changé"</a>
                    {scheme} {welcome} " · " <a href=report rel="external">"Rapport PDF"</a>
                    " · " <a href=feed rel="external">"Suivre les changements (Atom)"</a>
                </p>
            </div>
        </div>
        {bar}
        <div class="two-thirds">
            <div class="two-thirds__main">
                {view.comparison.map(comparison)}
                {view.trajectory.map(|chart| chart_figure(chart, ()))}
            </div>
            <div class="two-thirds__side">
                <section class="section">
                    <h2 class="section-title">{objectives}</h2>
                    {objective_lines(view.objectives, link)}
                </section>
                {alerts}
            </div>
            <div class="two-thirds__more">{rankings} {sites}</div>
        </div>
    }
    .into_any();
    let title = format!("{} · {}", view.name, frame.city);
    let here = Here::Theme(view.code.clone());
    PageView {
        follow,
        watch: Some(Watched {
            place: city,
            theme: Some(view.code),
            note: standing.note,
        }),
        ..laid_out(frame, here, "page--theme", &title, content)
    }
}
