//! An invented town as the pages get it, whole or with something missing.

use app::chart::{
    self, Chart, Mark, heat_map, load_curve, map, monthly_bars, ranking, signature, sparkline,
    trajectory,
};
use app::view::{
    Address, Choice, CityView, CompareView, ComparisonView, Crumb, EventLine, FigureLine, Fluid,
    Frame, LevelCounts, LiveStart, MapLine, MapView, MethodTarget, MethodView, Moved, NavTheme,
    ObjectiveLine, ParameterLine, PartLine, PlaceView, PromiseView, ReadingLine, ThemeCard,
    ThemeView, UseRanking, WelcomeBest, WelcomeLine, WelcomeView, WelcomeWait,
};
use jiff::tz::TimeZone;
use model::city::{PlaceCode, ThemeCode};
use model::engine::{PlaceStanding, Standing, ThemeStanding};
use model::score::{Coverage, Level, Note, Trend};
use model::time::{At, Day};

use crate::{amended, charts, effects};

/// Tuesday 24 November 2026, 14:32 in Paris.
pub const NOW: At = At::from_seconds(1_795_527_120);

pub fn frame() -> Frame {
    Frame {
        city: String::from("Clairval"),
        city_code: String::from("clairval"),
        demo: true,
        themes: vec![NavTheme {
            code: String::from("energie"),
            name: String::from("Énergie"),
        }],
        receives: false,
        day: Day::from_ymd(2026, 11, 24).unwrap(),
        past: false,
        remembered: false,
        live: LiveStart {
            run: String::from("sample"),
            number: 7,
            latest_at: Some(NOW),
            now: NOW,
            offset_s: 3_600,
        },
    }
}

pub fn standing(tenths: i32, trend: Trend, change: i32) -> Standing {
    let note = Some(Note::from_ten_thousandths(tenths * 1_000));
    Standing {
        note,
        last: note,
        minimum: note,
        level: Level::of(note),
        trend,
        change: Some(change * 1_000),
        coverage: Coverage::of(0.96),
        judged: true,
    }
}

pub fn partial() -> Standing {
    Standing {
        coverage: Coverage::of(0.7),
        ..standing(81, Trend::Flat, 0)
    }
}

pub fn stale() -> Standing {
    Standing {
        note: None,
        level: Level::None,
        trend: Trend::TooEarly,
        change: None,
        coverage: Coverage::of(0.41),
        ..standing(66, Trend::Up, 2)
    }
}

pub fn unscored() -> Standing {
    Standing {
        last: None,
        minimum: None,
        ..stale()
    }
}

pub fn place_standing(code: &str, standing: Standing) -> PlaceStanding {
    PlaceStanding {
        code: PlaceCode::new(code).unwrap(),
        standing,
        themes: vec![ThemeStanding {
            theme: ThemeCode::new("energie").unwrap(),
            standing: self::standing(66, Trend::Up, 3),
        }],
        latest_at: Some(NOW),
    }
}

fn text(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| String::from(*w)).collect()
}

pub fn city() -> CityView {
    let spec = charts::map();
    let drawn = map::map(&spec);
    let moved = |at: i64, a: &str, b: &str, c: &str| Moved {
        at: At::from_seconds(NOW.seconds() - at),
        sentence: (a.into(), b.into(), c.into()),
        place: String::from("site-1"),
    };
    CityView {
        frame: frame(),
        standing: place_standing("clairval", standing(74, Trend::Up, 2)),
        headline: text(&[
            "Clairval se rapproche de ses objectifs.",
            "L’énergie reste en retard sur sa trajectoire.",
        ]),
        themes: vec![ThemeCard {
            code: String::from("energie"),
            name: String::from("Énergie"),
            fact: String::from("171\u{202f}kWh/m² par an\u{202f}; trajectoire\u{202f}: 159"),
        }],
        map: Some(MapView {
            title: drawn.title,
            svg: drawn.svg_wide,
            svg_narrow: drawn.svg_narrow,
            list: spec
                .sites
                .iter()
                .map(|site| MapLine {
                    code: site.code.clone(),
                    name: site.name.clone(),
                    word: String::from("atteint"),
                })
                .collect(),
            places: spec.sites.iter().map(|s| s.code.clone()).collect(),
        }),
        counts: LevelCounts {
            ok: 51,
            watch: 44,
            gap: 36,
            none: 4,
        },
        moved: vec![
            moved(
                720,
                "À l’école Jean-Zay, la note passe à ",
                "8,3",
                ", elle est à surveiller.",
            ),
            moved(
                12_420,
                "L’école Louise-Michel chauffait la nuit\u{202f}: la note est revenue à ",
                "8,8",
                ".",
            ),
            moved(
                23_520,
                "Le compteur de gaz du gymnase du Canal ne répond plus\u{202f}: il n’est ",
                "plus noté",
                ".",
            ),
        ],
        look_back: None,
        empty: false,
    }
}

