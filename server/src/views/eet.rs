//! `/energie/eco-energie-tertiaire`: the liable sites against what the scheme asks.

mod activities;
mod assess;
mod charts;
mod declaration;
mod liable;
mod portfolio;
mod site_view;
mod weather;
mod words;

use app::view::{Address, EetLine, EetView};
use model::energy::Parameters;
use model::energy::eet::EetParameters;
use model::format::date_short;

use super::{Scene, frame};
use assess::{Assessed, assess};
pub(super) use declaration::file;
use liable::{Liable, liable};
use weather::Weathers;
use words::{amount, gap_words, money_words};

/// Where the page lives.
const PATH: &str = "/energie/eco-energie-tertiaire";

/// The constants of the page's day.
pub(super) struct Scheme<'a> {
    /// All of them.
    dated: &'a Parameters,
    /// Those of the scheme.
    eet: EetParameters,
}

/// The liable sites, each assessed.
fn assessed(scene: &Scene<'_>, scheme: &Scheme<'_>) -> (Liable, Vec<Assessed>) {
    let mut found = liable(scene, scheme.eet.least_area);
    let mut weathers = Weathers::default();
    let sites = std::mem::take(&mut found.sites);
    let mut sites: Vec<Assessed> = sites
        .into_iter()
        .map(|site| assess(scene, scheme, &mut weathers, site))
        .collect();
    // The largest effort first, those without an objective last.
    sites.sort_by(|a, b| {
        let effort = |s: &Assessed| s.gap_kwh.unwrap_or(f64::NEG_INFINITY);
        effort(b)
            .total_cmp(&effort(a))
            .then_with(|| a.site.name.cmp(&b.site.name))
    });
    (found, sites)
}

/// The page; `None` where the constants of the scheme are not known on its day.
pub(super) fn view(scene: &Scene<'_>, dated: &Parameters, asked: &Address) -> Option<EetView> {
    let eet = EetParameters::on(dated, scene.day).ok()?;
    let scheme = Scheme { dated, eet };
    let parameters = &scheme.eet;
    let decade = parameters.decade_of(scene.day.year())?;
    let (found, sites) = assessed(scene, &scheme);
    let themes = scene.town().themes();
    let theme = themes
        .iter()
        .find(|theme| {
            theme
                .quantity
                .iter()
                .any(|q| q.code.as_str() == "electricity")
        })
        .map(|theme| (theme.code.to_string(), theme.name.clone()));
    let chosen = asked
        .word("site")
        .and_then(|code| sites.iter().find(|s| s.site.code == code))
        .map(|s| site_view::view(scene, parameters, s));
    let noun = match sites.len() {
        0 | 1 => "bâtiment assujetti",
        _ => "bâtiments assujettis",
    };
    Some(EetView {
        frame: frame::frame(scene),
        theme,
        context: format!(
            "Éco Énergie Tertiaire · {} {noun} · 12 mois glissants au {}",
            sites.len(),
            date_short(scene.day)
        ),
        headline: portfolio::headline(&sites, decade.year),
        progress: portfolio::progress(&sites),
        decade: decade.year,
        facts: portfolio::facts(&sites),
        trajectory: charts::portfolio(scene, parameters, &sites),
        climate: portfolio::climate(&sites),
        chosen,
        mutual: portfolio::mutual(&sites),
        deadline: declaration::deadline_view(scene, parameters, &sites),
        outside: portfolio::outside(&found, parameters),
        rules: words::rules(&scheme, &sites, scene.day),
        sites: sites.iter().map(line).collect(),
    })
}

fn line(assessed: &Assessed) -> EetLine {
    let site = &assessed.site;
    let target = assessed.binding();
    EetLine {
        code: site.code.clone(),
        name: site.name.clone(),
        fact: words::fact(assessed),
        used: amount(assessed.used),
        target: target.map(|(bound, value)| (amount(Some(value)), words::bound(bound))),
        leaf: assessed.leaf,
        gap: assessed.gap_kwh.map(gap_words).unwrap_or_default(),
        money: assessed.gap_money().map(money_words).unwrap_or_default(),
        met: assessed.gap_kwh.is_some_and(|gap| gap <= 0.0),
    }
}

#[cfg(test)]
mod tests;
