//! The page of an audience and a slide, as samples.

use app::view::{
    Address, Audience, AudienceLine, AudienceSection, AudienceView, AudienceWay, Choice,
    SlideProof, SlideView,
};
use model::score::Trend;

use crate::{amended, samples};

fn line(name: &str) -> AudienceLine {
    AudienceLine {
        name: name.to_owned(),
        address: String::from("/methode/energie_finale_m2"),
        fact: String::from("171\u{202f}kWh/m² · trajectoire 159"),
        figure: None,
        standing: Some(samples::standing(66, Trend::Up, 3)),
    }
}

pub fn audience(audience: Audience, asked: &Address) -> AudienceView {
    let section = |title: &str, lines| AudienceSection {
        title: title.to_owned(),
        sentences: Vec::new(),
        lines,
        empty: "Rien à signaler.",
        more: None,
    };
    let silent = AudienceLine {
        figure: Some(String::from("10\u{202f}min")),
        standing: None,
        ..line("Hôtel de ville <script>")
    };
    AudienceView {
        frame: samples::city().frame,
        audience,
        asked: asked.clone(),
        headline: vec![String::from("Clairval se rapproche de ses objectifs.")],
        standing: None,
        choices: vec![Choice {
            value: String::from("Culture"),
            label: String::from("Culture"),
            chosen: true,
        }],
        sections: vec![
            section("En écart", vec![line("Énergie finale"), silent]),
            section("Alertes", Vec::new()),
        ],
        ways: vec![AudienceWay {
            words: String::from("Présenter au conseil"),
            address: String::from("/presentation"),
            outside: false,
        }],
    }
}

/// Three slides, one of each kind of words.
pub fn slide(number: usize) -> Option<SlideView> {
    let at = number.checked_sub(1).filter(|at| *at < 3)?;
    Some(SlideView {
        frame: samples::city().frame,
        titles: [
            "Où en est la ville",
            "Ce qui est en écart",
            "Ce qui a été décidé",
        ]
        .map(String::from)
        .into(),
        at,
        sentences: vec![String::from("Deux des neuf objectifs sont en écart.")],
        proof: match at {
            0 => SlideProof::Note(None, samples::standing(74, Trend::Up, 2), None),
            1 => SlideProof::Lines(vec![line("Énergie finale")]),
            _ => SlideProof::Amendments(amended::history()),
        },
    })
}
