use app::view::{Address, Choice};
use model::format::{NARROW_SPACE, date_short, month_name};
use model::time::Day;

/// Days from which steps are weeks, and from which they are months.
const WEEKS_FROM: i32 = 46;
const MONTHS_FROM: i32 = 125;
/// No period is longer.
const LONGEST: i32 = 366 * 6;

/// A period, its end not in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub from: Day,
    pub to: Day,
    /// « Sur douze mois », « Depuis janvier ».
    pub words: String,
}

/// One step of a period.
pub struct SpanStep {
    pub from: Day,
    pub to: Day,
    pub name: String,
    pub short: String,
    /// Cut short by the period or by today.
    pub partial: bool,
}

impl Span {
    /// The period that is asked for, and those to choose from.
    pub fn chosen(asked: &Address, today: Day) -> (Self, Vec<Choice>) {
        let end = today.plus(1);
        let own = own(asked, end);
        let code = match (&own, asked.word("periode")) {
            (Some(_), _) => "",
            (None, Some(code @ ("annee" | "trimestre" | "mois"))) => code,
            _ => "an",
        };
        let choice = |value: &str, label: &str| Choice {
            value: if value == "an" { "" } else { value }.to_owned(),
            label: label.to_owned(),
            chosen: value == code,
        };
        let choices = vec![
            choice("an", "Douze mois"),
            choice("annee", "Depuis janvier"),
            choice("trimestre", "Treize semaines"),
            choice("mois", &format!("Trente{NARROW_SPACE}jours")),
        ];
        let span = own.unwrap_or_else(|| {
            let (from, words) = match code {
                "annee" => (today.first_of_year(), "Depuis janvier"),
                "trimestre" => (monday(today).plus(-84), "Sur treize semaines"),
                "mois" => (end.plus(-30), "Sur trente jours"),
                _ => (months_back(today.first_of_month(), 11), "Sur douze mois"),
            };
            Self {
                from,
                to: end,
                words: words.to_owned(),
            }
        });
        (span, choices)
    }

    /// How many days it has.
    pub const fn days(&self) -> i32 {
        self.to.since(self.from)
    }

    /// Whether its steps are months.
    pub const fn is_monthly(&self) -> bool {
        self.days() >= MONTHS_FROM
    }

    /// Days, weeks or months, whatever suits its length.
    pub fn steps(&self) -> Vec<SpanStep> {
        let mut steps = Vec::new();
        let mut first = match self.days() {
            MONTHS_FROM.. => self.from.first_of_month(),
            WEEKS_FROM.. => monday(self.from),
            _ => self.from,
        };
        while first < self.to {
            let next = match self.days() {
                MONTHS_FROM.. => first.plus(31).first_of_month(),
                WEEKS_FROM.. => first.plus(7),
                _ => first.plus(1),
            };
            let (from, to) = (first.max(self.from), next.min(self.to));
            let month = month_name(first.date().month());
            let (name, short) = match self.days() {
                MONTHS_FROM.. => (
                    format!("{month} {}", first.year()),
                    short_month(first).to_owned(),
                ),
                WEEKS_FROM.. => (
                    format!("semaine du {}", date_short(first)),
                    format!("{}{NARROW_SPACE}{}", first.date().day(), short_month(first)),
                ),
                _ => (
                    date_short(first),
                    format!("{}{NARROW_SPACE}{}", first.date().day(), short_month(first)),
                ),
            };
            steps.push(SpanStep {
                partial: from > first || to < next,
                from,
                to,
                name,
                short,
            });
            first = next;
        }
        steps
    }
}

/// The period between two dates of the address, the last one in it.
fn own(asked: &Address, end: Day) -> Option<Span> {
    let (from, last) = (asked.date("du")?, asked.date("jusque")?);
    let to = last.plus(1).min(end);
    let from = from.max(to.plus(-LONGEST));
    (from < to).then(|| Span {
        from,
        to,
        words: format!("Du {} au {}", date_short(from), date_short(to.plus(-1))),
    })
}

fn months_back(first: Day, months: u32) -> Day {
    (0..months).fold(first, |day, _| day.plus(-1).first_of_month())
}

fn monday(day: Day) -> Day {
    day.plus(-i32::from(day.weekday_from_monday()))
}

fn short_month(day: Day) -> &'static str {
    const SHORT: [&str; 12] = [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
    ];
    let place = usize::try_from(day.date().month() - 1).unwrap_or(0);
    SHORT.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn span(query: &str) -> Span {
        let asked = Address::parse(&format!("/lieu/a/comparer?{query}")).unwrap();
        Span::chosen(&asked, day("2026-11-26")).0
    }

    #[test]
    fn twelve_months_end_with_the_running_one() {
        let year = span("");
        assert_eq!(year.from, day("2025-12-01"));
        let steps = year.steps();
        assert_eq!(steps.len(), 12);
        assert!(steps.iter().take(11).all(|s| !s.partial));
        assert!(steps.last().is_some_and(|s| s.partial && s.short == "nov."));
    }

    #[test]
    fn weeks_begin_on_monday_and_days_are_days() {
        let weeks = span("periode=trimestre").steps();
        assert_eq!(weeks.len(), 13);
        assert!(weeks.iter().all(|s| s.from.weekday_from_monday() == 0));
        assert_eq!(span("periode=mois").steps().len(), 30);
    }

    #[test]
    fn dates_that_make_no_period_are_not_taken() {
        assert_eq!(span("du=2026-03-01&jusque=2026-02-01"), span(""));
        assert_eq!(span("du=demain&jusque=2026-02-01"), span(""));
        let long = span("du=1900-01-01&jusque=2999-01-01");
        assert_eq!((long.days(), long.to), (LONGEST, day("2026-11-27")));
    }
}
