use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use model::time::Day;

use super::pages as paged;
use super::*;
use crate::report::{Block, Cell, ChartBlock, StandingBlock, TableBlock, TableColumn};

/// The built site's fonts; `None`, said aloud, where no site is built.
fn press() -> Option<Press> {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site");
    let press = BuiltSite::load(&site).ok().map(|site| Press::new(&site));
    let press = press.filter(|press| press.fonts.is_ok());
    if press.is_none() {
        eprintln!("skipped: build the site first, its fonts set the reports");
    }
    press
}

/// What a tool of poppler says of a file; `None`, said aloud, without the tool.
fn asked(tool: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let child = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("skipped: {tool} is not installed (poppler-utils)");
        return None;
    };
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = child.wait_with_output().unwrap();
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Names that would be markup, code or an escape if they were ever read as such.
const HOSTILE: [&str; 6] = [
    "#panic(\"x\")",
    "*gras* _italique_ $x^2$ <label> @ref",
    "]] } #read(\"/etc/passwd\")",
    "\\u{41} // commentaire /* deux */",
    "École « l’Été »\u{202f}: œuvre № ≥ \u{1f600} \u{0007}",
    "</svg><script>alert(1)</script>",
];

fn document(name: &str, rows: usize) -> Document {
    let svg = r#"<svg class="chart" viewBox="0 0 100 40" role="img"><title id="a">t</title>"#;
    let svg = format!(
        "{svg}<text class=\"c-text c-ink\" x=\"0\" y=\"20\" font-size=\"9\">171 kWh</text></svg>"
    );
    let row = |at: usize| vec![Cell::text(name), Cell::text(format!("{at},5"))];
    Document {
        title: format!("{name} · Clairval"),
        city: "Clairval".to_owned(),
        genre: "Rapport".to_owned(),
        day: Day::from_ymd(2026, 11, 24).unwrap(),
        demo: true,
        foot: name.to_owned(),
        blocks: vec![
            Block::Subject {
                name: name.to_owned(),
                facts: name.to_owned(),
                on_new_page: false,
            },
            Block::Standing(Box::new(StandingBlock {
                note: "6,2".to_owned(),
                scored: true,
                level: Some(Cell::marked(Mark::Gap, " · partielle")),
                trend: Some(Cell::marked(Mark::Up, "")),
                remark: String::new(),
                headline: vec![name.to_owned()],
            })),
            Block::Charts {
                charts: vec![ChartBlock {
                    title: name.to_owned(),
                    description: name.to_owned(),
                    svg,
                }],
            },
            Block::Heading {
                text: name.to_owned(),
            },
            Block::Text {
                paragraphs: vec![name.to_owned()],
            },
            Block::List {
                items: vec![name.to_owned(), name.to_owned()],
            },
            Block::Table(Box::new(TableBlock {
                caption: name.to_owned(),
                columns: vec![TableColumn::words(name, 4), TableColumn::figures("Note", 1)],
                rows: (0..rows).map(row).collect(),
                summed: true,
            })),
            Block::Links {
                links: vec![(name.to_owned(), "https://ville.example/a".to_owned())],
            },
        ],
    }
}

#[tokio::test]
async fn a_text_is_a_text_and_nothing_else() {
    let Some(press) = press() else { return };
    for name in HOSTILE {
        let pdf = press.print(document(name, 2)).await.unwrap();
        assert!(pdf.starts_with(b"%PDF-1."), "{name}");
        let Some(text) = asked("pdftotext", &["-", "-"], &pdf) else {
            continue;
        };
        let plain = |text: &str| text.split_whitespace().collect::<String>();
        let first: String = plain(name).chars().take(12).collect();
        assert!(plain(&text).contains(&first), "{name}: {text}");
        assert!(
            text.contains("171 kWh"),
            "the words of charts are words: {text}"
        );
    }
}

#[tokio::test]
async fn a_report_is_tagged_and_the_same_for_the_same_data() {
    let Some(press) = press() else { return };
    let pdf = press.print(document("École", 2)).await.unwrap();
    assert_eq!(pdf, press.print(document("École", 2)).await.unwrap());
    let Some(said) = asked("pdfinfo", &["-"], &pdf) else {
        return;
    };
    for (field, value) in [
        ("Tagged:", "yes"),
        ("Pages:", "1"),
        ("Title:", "École · Clairval"),
    ] {
        let line = said.lines().find(|line| line.starts_with(field)).unwrap();
        assert!(line.ends_with(value), "{line}");
    }
    assert!(said.contains("595.276 x 841.89 pts (A4)"), "{said}");
}

#[test]
fn a_long_table_goes_on_on_the_next_page() {
    let Some(press) = press() else { return };
    let pages = |rows| {
        let document = document("École élémentaire", rows);
        let fonts = press.fonts.clone().unwrap();
        paged(press.library.clone(), fonts, &document)
            .unwrap()
            .pages()
            .len()
    };
    assert_eq!(pages(3), 1);
    assert_eq!(pages(100), 3);
}

#[tokio::test]
async fn a_site_without_fonts_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("manifest.json"), "{}").unwrap();
    let press = Press::new(&BuiltSite::load(folder.path()).unwrap());
    let fault = press.print(document("École", 1)).await.unwrap_err();
    assert!(fault.to_string().contains("cargo xtask build"), "{fault}");
}
