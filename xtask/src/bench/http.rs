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
}

/// What came back.
pub struct Answer {
    pub status: u16,
    /// Length of the body in bytes, as it was sent.
    pub length: usize,
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
        })
    }

    /// Asks for a page and reads it to its end.
    ///
    /// # Errors
    /// When the connection ends or the answer is no HTTP/1.1.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        self.reader.get_mut().write_all(request.as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> Result<Answer> {
        let first = self.line()?;
        let status = first
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .with_context(|| format!("`{first}` is no status line"))?;
        let mut length = Some(0);
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').context("a header without a colon")?;
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = Some(value.trim().parse()?),
                "transfer-encoding" => length = None,
                _ => {}
            }
        }
        let length = match length {
            Some(length) => self.skip(length)?,
            None => self.skip_chunks()?,
        };
        Ok(Answer { status, length })
    }

    fn skip_chunks(&mut self) -> Result<usize> {
        let mut total = 0;
        loop {
            let size = usize::from_str_radix(&self.line()?, 16)?;
            total += self.skip(size)?;
            self.line()?;
            if size == 0 {
                return Ok(total);
            }
        }
    }

    fn skip(&mut self, length: usize) -> Result<usize> {
        let wanted = u64::try_from(length)?;
        let read = std::io::copy(&mut self.reader.by_ref().take(wanted), &mut std::io::sink())?;
        if read < wanted {
            bail!("the server ended the connection");
        }
        Ok(length)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.reader.read_line(&mut line)? == 0 {
            bail!("the server ended the connection");
        }
        line.truncate(line.trim_end().len());
        Ok(line)
    }
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
        assert_eq!((first.status, first.length), (200, 3));
        assert_eq!((second.status, second.length), (404, 5));
        server.join().unwrap();
    }
}
