//! As much of a websocket as following a topic needs.

use super::http::Connection;
use anyhow::{Result, bail};
use serde_json::Value;
use std::io::{BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};

const TEXT: u8 = 1;
const CLOSE: u8 = 8;
/// Longer frames are none of ours.
const LONGEST: u64 = 1 << 20;

/// A socket on `/live`.
pub struct Websocket {
    stream: BufReader<TcpStream>,
}

impl Websocket {
    /// Opens one, follows a topic and waits for its welcome.
    ///
    /// # Errors
    /// When the server refuses.
    pub fn follow(host: SocketAddr, topic: &str) -> Result<Self> {
        let mut connection = Connection::open(host)?;
        let request = format!(
            "GET /live HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        );
        connection.send(request.as_bytes())?;
        let answer = connection.receive()?;
        if answer.status != 101 {
            bail!("/live answers {}", answer.status);
        }
        let mut socket = Self {
            stream: connection.into_stream(),
        };
        socket.say(&format!(
            r#"{{"say":"hello","protocol":1,"topics":["{topic}"],"since":null}}"#
        ))?;
        socket.wait_for("welcome")?;
        Ok(socket)
    }

    /// Reads until the server says that; answers its pings on the way.
    ///
    /// # Errors
    /// When it says nothing in time, or closes.
    pub fn wait_for(&mut self, say: &str) -> Result<Value> {
        loop {
            let (kind, payload) = self.frame()?;
            if kind == CLOSE {
                bail!("the server closed the socket");
            }
            if kind != TEXT {
                continue;
            }
            let message: Value = serde_json::from_slice(&payload)?;
            match message.get("say").and_then(Value::as_str) {
                Some(said) if said == say => return Ok(message),
                Some("ping") => self.say(r#"{"say":"pong"}"#)?,
                Some("refused") => bail!("refused: {message}"),
                _ => {}
            }
        }
    }

    fn frame(&mut self) -> Result<(u8, Vec<u8>)> {
        let mut head = [0; 2];
        self.stream.read_exact(&mut head)?;
        let [first, second] = head;
        let length = match second & 0x7f {
            126 => {
                let mut length = [0; 2];
                self.stream.read_exact(&mut length)?;
                u64::from(u16::from_be_bytes(length))
            }
            127 => {
                let mut length = [0; 8];
                self.stream.read_exact(&mut length)?;
                u64::from_be_bytes(length)
            }
            short => u64::from(short),
        };
        if length > LONGEST {
            bail!("a frame of {length} bytes");
        }
        let mut payload = vec![0; usize::try_from(length)?];
        self.stream.read_exact(&mut payload)?;
        Ok((first & 0x0f, payload))
    }

    /// Sends a text of less than 64 kB; the mask is zero, so that it stays as it is.
    fn say(&mut self, text: &str) -> Result<()> {
        let mut frame = vec![0x80 | TEXT];
        match u8::try_from(text.len()) {
            Ok(length) if length < 126 => frame.push(0x80 | length),
            _ => {
                frame.push(0x80 | 126);
                frame.extend(u16::try_from(text.len())?.to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        Ok(self.stream.get_mut().write_all(&frame)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn frames_of_every_length_are_read_and_pings_answered() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 2048];
            let _asked = stream.read(&mut request).unwrap();
            stream
                .write_all(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")
                .unwrap();
            let hello = stream.read(&mut request).unwrap();
            let hello = String::from_utf8_lossy(&request[6..hello]).into_owned();
            let padding = " ".repeat(300);
            for text in [
                r#"{"say":"welcome"}"#.to_owned(),
                r#"{"say":"ping"}"#.to_owned(),
                format!(r#"{{"say":"change","number":7{padding}}}"#),
            ] {
                let mut frame = vec![0x81];
                match u8::try_from(text.len()) {
                    Ok(length) if length < 126 => frame.push(length),
                    _ => {
                        frame.push(126);
                        frame.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
                    }
                }
                frame.extend(text.as_bytes());
                stream.write_all(&frame).unwrap();
            }
            let pong = stream.read(&mut request).unwrap();
            (
                hello,
                String::from_utf8_lossy(&request[6..pong]).into_owned(),
            )
        });
        let mut socket = Websocket::follow(host, "freshness").unwrap();
        let change = socket.wait_for("change").unwrap();
        assert_eq!(change.get("number").and_then(Value::as_u64), Some(7));
        let (hello, pong) = server.join().unwrap();
        assert!(hello.contains(r#""topics":["freshness"]"#), "{hello}");
        assert_eq!(pong, r#"{"say":"pong"}"#);
    }
}
