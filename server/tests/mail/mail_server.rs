use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What a mail server says at the end of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Temper {
    /// It takes it.
    Takes,
    /// Not now.
    Busy,
    /// Never.
    Refuses,
    /// It takes it and hangs up without a word.
    HangsUp,
}

/// A mail server of a few words (RFC 5321) on this machine.
#[derive(Clone)]
pub struct MailServer {
    pub address: SocketAddr,
    temper: Arc<Mutex<Temper>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            temper: Arc::new(Mutex::new(Temper::Takes)),
            taken: Arc::default(),
        };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let one = serving.clone();
                tokio::spawn(async move { one.talk(stream).await });
            }
        });
        server
    }

    pub fn becomes(&self, temper: Temper) {
        *self.temper.lock().unwrap() = temper;
    }

    /// Every mail it was given, headers and all.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        writer.write_all(b"220 here\r\n").await?;
        while let Some(line) = lines.next_line().await? {
            let answer: &[u8] = match line.split(' ').next().unwrap_or_default() {
                "EHLO" => b"250-here\r\n250 8BITMIME\r\n",
                "DATA" => {
                    writer.write_all(b"354 go on\r\n").await?;
                    let mut mail = String::new();
                    while let Some(line) = lines.next_line().await? {
                        if line == "." {
                            break;
                        }
                        mail.push_str(&line);
                        mail.push('\n');
                    }
                    let temper = *self.temper.lock().unwrap();
                    if matches!(temper, Temper::Takes | Temper::HangsUp) {
                        self.taken.lock().unwrap().push(mail);
                    }
                    match temper {
                        Temper::Takes => b"250 taken\r\n",
                        Temper::Busy => b"451 later\r\n",
                        Temper::Refuses => b"550 no such box\r\n",
                        Temper::HangsUp => return Ok(()),
                    }
                }
                "QUIT" => {
                    writer.write_all(b"221 bye\r\n").await?;
                    return Ok(());
                }
                _ => b"250 fine\r\n",
            };
            writer.write_all(answer).await?;
        }
        Ok(())
    }
}
