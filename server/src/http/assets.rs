//! The built site: named by content, compressed beforehand, served from memory.

mod media_type;
mod site_error;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode};
use sha2::{Digest, Sha256};

use self::media_type::media_type;
pub use self::site_error::SiteError;
use super::encoding::Encoding;

/// The file that says under which name each file is.
const MANIFEST: &str = "manifest.json";

/// The files of the site, all in memory (about 3 MB).
#[derive(Debug)]
pub struct BuiltSite {
    /// Name to name with its hash.
    names: BTreeMap<String, String>,
    /// Address without leading `/` to file.
    files: HashMap<String, File>,
}

#[derive(Debug)]
struct File {
    media_type: HeaderValue,
    cache: HeaderValue,
    tag: String,
    identity: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl BuiltSite {
    /// Reads a built site.
    ///
    /// # Errors
    /// [`SiteError`] when it was not built, or cannot be read.
    pub fn load(folder: &Path) -> Result<Self, SiteError> {
        let manifest = folder.join(MANIFEST);
        if !manifest.is_file() {
            return Err(SiteError::Missing(folder.to_owned()));
        }
        let names: BTreeMap<String, String> = serde_json::from_slice(&read(&manifest)?)
            .map_err(|error| SiteError::Manifest(manifest, error))?;
        let hashed: HashSet<&String> = names.values().collect();
        let mut contents = HashMap::new();
        collect(folder, "", &mut contents)?;
        let files = contents
            .keys()
            .filter(|path| *path != MANIFEST && original_of(path, &contents).is_none())
            .filter_map(|path| {
                let immutable = hashed.contains(path);
                File::new(path, &contents, immutable).map(|file| (path.clone(), file))
            })
            .collect();
        Ok(Self { names, files })
    }

    /// The path, without the slash it begins with, of a file known by its
    /// plain name: `pkg/belvedere.0123.css` of `pkg/belvedere.css`.
    pub fn path(&self, name: &str) -> Option<String> {
        let path = self.names.get(name).map_or(name, String::as_str);
        self.files.contains_key(path).then(|| path.to_owned())
    }

    /// The bytes of a file known by its plain name.
    pub fn content(&self, name: &str) -> Option<Bytes> {
        let path = self.names.get(name).map_or(name, String::as_str);
        self.files.get(path).map(|file| file.identity.clone())
    }

    fn answer(&self, asked: &Parts) -> Option<Response> {
        let file = self.files.get(asked.uri.path().strip_prefix('/')?)?;
        Some(file.answer(asked))
    }
}

/// Answers `GET` and `HEAD` of a file of the site; anything else goes on.
pub async fn serve_files(
    State(site): State<Arc<BuiltSite>>,
    request: Request,
    next: Next,
) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let (asked, body) = request.into_parts();
    match site.answer(&asked) {
        Some(response) => response,
        None => next.run(Request::from_parts(asked, body)).await,
    }
}

impl File {
    fn new(path: &str, contents: &HashMap<String, Bytes>, immutable: bool) -> Option<Self> {
        let identity = contents.get(path)?.clone();
        let packed = |kind: &str| contents.get(&format!("{path}.{kind}")).cloned();
        let cache = if immutable {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let digest = format!("{:x}", Sha256::digest(&identity));
        Some(Self {
            media_type: HeaderValue::from_static(media_type(path)),
            cache: HeaderValue::from_static(cache),
            tag: digest.chars().take(16).collect(),
            brotli: packed("br"),
            gzip: packed("gz"),
            identity,
        })
    }

    fn answer(&self, asked: &Parts) -> Response {
        let (encoding, body) = match Encoding::accepted(&asked.headers) {
            Encoding::Brotli if self.brotli.is_some() => (Encoding::Brotli, &self.brotli),
            Encoding::Brotli | Encoding::Gzip if self.gzip.is_some() => {
                (Encoding::Gzip, &self.gzip)
            }
            _ => (Encoding::Identity, &None),
        };
        let body = body.as_ref().unwrap_or(&self.identity);
        let tag = format!("\"{}-{}\"", self.tag, encoding.name().unwrap_or("id"));
        let held = asked
            .headers
            .get(IF_NONE_MATCH)
            .is_some_and(|tags| tags.as_bytes() == tag.as_bytes());
        let mut response = if held {
            StatusCode::NOT_MODIFIED.into_response()
        } else if asked.method == Method::HEAD {
            Response::new(Body::empty())
        } else {
            Response::new(Body::from(body.clone()))
        };
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, self.cache.clone());
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(tag) = HeaderValue::try_from(tag) {
            headers.insert(ETAG, tag);
        }
        if !held {
            headers.insert(CONTENT_TYPE, self.media_type.clone());
            headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
            if let Some(name) = encoding.name() {
                headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
            }
        }
        response
    }
}

/// The file of which this one is the compressed form.
fn original_of<'a>(path: &'a str, contents: &HashMap<String, Bytes>) -> Option<&'a str> {
    path.strip_suffix(".br")
        .or_else(|| path.strip_suffix(".gz"))
        .filter(|original| contents.contains_key(*original))
}

fn collect(
    folder: &Path,
    prefix: &str,
    into: &mut HashMap<String, Bytes>,
) -> Result<(), SiteError> {
    let unreadable = |error| SiteError::Unreadable(folder.to_owned(), error);
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let address = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{address}/"), into)?;
        } else {
            into.insert(address, read(&path)?.into());
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, SiteError> {
    std::fs::read(path).map_err(|error| SiteError::Unreadable(path.to_owned(), error))
}
