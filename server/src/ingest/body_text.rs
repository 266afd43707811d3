use super::IngestError;

/// The text of a body: UTF-8 within a limit, without its byte order mark.
///
/// # Errors
/// [`IngestError`] when it is too large, no UTF-8, or empty.
pub(super) fn body_text(body: &[u8], limit_bytes: usize) -> Result<&str, IngestError> {
    if body.len() > limit_bytes {
        return Err(IngestError::TooLarge { limit_bytes });
    }
    let text = core::str::from_utf8(body).map_err(|e| IngestError::BadEncoding {
        offset: e.valid_up_to(),
        line: 1 + body
            .get(..e.valid_up_to())
            .map_or(0, |before| memchr::memchr_iter(b'\n', before).count()),
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return Err(IngestError::Empty);
    }
    Ok(text)
}
