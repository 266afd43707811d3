use model::format::exact_note;
use model::score::Explanation;

use crate::browser::tell_recomputed;

/// The browser redoes the sum with the very functions of the server and says
/// what came out.
pub fn recompute(explanation: &Explanation) {
    match explanation.check() {
        Ok(sum) => {
            let known = sum.known.map(exact_note);
            let known = known.unwrap_or_else(|| String::from("–"));
            tell_recomputed(
                "ok",
                &format!("Calcul refait par votre navigateur\u{202f}: même résultat, {known}."),
            );
        }
        Err(fault) => tell_recomputed(
            "differs",
            &format!("Calcul refait par votre navigateur\u{202f}: résultat différent ({fault})."),
        ),
    }
}
