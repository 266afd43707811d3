use std::net::SocketAddr;
use std::time::Duration;

use futures::{SinkExt, StreamExt};
use model::live::{Change, ClientMessage, PROTOCOL, ServerMessage, Topic};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::handshake::client::Request;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

/// A screen: long enough that a slow machine does not fail a test.
const PATIENCE: Duration = Duration::from_secs(10);

pub struct Client(WebSocketStream<TcpStream>);

/// What a hello or a follow was answered with.
#[derive(Debug)]
pub struct Answer {
    pub states: Vec<(u64, Topic, Change)>,
    pub run: String,
    pub number: u64,
}

pub fn request(address: SocketAddr) -> Request {
    format!("ws://{address}/live")
        .into_client_request()
        .unwrap()
}

impl Client {
    pub async fn connect(address: SocketAddr) -> Self {
        Self::try_connect(request(address)).await.unwrap()
    }

    pub async fn try_connect(request: Request) -> Result<Self, Error> {
        let address: SocketAddr = request.uri().authority().unwrap().as_str().parse().unwrap();
        let socket = TcpSocket::new_v4().unwrap();
        // Small, so that a client that does not read is soon felt.
        socket.set_recv_buffer_size(4096).unwrap();
        let stream = socket.connect(address).await.unwrap();
        client_async(request, stream).await.map(|(ws, _)| Self(ws))
    }

    pub async fn hello(&mut self, topics: Vec<Topic>, since: Option<(&str, u64)>) -> Answer {
        self.say(&ClientMessage::Hello {
            protocol: PROTOCOL,
            topics,
            since: since.map(|(run, number)| (run.to_owned(), number)),
        })
        .await;
        self.answer().await
    }

    pub async fn follow(&mut self, topics: Vec<Topic>) -> Answer {
        self.say(&ClientMessage::Follow { topics }).await;
        self.answer().await
    }

    pub async fn say(&mut self, message: &ClientMessage) {
        let text = serde_json::to_string(message).unwrap();
        self.say_text(&text).await;
    }

    pub async fn say_text(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.unwrap();
    }

    /// The next message, or what the socket was closed with.
    pub async fn next(&mut self) -> Result<ServerMessage, Option<(u16, String)>> {
        loop {
            let message = timeout(PATIENCE, self.0.next()).await.expect("a message");
            match message {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(frame))) => {
                    return Err(frame.map(|frame| (frame.code.into(), frame.reason.to_string())));
                }
                None | Some(Err(_)) => return Err(None),
                Some(Ok(_)) => {}
            }
        }
    }

    /// The next state, pings set aside.
    pub async fn change(&mut self) -> (u64, Topic, Change) {
        loop {
            match self.next().await.expect("open") {
                ServerMessage::Change {
                    number,
                    topic,
                    change,
                } => return (number, topic, change),
                ServerMessage::Ping { .. } => {}
                other => panic!("{other:?} is not a change"),
            }
        }
    }

    /// Whether nothing comes for a while.
    pub async fn hears_nothing(&mut self) -> bool {
        timeout(Duration::from_millis(150), self.next())
            .await
            .is_err()
    }

    async fn answer(&mut self) -> Answer {
        let mut states = Vec::new();
        loop {
            match self.next().await.expect("open") {
                ServerMessage::Change {
                    number,
                    topic,
                    change,
                } => states.push((number, topic, change)),
                ServerMessage::Welcome { run, number, .. } => {
                    return Answer {
                        states,
                        run,
                        number,
                    };
                }
                ServerMessage::Ping { .. } => {}
                ServerMessage::Refused { reason, detail } => panic!("{reason:?}: {detail}"),
            }
        }
    }
}