fn objectives() -> Vec<ObjectiveLine> {
    let line = |name: &str, fact: &str, standing| ObjectiveLine {
        indicator: String::from("final_kwh_m2"),
        name: name.into(),
        fact: fact.into(),
        outlook: Some(String::from(
            "À ce rythme, entre 118 et 131\u{202f}kWh/m² en 2029",
        )),
        standing,
        sparkline: sparkline(&charts::spark()),
    };
    vec![
        line(
            "Énergie finale",
            "171\u{202f}kWh/m² · trajectoire 159",
            standing(77, Trend::Up, 3),
        ),
        line(
            "Gaz",
            "82\u{202f}kWh/m² · trajectoire 66",
            standing(47, Trend::Flat, 0),
        ),
        line(
            "Eau",
            "21\u{202f}L/usager · trajectoire 24",
            standing(100, Trend::Flat, 0),
        ),
        line(
            "Production solaire",
            "sans relevé depuis 9\u{202f}jours",
            stale(),
        ),
    ]
}

fn choice(label: &str, chosen: bool) -> Choice {
    Choice {
        value: if chosen { String::new() } else { label.into() },
        label: label.into(),
        chosen,
    }
}

/// Twelve months beside those before, as an address asks for them.
pub fn comparison(address: &str) -> ComparisonView {
    ComparisonView {
        asked: Address::parse(address).unwrap(),
        against: vec![
            choice("Trajectoire", false),
            choice("Même période 2025", true),
        ],
        periods: vec![choice("Douze mois", true), choice("Depuis janvier", false)],
        corrected: Some(true),
        from: Day::from_ymd(2025, 12, 1).unwrap(),
        until: Day::from_ymd(2026, 11, 24).unwrap(),
        effect: None,
        sentence: text(&["Sur douze mois\u{202f}: 4\u{202f}120\u{202f}MWh."]),
        chart: Some(chart::comparison::comparison(&charts::comparison())),
        notes: text(&["Barres\u{202f}: la période."]),
    }
}

pub fn compare() -> CompareView {
    let place = place();
    CompareView {
        frame: frame(),
        code: place.code,
        name: place.name,
        path: place.path,
        comparison: comparison("/lieu/louise-michel/comparer?climat=corrige"),
    }
}

pub fn theme() -> ThemeView {
    let drawn = ranking::ranking(&charts::ranking());
    let row = |r: &ranking::RankRow| {
        let deviation = r.deviation.clone().unwrap_or_default();
        (
            r.code.clone(),
            r.name.clone(),
            r.value.clone(),
            deviation,
            f64::from(r.fraction),
        )
    };
    ThemeView {
        frame: frame(),
        code: String::from("energie"),
        name: String::from("Énergie"),
        standing: place_standing("clairval", standing(74, Trend::Up, 2)),
        context: String::from(
            "Énergie · 135 lieux · 12 mois glissants au 24 novembre 2026 · complétude 90\u{202f}%",
        ),
        headline: text(&[
            "L’énergie a baissé de 19\u{202f}% depuis 2019.",
            "La trajectoire en demandait 25.",
        ]),
        trajectory: Some(trajectory::trajectory(&charts::trajectory())),
        objectives: objectives(),
        uses: vec![choice("École élémentaire", true), choice("Crèche", false)],
        alerts: Vec::new(),
        comparison: Some(comparison("/theme/energie")),
        asked: Address::parse("/theme/energie").expect("an address"),
        ranking: Some(UseRanking {
            r#use: String::from("École élémentaire"),
            best: drawn.best.iter().map(row).collect(),
            worst: drawn.worst.iter().map(row).collect(),
            count: 31,
            own: false,
            chart: drawn.chart,
        }),
        receives: false,
        sites: (0..40)
            .map(|n| {
                let code = format!("site-{n}");
                (
                    code,
                    format!("Lieu {n}"),
                    String::from("École"),
                    standing(30 + n, Trend::Flat, 0),
                )
            })
            .collect(),
    }
}

