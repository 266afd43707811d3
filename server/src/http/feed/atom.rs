use model::time::At;
use quick_xml::Writer;

/// One piece of news.
pub(super) struct Entry {
    pub id: String,
    pub at: At,
    pub title: String,
    pub text: String,
    pub path: String,
}

/// What a feed tells, and of what.
pub(super) struct Feed<'a> {
    pub title: &'a str,
    /// Latest first.
    pub entries: &'a [Entry],
    /// Its own address.
    pub own: &'a str,
    /// The page it is about.
    pub page: &'a str,
    /// Where the site is for everybody; empty: not known.
    pub site: &'a str,
}

impl Feed<'_> {
    /// The feed as Atom (RFC 4287). Names of entries rest on numbers of the database and on
    /// dates, so that they stay when the site moves.
    pub fn written(&self) -> Result<Vec<u8>, std::io::Error> {
        let mut xml = Writer::new(Vec::new());
        let latest = self
            .entries
            .first()
            .map_or_else(At::default, |entry| entry.at);
        let site = self.site;
        xml.get_mut()
            .extend_from_slice(br#"<?xml version="1.0" encoding="utf-8"?>"#);
        let root = xml
            .create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", "fr"));
        root.write_inner_content(|xml| {
            text(xml, "id", &format!("urn:belvedere:flux:{}", self.own))?;
            text(xml, "title", self.title)?;
            text(xml, "updated", &rfc3339(latest))?;
            link(xml, "self", &format!("{site}{}", self.own))?;
            link(xml, "alternate", &format!("{site}{}", self.page))?;
            xml.create_element("author")
                .write_inner_content(|xml| text(xml, "name", "Belvédère"))?;
            for entry in self.entries {
                xml.create_element("entry").write_inner_content(|xml| {
                    text(xml, "id", &format!("urn:belvedere:{}", entry.id))?;
                    text(xml, "title", &entry.title)?;
                    text(xml, "updated", &rfc3339(entry.at))?;
                    link(xml, "alternate", &format!("{site}{}", entry.path))?;
                    text(xml, "summary", &entry.text)
                })?;
            }
            Ok(())
        })?;
        Ok(xml.into_inner())
    }
}

fn rfc3339(at: At) -> String {
    jiff::Timestamp::from_millisecond(at.millis())
        .unwrap_or_default()
        .to_string()
}

fn text(xml: &mut Writer<Vec<u8>>, name: &str, text: &str) -> std::io::Result<()> {
    let text = quick_xml::events::BytesText::new(text);
    xml.create_element(name).write_text_content(text).map(drop)
}

fn link(xml: &mut Writer<Vec<u8>>, relation: &str, address: &str) -> std::io::Result<()> {
    xml.create_element("link")
        .with_attribute(("rel", relation))
        .with_attribute(("href", address))
        .write_empty()
        .map(drop)
}
