//! Prints one HTML page with every chart, wide and narrow, for the eye:
//! `cargo run -p app --features ssr --example gallery -- [dark] > gallery.html`.

#[path = "../tests/chart/samples.rs"]
mod samples;

use app::chart::comparison::comparison;
use app::chart::heat_map::heat_map;
use app::chart::load_curve::load_curve;
use app::chart::map::{MapSpec, map};
use app::chart::monthly_bars::{Fluid, monthly_bars};
use app::chart::ranking::ranking;
use app::chart::signature::signature;
use app::chart::trajectory::{TrajectorySpec, trajectory};
use app::chart::{Chart, Mark, sparkline};
use jiff::tz::TimeZone;

const LIGHT: &str = "--paper:#fff;--mist:#f2f5f7;--ink:#14202b;--soft:#52606c;--edge:#7f8c97;\
--rule:#d3dae0;--accent:#1a4f8b;--focus:#1a4f8b;--ok:#1b6e3a;--watch:#8a5a00;--gap:#b3261e;\
--none:#5b6470;--compare:#75828d;--band:#e3ebf2;--elec:#1f5fa8;--gas:#7a4492;--water:#0b7480;\
--heat-1:#eef3f8;--heat-2:#c6d9ec;--heat-3:#8fb4da;--heat-4:#4a82bd;--heat-5:#123f73;\
--map-land:#e9eef2;--map-river:#c9dcea";

const DARK: &str = "--paper:#0f1822;--mist:#172330;--ink:#edf2f5;--soft:#a9b6c1;--edge:#71818f;\
--rule:#2d3c4a;--accent:#93bdf3;--focus:#93bdf3;--ok:#7ee2a8;--watch:#ffd166;--gap:#ff9a8f;\
--none:#a9b5c0;--compare:#8493a0;--band:#1d2f41;--elec:#7db3f5;--gas:#d3a1e6;--water:#5fcbd6;\
--heat-1:#172636;--heat-2:#21405f;--heat-3:#356593;--heat-4:#6a9fd4;--heat-5:#c9e0f8;\
--map-land:#1a2836;--map-river:#14384f";

fn main() -> Result<(), jiff::Error> {
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3")?;
    let plain = MapSpec {
        districts: Vec::new(),
        ..samples::map()
    };
    let bare = TrajectorySpec {
        id: String::from("vide"),
        measured: Vec::new(),
        path: Vec::new(),
        targets: Vec::new(),
        ..samples::trajectory()
    };
    let charts = [
        trajectory(&samples::trajectory()),
        load_curve(&samples::load_curve(), &zone),
        ranking(&samples::ranking()).chart,
        monthly_bars(&samples::monthly_bars(Fluid::Electricity, false)),
        monthly_bars(&samples::monthly_bars(Fluid::Gas, false)),
        monthly_bars(&samples::monthly_bars(Fluid::Water, true)),
        heat_map(&samples::heat_map()),
        signature(&samples::signature()),
        comparison(&samples::comparison()),
        map(&samples::map()),
        map(&plain),
        trajectory(&bare),
    ];
    let dark = std::env::args().any(|a| a == "dark");
    let row = |c: &Chart| {
        format!(
            "<h2>{}</h2><div class=row><div style='width:850px'>{}</div>\
             <div style='width:350px'>{}</div></div>",
            c.title, c.svg_wide, c.svg_narrow
        )
    };
    let marks: String = Mark::LEVELS
        .into_iter()
        .chain([Mark::Up, Mark::Flat, Mark::Down])
        .map(|m| format!("<span class={}>{} {}</span> ", m.class(), m.svg(), m.word()))
        .collect();
    println!(
        "<!doctype html><html lang=fr><meta charset=utf-8><title>Graphiques</title><style>{}\
         :root{{{}}}body{{background:var(--paper);color:var(--ink);margin:32px;\
         font-family:'Public Sans',sans-serif}}.row{{display:flex;gap:48px}}h2{{font-size:17px}}\
         .row>div{{flex:none}}</style>{}<h2>Marques</h2>{marks}{}",
        include_str!("../../style/components/chart.css"),
        if dark { DARK } else { LIGHT },
        charts.iter().map(row).collect::<String>(),
        sparkline(&samples::spark())
    );
    Ok(())
}