pub fn place() -> PlaceView {
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
    let fluid = |code: &str, name: &str, total: &str, change: &str, kind| Fluid {
        code: code.into(),
        name: name.into(),
        total: total.into(),
        change: change.into(),
        also: (code == "gas").then(|| String::from("25\u{202f}400\u{202f}m³")),
        chart: monthly_bars::monthly_bars(&charts::monthly_bars(kind, true)),
    };
    let crumb = |code: &str, name: &str| Crumb {
        code: code.into(),
        name: name.into(),
    };
    let part = |code: &str, name: &str, facts: &str, standing| PartLine {
        code: code.into(),
        name: name.into(),
        facts: facts.into(),
        standing,
    };
    PlaceView {
        frame: frame(),
        code: String::from("louise-michel"),
        name: String::from("École Louise-Michel"),
        facts: String::from("École élémentaire · 2\u{202f}340\u{202f}m² · 212 élèves"),
        path: vec![
            crumb("clairval", "Clairval"),
            crumb("tilleuls", "Les Tilleuls"),
        ],
        standing: place_standing("louise-michel", standing(88, Trend::Up, 2)),
        headline: text(&[
            "Cette école consomme 148\u{202f}kWh par m² et par an.",
            "Son objectif à ce jour est de 142.",
        ]),
        objectives: objectives(),
        trajectory: None,
        alerts: Vec::new(),
        fluids: vec![
            fluid(
                "electricity",
                "Électricité",
                "57\u{202f}800\u{202f}kWh",
                "\u{2212}8\u{202f}%",
                monthly_bars::Fluid::Electricity,
            ),
            fluid(
                "gas",
                "Gaz",
                "288\u{202f}500\u{202f}kWh",
                "\u{2212}14\u{202f}%",
                monthly_bars::Fluid::Gas,
            ),
        ],
        has_data: true,
        load_curve: Some(load_curve::load_curve(&charts::load_curve(), &zone)),
        heat_map: Some(heat_map::heat_map(&charts::heat_map())),
        signature: Some(signature::signature(&charts::signature())),
        rank: None,
        figures: vec![FigureLine {
            indicator: String::from("cout_eur"),
            name: String::from("Coût estimé, douze mois"),
            value: String::from("41\u{202f}230\u{202f}€"),
            remark: String::from("aux tarifs connus, ou à un prix moyen"),
        }],
        receives: false,
        events: vec![EventLine {
            when: String::from("12 mars 2026"),
            name: String::from("Isolation des combles"),
            effect: effects::effect(),
            compare: String::from("/lieu/louise-michel/comparer?comparer=avant-2026-03-12"),
        }],
        parts: vec![
            part(
                "louise-michel-gaz",
                "Compteur de gaz",
                "gaz, kWh PCI",
                stale(),
            ),
            part(
                "louise-michel-elec",
                "Compteur électrique",
                "électricité, kWh",
                standing(88, Trend::Up, 2),
            ),
            part("louise-michel-eau", "Compteur d’eau", "eau, m³", unscored()),
        ],
        parts_title: String::from("Trois compteurs"),
        readings: vec![ReadingLine {
            when: String::from("mardi 24 novembre, 14\u{202f}h\u{202f}00"),
            value: String::from("12,4"),
            quality: String::from("relevé"),
        }],
        corrections: Vec::new(),
        sub_meters: Vec::new(),
        serves: Vec::new(),
        series: Some(String::from("louise-michel-elec")),
    }
}

