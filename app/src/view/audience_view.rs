use model::engine::Standing;
use model::time::At;

use super::{Address, Audience, Choice, Frame};

/// `/vue/{audience}`: what one audience comes for, from the notes that everybody reads.
#[derive(Debug, Clone, PartialEq)]
pub struct AudienceView {
    /// Around the page.
    pub frame: Frame,
    /// Whose page it is.
    pub audience: Audience,
    /// The address as asked: choices change one word of it.
    pub asked: Address,
    /// One or two true sentences made from the data.
    pub headline: Vec<String>,
    /// The note on top, with the instant of the latest reading behind it.
    pub standing: Option<(Standing, Option<At>)>,
    /// `choix`: parts of the town or of the administration to look at; empty for none.
    pub choices: Vec<Choice>,
    /// What there is to read.
    pub sections: Vec<AudienceSection>,
    /// What there is to do: words and address.
    pub ways: Vec<AudienceWay>,
}

/// One heading with what stands under it.
#[derive(Debug, Clone, PartialEq)]
pub struct AudienceSection {
    /// The heading.
    pub title: String,
    /// Sentences before the lines.
    pub sentences: Vec<String>,
    /// What is listed.
    pub lines: Vec<AudienceLine>,
    /// What to say where nothing is listed nor said.
    pub empty: &'static str,
    /// Where more is told.
    pub more: Option<AudienceWay>,
}

/// One thing of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct AudienceLine {
    /// What it is.
    pub name: String,
    /// Where more is told.
    pub address: String,
    /// What is true of it.
    pub fact: String,
    /// A figure that stands out: « 10 min ».
    pub figure: Option<String>,
    /// How it stands.
    pub standing: Option<Standing>,
}

/// A way to somewhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AudienceWay {
    /// On screen.
    pub words: String,
    /// Where it leads, the day of the page in it.
    pub address: String,
    /// It leads out of the application: a file, a feed, or a page without a browser half.
    pub outside: bool,
}
