//! What a build weighs.

use crate::assets::Size;
use crate::flavour::Flavour;

/// What a first view on a phone may cost, in bytes of brotli, for the module.
const WASM_BUDGET: usize = 190_000;

/// Prints the size of every file, largest first, and warns of a missed budget.
pub fn print(sizes: &[Size], flavour: Flavour) {
    let mut sizes: Vec<&Size> = sizes.iter().collect();
    sizes.sort_by_key(|size| std::cmp::Reverse(size.brotli));
    println!("{:<32} {:>10} {:>10}", "file", "raw", "brotli");
    for size in &sizes {
        println!("{:<32} {:>10} {:>10}", size.name, size.raw, size.brotli);
    }
    if flavour == Flavour::Release {
        for size in sizes.iter().filter(|size| is_over_budget(size)) {
            eprintln!(
                "warning: {} is {} bytes in brotli, {WASM_BUDGET} are allowed",
                size.name, size.brotli
            );
        }
    }
}

fn is_over_budget(size: &Size) -> bool {
    size.name.ends_with(".wasm") && size.brotli > WASM_BUDGET
}
