use model::score::Note;

use crate::chart::Mark;

/// 0 to 10, heavy up to the note, ticks where a level begins, as HTML. Says
/// nothing that is not said beside it, so it is for the eye only.
pub fn horizon_line(note: Option<Note>) -> String {
    let heavy = note.map_or_else(String::new, |note| {
        // Whole thousandths of the line, without floats: 74,210 → 74.21 %.
        let n = note.ten_thousandths();
        let x = format!("{}.{:03}%", n / 1000, n % 1000);
        format!(
            r#"<line class="horizon-line__way" x1="0" x2="{x}" y1="12" y2="12"/><circle class="horizon-line__note" cx="{x}" cy="12" r="7"/>"#
        )
    });
    let ticks = ["0", "80%", "95%", "100%"]
        .map(|x| format!(r#"<line class="horizon-line__axis" x1="{x}" x2="{x}" y1="6" y2="18"/>"#));
    format!(
        concat!(
            r#"<svg class="horizon-line" aria-hidden="true" focusable="false" height="46">"#,
            r#"<line class="horizon-line__axis" x1="0" x2="100%" y1="12" y2="12"/>{}{}{}{}{}</svg>"#
        ),
        ticks.concat(),
        heavy,
        level("0", 0, Mark::Gap, "0"),
        level("80%", -9, Mark::Watch, "8"),
        level("95%", -22, Mark::Ok, "9,5"),
    )
}

/// A level under its tick, `shift` pixels from it.
fn level(x: &str, shift: i32, mark: Mark, word: &str) -> String {
    format!(
        concat!(
            r#"<svg class="horizon-line__level" x="{x}">"#,
            r#"<g class="{class}" transform="translate({shift} 28) scale(.75)">{shape}</g>"#,
            r#"<text x="{shift}" dx="17" y="39">{word}</text></svg>"#
        ),
        x = x,
        class = mark.class(),
        shift = shift,
        shape = mark.shape(),
        word = word
    )
}
