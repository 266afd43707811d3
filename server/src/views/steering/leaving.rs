use app::chart::Chart;
use app::chart::columns::{Column, ColumnsSpec, Tone, WIDE, columns};
use model::format::{NARROW_SPACE, integer};
use model::reception::{DisclosureRules, Rate, TicketDay};

use super::advice::{hour_words, span};

/// Why tickets led to no desk, each with its share of all; nothing where few are known.
pub(super) fn reasons(tickets: &TicketDay, rules: DisclosureRules) -> Vec<[String; 2]> {
    let issued = tickets.issued();
    let reasons = [
        ("Vus partir", tickets.left),
        ("Ont annulé", tickets.cancelled),
        ("Absents à l’appel", tickets.no_answer),
        ("Encore là à la fermeture", tickets.expired),
        ("Ensemble", tickets.left_before_service().num),
    ];
    let line = |(name, count): (&str, u64)| {
        let share = rules.share(Rate::new(count, issued))?;
        Some([name.to_owned(), percent(share, count)])
    };
    reasons.into_iter().filter_map(line).collect()
}

fn percent(share: f64, count: u64) -> String {
    match share * 100.0 {
        few if few < 1.0 && count > 0 => format!("moins de 1{NARROW_SPACE}%"),
        share => format!("{}{NARROW_SPACE}%", integer(share.floor())),
    }
}

/// The share that left by the hour in which they came. Who was still there at closing time
/// has no hour of leaving and stands in the total only.
pub(super) fn hours_chart(tickets: &TicketDay, rules: DisclosureRules) -> Option<Chart> {
    let first = tickets.hours.first_key_value().map(|(hour, _)| *hour)?;
    let last = tickets.hours.last_key_value().map(|(hour, _)| *hour)?;
    let share = |hour: u8| {
        let told = tickets.hours.get(&hour)?;
        let rate = Rate::new(told.waits.left.count(), told.waits.all().count());
        Some((rules.share(rate)? * 100.0).floor())
    };
    let hours = || (first..=last).map(|hour| (hour, share(hour)));
    let most = hours()
        .filter_map(|(_, share)| share)
        .max_by(f64::total_cmp)?;
    let mut worst = hours().filter(|(_, share)| *share == Some(most));
    // Where two hours are alike neither stands out.
    let worst = match (worst.next(), worst.next()) {
        (Some((hour, _)), None) => Some(hour),
        _ => None,
    };
    Some(columns(&ColumnsSpec {
        id: "abandons-heures".to_owned(),
        title: worst.map_or_else(
            || "Abandons heure par heure".to_owned(),
            |hour| format!("On renonce le plus {}", span(hour)),
        ),
        description: format!(
            "Part des visiteurs partis ou absents à l’appel, selon l’heure d’arrivée\
             {NARROW_SPACE}: jusqu’à {}{NARROW_SPACE}%.",
            integer(most)
        ),
        unit: "%".to_owned(),
        what: "Heure d’arrivée".to_owned(),
        columns: hours()
            .map(|(hour, share)| Column {
                name: hour_words(hour),
                tick: format!("{hour}{NARROW_SPACE}h"),
                value: share,
                tone: if Some(hour) == worst {
                    Tone::Chosen
                } else {
                    Tone::Plain
                },
            })
            .collect(),
        chosen: None,
        bounds: Vec::new(),
        decimals: 0,
        width: WIDE,
    }))
}
