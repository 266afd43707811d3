use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use memchr::memmem;
use sha2::{Digest, Sha256};

/// The digests, as CSP sources, of the inline scripts that bear a nonce.
pub(super) fn digests(page: &[u8], nonce: &str) -> String {
    let mark = format!("nonce=\"{nonce}\"");
    let mut sources = String::new();
    for at in memmem::find_iter(page, mark.as_bytes()) {
        let Some(text) = page
            .split_at_checked(at)
            .and_then(|(before, after)| inline_script(before, after))
        else {
            continue;
        };
        let digest = STANDARD.encode(Sha256::digest(text));
        if !sources.contains(&digest) {
            let separator = if sources.is_empty() { "" } else { " " };
            // Writing to a string does not fail.
            let _ = write!(sources, "{separator}'sha256-{digest}'");
        }
    }
    if sources.is_empty() {
        // A CSP source that lets nothing through keeps the list well formed.
        sources.push_str("'nonce-none'");
    }
    sources
}

/// The text of the script in whose tag `before` ends and `after` begins.
fn inline_script<'a>(before: &[u8], after: &'a [u8]) -> Option<&'a [u8]> {
    let tag = before.get(memchr::memrchr(b'<', before)?..)?;
    let name = tag.strip_prefix(b"<script")?;
    if !name.first()?.is_ascii_whitespace() || is_inside_quotes(name) {
        return None;
    }
    let rest = after.get(end_of_tag(after)? + 1..)?;
    let text = rest.get(..memmem::find(rest, b"</script")?)?;
    // A script from an address has no text, and is let through by `'self'`.
    (!text.is_empty()).then_some(text)
}

fn is_inside_quotes(attributes: &[u8]) -> bool {
    open_quote(attributes).is_some()
}

fn open_quote(attributes: &[u8]) -> Option<u8> {
    attributes.iter().fold(None, |open, &byte| match open {
        None if matches!(byte, b'"' | b'\'') => Some(byte),
        Some(quote) if byte == quote => None,
        open => open,
    })
}

/// Where the first `>` outside of quotes is.
fn end_of_tag(attributes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'>', attributes).find(|&at| {
        attributes
            .get(..at)
            .is_some_and(|head| open_quote(head).is_none())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    const ALERT_1: &str = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";

    fn of(page: &str) -> String {
        digests(page.as_bytes(), "n0")
    }

    #[test]
    fn scripts_that_bear_the_nonce_get_a_digest_once() {
        let script = r#"<script type="module" nonce="n0" data-x="a>b">alert(1)</script>"#;
        assert_eq!(of(script), ALERT_1);
        assert_eq!(of(&format!("<p>{script}{script}")), ALERT_1);
    }

    #[test]
    fn what_does_not_bear_it_gets_none() {
        for page in [
            "<script>alert(1)</script>",
            r#"<script nonce="n1">alert(1)</script>"#,
            r#"<style nonce="n0">alert(1)</style>"#,
            r#"<script nonce="n0" src="/a.js"></script>"#,
            r#"<scripts nonce="n0">alert(1)</scripts>"#,
            r#"<script title='nonce="n0"'>alert(1)</script>"#,
            r#"<script nonce="n0">alert(1)"#,
            "nonce=\"n0\"",
        ] {
            assert_eq!(of(page), "'nonce-none'", "{page}");
        }
    }
}
