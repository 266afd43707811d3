use app::plain::ObjectiveFields;
use model::city::{Indicator, ThemePack};
use model::score::{Direction, Trajectory};
use model::time::Day;

use super::FieldFaults;
use super::typed_fields::{LONGEST_NAME, LONGEST_REASON, TypedFields};

/// A target as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Aim {
    /// In the unit of the indicator.
    Value(f64),
    /// Per cent of the start to add; negative to take off.
    Change(f64),
}

/// What a form says, apart from the places.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Position of the theme in the town.
    pub theme: usize,
    /// What is aimed at.
    pub indicator: Indicator,
    /// Which way is better.
    pub direction: Direction,
    /// Value at the start; measured where there is a day without it.
    pub baseline: Option<f64>,
    /// Day of the start.
    pub baseline_at: Option<Day>,
    /// Target.
    pub aim: Aim,
    /// Upper bound of the band.
    pub target_high: Option<f64>,
    /// Distance outside the band at which the note is 0.
    pub tolerance: Option<f64>,
    /// Deadline.
    pub target_at: Day,
    /// Way from baseline to target.
    pub trajectory: Trajectory,
    /// Weight.
    pub weight: f64,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Reference of the decision.
    pub decision: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// The heaviest objective: a weight is a share among a few.
const HEAVIEST: f64 = 1000.0;
impl Terms {
    /// Reads a form.
    ///
    /// # Errors
    /// Every field that cannot be used.
    pub fn read(
        fields: &ObjectiveFields,
        themes: &[ThemePack],
        today: Day,
    ) -> Result<Self, FieldFaults> {
        let mut faults = FieldFaults::new();
        let found = themes.iter().enumerate().find_map(|(at, theme)| {
            let known = |i: &&Indicator| i.code.as_str() == fields.indicator;
            Some((at, theme.indicator.iter().find(known)?))
        });
        if found.is_none() {
            faults.push(("indicateur", "Choisissez un indicateur de la liste.".into()));
        }
        let direction = match fields.direction.as_str() {
            "" => found.map_or(Direction::Down, |(_, indicator)| indicator.direction),
            "down" => Direction::Down,
            "up" => Direction::Up,
            "band" => Direction::Band,
            _ => {
                faults.push(("sens", "Choisissez un sens de la liste.".into()));
                Direction::Down
            }
        };
        if found.is_some_and(|(_, i)| i.direction == Direction::Context) {
            let why =
                "Cet indicateur est donné pour information\u{202f}: il n’est jamais noté.".into();
            faults.push(("indicateur", why));
        }
        let mut read = TypedFields {
            faults: &mut faults,
        };
        let baseline = read.number("depart", "La valeur de départ", &fields.baseline);
        let baseline_at = read.day("depart_le", "La date de départ", &fields.baseline_at);
        let aim = read.aim(&fields.target);
        let target_at = read.day("echeance", "L’échéance", &fields.target_at);
        let mut target_high =
            read.number("cible_haute", "Le haut de la bande", &fields.target_high);
        let mut tolerance = read.number("tolerance", "La tolérance", &fields.tolerance);
        let weight = read.number("poids", "Le poids", &fields.weight);
        let trajectory = match fields.trajectory.as_str() {
            "" | "linear" => Trajectory::Linear,
            "step" => Trajectory::Step,
            _ => {
                read.fault("trajectoire", "Choisissez une trajectoire de la liste.");
                Trajectory::Linear
            }
        };
        let owner = read.owner(&fields.directorate, &fields.function);
        let decision = read.words("decision", "La référence", &fields.decision, LONGEST_NAME);
        let reason = read.words("raison", "La raison", &fields.reason, LONGEST_REASON);
        let weight = weight.unwrap_or(1.0);
        if !(weight > 0.0 && weight <= HEAVIEST) {
            read.fault(
                "poids",
                "Le poids est un nombre au-dessus de 0, 1\u{202f}000 au plus.",
            );
        }
        if target_at.is_none() && fields.target_at.trim().is_empty() {
            read.fault("echeance", "Donnez une échéance.");
        }
        if target_at.is_some_and(|at| at <= today) {
            read.fault("echeance", "L’échéance doit être à venir.");
        }
        if baseline_at.is_some_and(|at| at > today) {
            read.fault("depart_le", "La date de départ est à venir.");
        }
        if baseline.is_some() && baseline_at.is_none() && trajectory == Trajectory::Linear {
            let why = "Une ligne droite a besoin de la date de départ. Sans elle, choisissez «\u{a0}en une fois\u{a0}».";
            read.fault("depart_le", why);
        }
        if direction == Direction::Band {
            if let (Some(Aim::Value(low)), Some(high)) = (aim, target_high)
                && high < low
            {
                read.fault("cible_haute", "Le haut de la bande est sous la cible.");
            }
            if target_high.is_none() && fields.target_high.trim().is_empty() {
                read.fault("cible_haute", "Une bande a un haut.");
            }
            if !tolerance.is_some_and(|t| t > 0.0) {
                read.fault("tolerance", "Une bande a une tolérance au-dessus de 0.");
            }
        } else {
            (target_high, tolerance) = (None, None);
        }
        let (Some((theme, indicator)), Some(aim), Some(target_at)) = (found, aim, target_at) else {
            return Err(faults);
        };
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self {
            theme,
            indicator: indicator.clone(),
            direction,
            baseline,
            baseline_at,
            aim,
            target_high,
            tolerance,
            target_at,
            trajectory,
            weight,
            owner,
            decision,
            reason,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes() -> Vec<ThemePack> {
        crate::rules::Rules::read(&crate::config::Config::default())
            .expect("ours")
            .themes
    }

    fn fields() -> ObjectiveFields {
        ObjectiveFields {
            indicator: "gaz_kwh_m2".to_owned(),
            baseline: "1\u{202f}234,5".to_owned(),
            baseline_at: "01/01/2019".to_owned(),
            target: "−40 %".to_owned(),
            target_at: "2030-12-31".to_owned(),
            weight: "0,5".to_owned(),
            directorate: "Direction des bâtiments".to_owned(),
            function: "responsable énergie".to_owned(),
            ..ObjectiveFields::default()
        }
    }

    fn today() -> Day {
        Day::from_ymd(2026, 11, 27).expect("a day")
    }

    #[test]
    fn what_people_type_is_read() {
        let terms = Terms::read(&fields(), &themes(), today()).expect("read");
        assert_eq!(terms.baseline, Some(1234.5));
        assert_eq!(terms.aim, Aim::Change(-40.0));
        assert_eq!(terms.baseline_at, Day::from_ymd(2019, 1, 1));
        assert_eq!(terms.weight, 0.5);
        assert_eq!(
            terms.owner.as_deref(),
            Some("Direction des bâtiments, responsable énergie")
        );
    }

    #[test]
    fn each_fault_names_its_field() {
        type Spoil = fn(&mut ObjectiveFields);
        let cases: [(&str, Spoil); 12] = [
            ("indicateur", |f| f.indicator = "rien".into()),
            ("indicateur", |f| f.indicator = "serv_t".into()),
            ("sens", |f| f.direction = "haut".into()),
            ("depart", |f| f.baseline = "beaucoup".into()),
            ("depart_le", |f| f.baseline_at = "30/02/2019".into()),
            ("cible", |f| f.target = "40 %".into()),
            ("cible", |f| f.target = "NaN".into()),
            ("echeance", |f| f.target_at = "2026-11-27".into()),
            ("poids", |f| f.weight = "0".into()),
            ("fonction", |f| f.function = "a@b.example".into()),
            ("raison", |f| f.reason = "x".repeat(501)),
            ("tolerance", |f| {
                f.direction = "band".into();
                f.target_high = "99999".into();
            }),
        ];
        for (field, spoil) in cases {
            let mut spoilt = fields();
            spoil(&mut spoilt);
            let faults = Terms::read(&spoilt, &themes(), today()).expect_err(field);
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!(faults[0].0, field);
        }
    }
}
