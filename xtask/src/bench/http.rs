//! As much of HTTP/1.1 as a load needs: one connection, kept open, no library
//! whose own cost would be measured.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(10);

/// A connection that sends one request after the other.
pub struct Connection {
    reader: BufReader<TcpStream>,
    host: SocketAddr,
    /// Reused from one answer to the next.
    line: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    /// As it was sent.
    pub body: Vec<u8>,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens.
    pub fn open(host: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self {
            reader: BufReader::new(stream),
            host,
            line: String::new(),
        })
    }

    /// Asks for a page and reads it to its end.
    ///
    /// # Errors
    /// When the connection ends or the answer is no HTTP/1.1.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        self.send(request.as_bytes())?;
        self.receive()
    }

    /// Asks for JSON.
    ///
    /// # Errors
    /// When the connection ends, the status is not 200 or the body is no JSON.
    pub fn json(&mut self, path: &str) -> Result<serde_json::Value> {
        let answer = self.get(path)?;
        if answer.status != 200 {
            bail!("{path} answers {}: {}", answer.status, answer.text());
        }
        Ok(serde_json::from_slice(&answer.body)?)
    }

    /// Sends bytes as they are: requests that were made before the clock started.
    ///
    /// # Errors
    /// When the connection ends.
    pub fn send(&mut self, request: &[u8]) -> Result<()> {
        Ok(self.reader.get_mut().write_all(request)?)
    }

    /// Reads the answer to the oldest request that has none yet.
    ///
    /// # Errors
    /// When the connection ends or the answer is no HTTP/1.1.
    pub fn receive(&mut self) -> Result<Answer> {
        self.read_line()?;
        let status = self
            .line
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .with_context(|| format!("`{}` is no status line", self.line))?;
        let mut length = Some(0);
        loop {
            self.read_line()?;
            if self.line.is_empty() {
                break;
            }
            let (name, value) = self
                .line
                .split_once(':')
                .context("a header without a colon")?;
            if name.eq_ignore_ascii_case("content-length") {
                length = Some(value.trim().parse()?);
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                length = None;
            }
        }
        let mut body = Vec::new();
        match length {
            Some(length) => self.read_body(length, &mut body)?,
            None => self.read_chunks(&mut body)?,
        }
        Ok(Answer { status, body })
    }

    /// What follows the last answer, for a connection that became another protocol.
    pub fn into_stream(self) -> BufReader<TcpStream> {
        self.reader
    }

    fn read_chunks(&mut self, body: &mut Vec<u8>) -> Result<()> {
        loop {
            self.read_line()?;
            let size = u64::from_str_radix(&self.line, 16)?;
            self.read_body(size, body)?;
            self.read_line()?;
            if size == 0 {
                return Ok(());
            }
        }
    }

    fn read_body(&mut self, length: u64, body: &mut Vec<u8>) -> Result<()> {
        let read = self.reader.by_ref().take(length).read_to_end(body)?;
        if u64::try_from(read)? < length {
            bail!("the server ended the connection");
        }
        Ok(())
    }

    fn read_line(&mut self) -> Result<()> {
        self.line.clear();
        if self.reader.read_line(&mut self.line)? == 0 {
            bail!("the server ended the connection");
        }
        self.line.truncate(self.line.trim_end().len());
        Ok(())
    }
}

impl Answer {
    /// The beginning of the body, for a message.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body)
            .chars()
            .take(300)
            .collect()
    }
}

/// A request with a body, ready to be sent again and again.
pub fn post(host: SocketAddr, key: &str, media_type: &str, body: &str) -> Vec<u8> {
    format!(
        "POST /api/v1/readings HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: {media_type}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn both_kinds_of_body_are_read_to_their_end() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 1024];
            for answer in [
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n1\r\ne\r\n0\r\n\r\n",
            ] {
                let _read = stream.read(&mut request).unwrap();
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        let mut connection = Connection::open(host).unwrap();
        let first = connection.get("/").unwrap();
        let second = connection.get("/").unwrap();
        assert_eq!((first.status, first.text().as_str()), (200, "abc"));
        assert_eq!((second.status, second.text().as_str()), (404, "abcde"));
        server.join().unwrap();
    }
}