pub fn method() -> MethodView {
    let target = |version: &str, replaced| MethodTarget {
        place: String::from("clairval"),
        place_name: String::from("Clairval"),
        baseline: String::from("212,0 en 2019"),
        target: String::from("127,2 en 2030 (\u{2212}40\u{202f}%)"),
        trajectory: String::from("linéaire"),
        decision: String::from("Délibération 2024-117"),
        version: version.into(),
        replaced,
    };
    MethodView {
        frame: frame(),
        code: String::from("final_kwh_m2"),
        name: String::from("Énergie finale par m²"),
        theme: (String::from("energie"), String::from("Énergie")),
        description: String::from(
            "L’énergie livrée aux bâtiments en douze mois, rapportée à leur surface.",
        ),
        formula: String::from("(électricité + gaz) ÷ surface"),
        unit: String::from("kWh/m²"),
        direction: String::from("moins, c’est mieux"),
        source: String::from("Décret tertiaire, arrêté du 10 avril 2020"),
        coverage_rules: text(&[
            "Sous 75\u{202f}% de relevés la note est partielle.",
            "Sous 50\u{202f}% il n’y a pas de note.",
        ]),
        note_rules: text(&["Le chemin parcouru divisé par le chemin demandé à ce jour, sur 10."]),
        outlook_rules: text(&["Une droite par moindres carrés."]),
        example: Some(String::from(
            "(212 − 171) ÷ (212 − 158,82) = 0,771\u{202f}: la note est 7,71.",
        )),
        parameters: vec![ParameterLine {
            name: String::from("Énergie finale du gaz"),
            value: String::from("0,901"),
            validity: String::from("depuis le 1er janvier 2020"),
            source: String::from("arrêté du 10 avril 2020 (lu dans le texte)"),
            current: true,
        }],
        history: amended::history(),
        news: Vec::new(),
        targets: vec![
            target("version 2, 12 mars 2024", false),
            target("version 1, 4 mai 2020", true),
        ],
    }
}

/// A chart whose every word tries to become markup.
pub fn hostile(words: &str) -> Chart {
    let mut spec = charts::map();
    spec.title = words.to_owned();
    for site in &mut spec.sites {
        site.name = words.to_owned();
        site.level = Mark::Gap;
    }
    map::map(&spec)
}

pub fn welcome() -> WelcomeView {
    let line = |code: &str, fact: &str, wait| WelcomeLine {
        code: code.to_owned(),
        name: format!("Mairie {code}"),
        fact: fact.to_owned(),
        wait,
    };
    WelcomeView {
        frame: frame(),
        services: vec![
            ("etat-civil".to_owned(), "Acte de naissance".to_owned()),
            (
                "titres".to_owned(),
                "Carte d’identité, passeport".to_owned(),
            ),
        ],
        service: "titres".to_owned(),
        best: Some(WelcomeBest {
            code: "coteaux-titres".to_owned(),
            name: "Mairie des Coteaux".to_owned(),
            why: "Le plus rapide".to_owned(),
            minutes: 5,
            around: Some("reçu vers 14\u{202f}h\u{202f}50".to_owned()),
            way: None,
        }),
        otherwise: None,
        others: vec![
            line("gare", "4 personnes avant vous", WelcomeWait::Minutes(15)),
            line(
                "canal",
                "pas de nouvelles depuis 14\u{202f}h\u{202f}20",
                WelcomeWait::Unknown,
            ),
            line("nord", "ouvre demain à 9\u{202f}h", WelcomeWait::Closed),
        ],
        measured: "Attentes mesurées à 14\u{202f}h\u{202f}32.".to_owned(),
        usual: None,
        promise: Some(PromiseView {
            kept: "78 personnes sur 100".to_owned(),
            rest: "ont attendu moins de 15\u{202f}min. La ville en promet 80.".to_owned(),
            level: Level::Watch,
        }),
    }
}
