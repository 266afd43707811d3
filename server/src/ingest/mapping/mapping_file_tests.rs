use super::Mapping;
use super::mapped_reader_tests::FILE;

#[test]
fn mappings_that_cannot_work_name_the_key() {
    for (change, by, message) in [
        (
            "layout = \"file\"",
            "layout = \"files\"",
            "unknown variant `files`",
        ),
        ("column = 2", "colum = 2", "unknown field `colum`"),
        (
            "column = 2",
            "",
            "value.column: the layouts long and file need it",
        ),
        ("zone = \"UTC\"", "", "time.zone: give exactly one of"),
        (
            "zone = \"UTC\"",
            "zone = \"Europe/Pari\"",
            "time.zone: unknown time zone",
        ),
        (
            "zone = \"UTC\"",
            "offset = \"1h\"",
            "time.offset: `1h` is no offset",
        ),
        (
            "zone = \"UTC\"",
            "offset = \"+01:00\"\nambiguous = \"first\"",
            "time.ambiguous",
        ),
        (
            "zone = \"UTC\"",
            "zone = \"UTC\"\nstamp = \"end\"",
            "time.step_s: end stamps need",
        ),
        ("%S", "%Q", "%Q is not known"),
        (
            "column = 2",
            "column = 2\nmean = true",
            "value.mean: means need",
        ),
        (
            "[value]",
            "[file]\ndelimiter = \"::\"\n[value]",
            "expected one ASCII character",
        ),
        ("{building}-", "{building-", "template"),
    ] {
        let error = Mapping::read(&FILE.replace(change, by)).expect_err(message);
        assert!(error.to_string().contains(message), "{message}: {error}");
    }
}

/// The examples of docs/IMPORT.md: they show every key, so they must stay readable.
#[test]
fn the_documented_examples_are_mappings() {
    let document = include_str!("../../../../docs/IMPORT.md");
    let mut examples = document
        .split("```toml\n")
        .skip(1)
        .filter_map(|part| part.split("```").next());
    let readings = examples.next().expect("an example of readings");
    let mapping = Mapping::read(readings).expect("readable");
    assert!(mapping.value.mean && mapping.declare.is_some());
    let table = examples.next().expect("an example of a table");
    assert_eq!(
        super::TableMapping::read(table)
            .expect("readable")
            .columns
            .len(),
        5
    );
    let matrix = examples.next().expect("an example of a matrix");
    let matrix = super::TableMapping::read(matrix).map(|m| m.file.matrix.is_some());
    assert_eq!(matrix, Ok(true));
    let bills = examples.next().expect("an example of bills");
    assert_eq!(super::BillMapping::read(bills).map(|m| m.bill.len()), Ok(1));
}

#[test]
fn the_shipped_mappings_are_readable() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../themes/mappings");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("text");
        let fault = if text.contains("[[bill]]") {
            super::BillMapping::read(&text).err()
        } else if text.contains("layout = ") {
            Mapping::read(&text).err()
        } else {
            super::TableMapping::read(&text).err()
        };
        assert_eq!(fault, None, "{}", path.display());
        count += 1;
    }
    assert!(count > 15, "{count}");
}

/// The words after `quantity = ` and those a map of quantities leads to, without
/// templates, which are filled from such maps.
fn quantities_named(text: &str) -> Vec<String> {
    let mut inside = false;
    let mut named = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line == "[maps.quantity]";
        }
        let Some((key, value)) = line.split_once('=') else {
            continue;
        };
        let value = value.trim().trim_matches('"');
        if (inside || key.trim() == "quantity") && !value.contains('{') {
            named.push(value.to_owned());
        }
    }
    named
}

#[test]
fn the_shipped_mappings_name_quantities_of_the_packs() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../themes");
    let pack = std::fs::read_to_string(format!("{root}/energie.toml")).expect("text");
    let pack: model::city::ThemePack = toml::from_str(&pack).expect("a pack");
    let mut count = 0;
    for entry in std::fs::read_dir(format!("{root}/mappings")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("text");
        for name in quantities_named(&text) {
            let code = name.parse().expect("a code");
            assert!(pack.quantity(&code).is_some(), "{}: {name}", path.display());
            count += 1;
        }
    }
    assert!(count > 15, "{count}");
}
