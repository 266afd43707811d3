use app::chart::Mark;
use model::format::date_iso;
use model::time::Day;
use serde::{Serialize, Serializer};

/// A report as data: what stands on its pages, in order. All text is text; nothing of
/// it is ever read as markup.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// Title of the file, e.g. « École Jean-Jaurès · Clairval ».
    pub title: String,
    /// The town.
    pub city: String,
    /// What kind of paper it is: « Rapport d’un lieu », « Compte rendu de revue ».
    pub genre: String,
    /// The day it speaks of.
    #[serde(serialize_with = "iso")]
    pub day: Day,
    /// The town is invented, and every page has to say so.
    pub demo: bool,
    /// What the foot of each page says: date of the data, completeness.
    pub foot: String,
    /// What stands on the pages.
    pub blocks: Vec<Block>,
}

fn iso<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date_iso(*day))
}

/// One thing on a page.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// Begins a subject: its name and what is known of it.
    Subject {
        /// The name.
        name: String,
        /// « École élémentaire · 2 340 m² ».
        facts: String,
        /// Whether it begins on a page of its own.
        on_new_page: bool,
    },
    /// A note beside what it means.
    Standing(Box<StandingBlock>),
    /// Heads what follows.
    Heading {
        /// A finding rather than a label, where there is one.
        text: String,
    },
    /// Sentences, one paragraph each.
    Text {
        /// The paragraphs.
        paragraphs: Vec<String>,
    },
    /// Things one after another.
    List {
        /// The items.
        items: Vec<String>,
    },
    /// Charts side by side, two at most.
    Charts {
        /// The charts.
        charts: Vec<ChartBlock>,
    },
    /// Figures in rows.
    Table(Box<TableBlock>),
    /// Where more is told: what it is, and the address in full.
    Links {
        /// Words and address.
        links: Vec<(String, String)>,
    },
}

/// A note with everything that must stand beside it.
#[derive(Debug, Clone, Serialize)]
pub struct StandingBlock {
    /// « 6,2 », or « – ».
    pub note: String,
    /// Whether « /10 » stands beside it.
    pub scored: bool,
    /// Level: its shape and its word, with « partielle » where it is.
    pub level: Option<Cell>,
    /// Trend: its shape and its word, with the change.
    pub trend: Option<Cell>,
    /// Why there is no whole note, how complete the data are.
    pub remark: String,
    /// What the data say, as one or two sentences.
    pub headline: Vec<String>,
}

/// A chart, its heading, and what it shows in words.
#[derive(Debug, Clone, Serialize)]
pub struct ChartBlock {
    /// Heading.
    pub title: String,
    /// For those who hear the page.
    pub description: String,
    /// The drawing, as pages have it.
    pub svg: String,
}

/// A table; every row has as many cells as there are columns, the first heads it.
#[derive(Debug, Clone, Serialize)]
pub struct TableBlock {
    /// What it holds.
    pub caption: String,
    /// Columns.
    pub columns: Vec<TableColumn>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
    /// Whether the last row is the sum of the others.
    pub summed: bool,
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub struct TableColumn {
    /// Heading.
    pub name: String,
    /// Its cells are figures: they stand to the right.
    pub figures: bool,
    /// Share of the width against the other columns.
    pub share: u8,
}

/// A few words, with the shape of a level or trend before them.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Cell {
    /// The words.
    pub text: String,
    /// The shape, by the name of its level or trend.
    pub mark: Option<Mark>,
}

impl Cell {
    /// Words alone.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            mark: None,
        }
    }

    /// A shape with its word and what is said after it.
    pub fn marked(mark: Mark, more: &str) -> Self {
        Self {
            text: format!("{}{more}", mark.word()),
            mark: Some(mark),
        }
    }
}

impl TableColumn {
    /// A column of words.
    pub fn words(name: impl Into<String>, share: u8) -> Self {
        Self {
            name: name.into(),
            figures: false,
            share,
        }
    }

    /// A column of figures.
    pub fn figures(name: impl Into<String>, share: u8) -> Self {
        Self {
            figures: true,
            ..Self::words(name, share)
        }
    }
}
