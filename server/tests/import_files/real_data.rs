use std::path::{Path, PathBuf};

/// A file of the shared data; `None` with a message where it is not at hand.
pub fn data(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("BELVEDERE_SHARED_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    let file = root.join(name);
    let found = file.exists();
    if !found {
        eprintln!("skipped: no {}; set BELVEDERE_SHARED_DATA", file.display());
    }
    found.then_some(file)
}

/// A mapping that is shipped.
pub fn mapping(name: &str) -> Option<PathBuf> {
    Some(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../themes/mappings")
            .join(name),
    )
}
