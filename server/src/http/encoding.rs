use http::HeaderMap;
use http::header::ACCEPT_ENCODING;

/// How a body made beforehand is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The smallest that the caller takes.
    pub fn accepted(headers: &HeaderMap) -> Self {
        let (mut brotli, mut gzip) = (false, false);
        for list in headers.get_all(ACCEPT_ENCODING) {
            for one in list.to_str().unwrap_or_default().split(',') {
                let (name, weight) = one.split_once(';').unwrap_or((one, ""));
                let refused = weight
                    .trim()
                    .strip_prefix("q=")
                    .and_then(|q| q.trim().parse().ok())
                    .is_some_and(|q: f32| q <= 0.0);
                match name.trim() {
                    "br" => brotli = !refused,
                    "gzip" => gzip = !refused,
                    _ => {}
                }
            }
        }
        match (brotli, gzip) {
            (true, _) => Self::Brotli,
            (false, true) => Self::Gzip,
            (false, false) => Self::Identity,
        }
    }

    /// Its name in `Content-Encoding`.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_accepted_encoding_is_taken() {
        for (accept, expected) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip;q=1.0, br;q=0", Encoding::Gzip),
            ("gzip; q=0.0", Encoding::Identity),
            ("identity", Encoding::Identity),
            ("br;q=0.5,gzip", Encoding::Brotli),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, accept.parse().unwrap());
            assert_eq!(Encoding::accepted(&headers), expected, "{accept}");
        }
        assert_eq!(Encoding::accepted(&HeaderMap::new()), Encoding::Identity);
    }
}
