use model::format::NARROW_SPACE;
use model::time::At;

use crate::store::Mail;

/// One thing to tell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct News {
    /// The latest are told first.
    pub at: At,
    /// « École Jean-Jaurès ».
    pub place: String,
    /// « Énergie : En écart, auparavant À surveiller ».
    pub what: String,
    /// Where more is told, from the root of the site.
    pub path: String,
}

/// Things told in one mail at most; how many more there are is said.
const MOST: usize = 50;

/// One mail of all the news for somebody.
pub fn letter(
    (city, site): (&str, &str),
    (recipient, token): (&str, &str),
    mut news: Vec<News>,
    now: At,
) -> Mail {
    news.sort_by(|a, b| b.cmp(a));
    news.dedup();
    let count = news.len();
    let subject = match news.as_slice() {
        [one] => format!("{city}{NARROW_SPACE}: {}, {}", one.place, one.what),
        _ => format!("{city}{NARROW_SPACE}: {count} nouvelles"),
    };
    let mut body = String::new();
    let mut html = String::from("<ul>");
    for one in news.iter().take(MOST) {
        body.push_str(&format!(
            "- {}, {}\n  {site}{}\n\n",
            one.place, one.what, one.path
        ));
        html.push_str(&format!(
            "<li><a href=\"{}{}\">{}</a>, {}</li>",
            escaped(site),
            escaped(&one.path),
            escaped(&one.place),
            escaped(&one.what)
        ));
    }
    html.push_str("</ul>");
    if count > MOST {
        let more = format!("{} autres sont sur {site}/changements.", count - MOST);
        body.push_str(&format!("{more}\n\n"));
        html.push_str(&format!("<p>{}</p>", escaped(&more)));
    }
    finished(
        Mail {
            id: 0,
            recipient: recipient.to_owned(),
            subject: one_line(&subject),
            body,
            html,
            token: token.to_owned(),
            attachment: None,
            queued_at: now,
            tries: 0,
        },
        site,
    )
}

/// The same mail with why it comes and how it ends.
pub(super) fn finished(mut mail: Mail, site: &str) -> Mail {
    let end = format!("{site}/desabonnement/{}", mail.token);
    let why = "Vous recevez ce message parce que vous vous y êtes abonné dans Belvédère.";
    mail.body.push_str(&format!(
        "{why}\nNe plus rien recevoir{NARROW_SPACE}: {end}\nChoisir{NARROW_SPACE}: {site}/abonnements\n"
    ));
    mail.html = format!(
        "<!DOCTYPE html><html lang=\"fr\"><body>{}<p>{why} <a href=\"{}\">Ne plus rien recevoir</a>, \
         <a href=\"{}/abonnements\">choisir</a>.</p></body></html>",
        mail.html,
        escaped(&end),
        escaped(site)
    );
    mail
}

/// A subject is one line: names come from import files.
pub(super) fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(200)
        .collect()
}

pub(super) fn escaped(text: &str) -> String {
    app::components::escaped(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn news(place: &str, seconds: i64) -> News {
        News {
            at: At::from_seconds(seconds),
            place: place.to_owned(),
            what: "Énergie\u{202f}: En écart, auparavant Atteint".to_owned(),
            path: "/lieu/ecole".to_owned(),
        }
    }

    fn told(news: Vec<News>) -> Mail {
        let site = ("Clairval", "https://ville.example");
        letter(site, ("a@ville.example", "jeton"), news, At::default())
    }

    #[test]
    fn news_are_grouped_and_the_same_is_told_once() {
        let mail = told(vec![news("Nord", 1), news("Sud", 2), news("Sud", 2)]);
        assert_eq!(mail.subject, "Clairval\u{202f}: 2 nouvelles");
        assert!(mail.body.starts_with("- Sud, "), "{}", mail.body);
        assert!(
            mail.body
                .contains("https://ville.example/desabonnement/jeton")
        );
    }

    #[test]
    fn a_name_is_neither_a_header_nor_markup() {
        let mail = told(vec![news("École\r\nBcc: x@y <b>", 1)]);
        assert!(!mail.subject.contains(['\r', '\n']), "{}", mail.subject);
        assert!(mail.html.contains("&lt;b&gt;") && !mail.html.contains("<b>"));
    }

    #[test]
    fn a_flood_is_cut_and_counted() {
        let many = (0..60).map(|at| news("Nord", at)).collect();
        let mail = told(many);
        assert_eq!(mail.body.matches("- Nord").count(), 50);
        assert!(mail.body.contains("10 autres"), "{}", mail.body);
    }
}
