use super::Moment;
use crate::components::escaped;

const NARROW: char = '\u{202f}';

/// What those who work in a building see: queues and counts, never who serves.
#[derive(Debug, Clone, PartialEq)]
pub struct AgentsView {
    /// Name of the building.
    pub name: String,
    /// Its queues, by counter.
    pub queues: Vec<AgentsQueue>,
    /// Its day so far.
    pub day: AgentsDay,
}

/// A queue.
#[derive(Debug, Clone, PartialEq)]
pub struct AgentsQueue {
    /// Its counter, where the building has several.
    pub counter: Option<String>,
    /// Its service.
    pub service: String,
    /// People waiting, where that is known.
    pub waiting: Option<u32>,
    /// How long the first of them has waited, in minutes.
    pub longest_min: Option<u32>,
    /// Whether that is more than what is promised.
    pub is_late: bool,
    /// What is announced to the public, in words.
    pub announced: String,
    /// Desks open, and desks that there are.
    pub desks: (u32, u32),
}

/// The day of a building.
#[derive(Debug, Clone, PartialEq)]
pub struct AgentsDay {
    /// Tickets taken.
    pub issued: u64,
    /// Tickets served.
    pub served: u64,
    /// Share served within the promised wait, in percent.
    pub in_time: Option<u32>,
    /// The promised wait in minutes.
    pub within_min: u16,
    /// The promised share.
    pub promised: Option<u32>,
    /// People who left without service.
    pub left: u64,
    /// The time that what came in the last hour asks for, of the time that open desks
    /// have, in percent.
    pub load: Option<u32>,
    /// Announced waits that came within five minutes, in percent, and of how many.
    pub announced_right: Option<(u32, u64)>,
}

/// The content of the screen of those who work in a building.
pub fn agents_body(view: &AgentsView, moment: Moment) -> String {
    let mut html = format!(
        r#"<header class="agents__head"><h1 class="agents__name">{}</h1><p class="agents__clock">{}</p></header><div class="agents__queues" data-rows="{}"><table class="agents__table"><caption class="unseen">Qui attend maintenant</caption><thead><tr><th scope="col">Service</th><th scope="col">Attendent</th><th scope="col">Depuis au plus</th><th scope="col">Annoncé</th><th scope="col">Guichets</th></tr></thead><tbody>"#,
        escaped(&view.name),
        moment.time(moment.now),
        rows_class(view.queues.len()),
    );
    view.queues
        .iter()
        .for_each(|queue| html.push_str(&row(queue)));
    html.push_str("</tbody></table></div>");
    html.push_str(&day(&view.day));
    let demo = if moment.demo {
        "Données de démonstration · "
    } else {
        ""
    };
    html.push_str(&format!(
        r#"<footer class="agents__foot"><span>{demo}Données de {}</span><span class="agents__offline" role="status">Hors ligne{NARROW}: dernières données connues</span></footer>"#,
        moment.time(moment.now)
    ));
    html
}

/// How crowded the table is, for the sheet: nobody can scroll a screen on a wall.
const fn rows_class(rows: usize) -> &'static str {
    match rows {
        0..=4 => "4",
        5..=6 => "6",
        7..=8 => "8",
        9..=11 => "11",
        12..=15 => "15",
        16..=20 => "20",
        _ => "30",
    }
}

fn row(queue: &AgentsQueue) -> String {
    let counter = queue.counter.as_ref();
    let counter =
        counter.map(|name| format!(r#"<span class="agents__counter">{}</span>"#, escaped(name)));
    let waiting = queue
        .waiting
        .map_or_else(|| String::from("–"), |n| n.to_string());
    let longest = queue.longest_min.map_or_else(
        || String::from("–"),
        |minutes| format!("{minutes}{NARROW}min"),
    );
    let late = if queue.is_late {
        r#" <span class="agents__late">au-delà de la promesse</span>"#
    } else {
        ""
    };
    let (open, all) = queue.desks;
    let desks = if all > 0 {
        format!("{open} sur {all}")
    } else {
        open.to_string()
    };
    format!(
        r#"<tr><th scope="row">{}{}</th><td>{waiting}</td><td>{longest}{late}</td><td>{}</td><td>{desks}</td></tr>"#,
        counter.unwrap_or_default(),
        escaped(&queue.service),
        escaped(&queue.announced),
    )
}

fn day(day: &AgentsDay) -> String {
    let percent = |n: Option<u32>| n.map_or_else(|| String::from("–"), |n| format!("{n}{NARROW}%"));
    let promised = day
        .promised
        .map(|p| format!("promesse{NARROW}: {p}{NARROW}%"));
    let load = day.load.map(|load| match load {
        0..65 => "de la marge",
        65..=85 => "bien remplie",
        _ => "l’attente va croître",
    });
    let right = day
        .announced_right
        .map(|(_, of)| format!("sur {of} annonces"));
    let facts = [
        (
            "Reçus aujourd’hui",
            day.served.to_string(),
            Some(format!("sur {} tickets", day.issued)),
        ),
        (
            "Dans le délai promis",
            percent(day.in_time),
            Some(promised.unwrap_or_else(|| format!("en moins de {}{NARROW}min", day.within_min))),
        ),
        ("Repartis sans être reçus", day.left.to_string(), None),
        (
            "Charge sur une heure",
            percent(day.load),
            load.map(str::to_owned),
        ),
        (
            "Annonces à 5\u{202f}min près",
            percent(day.announced_right.map(|(percent, _)| percent)),
            right,
        ),
    ];
    let facts = facts.into_iter().map(|(label, figure, besides)| {
        let besides = besides.map(|text| format!(r#"<span class="agents__besides">{text}</span>"#));
        format!(
            r#"<div class="agents__fact"><dt>{label}</dt><dd><span class="agents__figure">{figure}</span>{}</dd></div>"#,
            besides.unwrap_or_default()
        )
    });
    format!(
        r#"<section aria-label="La journée"><dl class="agents__day">{}</dl></section>"#,
        facts.collect::<String>()
    )
}
