use crate::time::Day;

/// Days until the third next free appointment, from the free slots of a
/// service, each once. The first are often left by somebody who gave up; the
/// third tells what one really gets (usual in health care).
///
/// `None` where fewer than three are free: the lead is unknown, not short.
///
/// ```
/// use model::reception::rdv_lead;
/// let day = |text: &str| text.parse().expect("a date");
/// let free = ["2026-05-04", "2026-04-08", "2026-04-20", "2026-04-20"].map(day);
/// assert_eq!(rdv_lead(day("2026-04-07"), &free), Some(13));
/// assert_eq!(rdv_lead(day("2026-04-09"), &free[..3]), None);
/// ```
pub fn rdv_lead(today: Day, free: &[Day]) -> Option<u16> {
    let mut to_come: Vec<Day> = free.iter().copied().filter(|&day| day >= today).collect();
    to_come.sort_unstable();
    let third = to_come.get(2)?;
    u16::try_from(third.since(today)).ok()
}
