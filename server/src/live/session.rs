use std::pin::pin;
use std::time::Duration;

use axum::extract::ws::{Message, Utf8Bytes, WebSocket};
use futures::SinkExt;
use model::live::{ClientMessage, MAX_TOPICS, PROTOCOL, Refusal, ServerMessage, Topic};
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::ending::Ending;
use super::hub::Hub;
use super::options::LiveOptions;
use super::pace::Pace;
use super::seat::{Batch, Seat};

/// How long the last words may take, and the other side to close in turn.
const FAREWELL: Duration = Duration::from_secs(1);

/// One socket from its `Hello` to its end.
pub(super) struct Session<'a> {
    socket: WebSocket,
    seat: Seat,
    hub: &'a Hub,
    options: &'a LiveOptions,
    pace: Pace,
    heard_at: Instant,
}

impl<'a> Session<'a> {
    pub fn new(socket: WebSocket, seat: Seat, hub: &'a Hub, options: &'a LiveOptions) -> Self {
        let now = Instant::now();
        Self {
            socket,
            seat,
            hub,
            options,
            pace: Pace::starting(now),
            heard_at: now,
        }
    }

    /// Serves the socket until it ends, and says farewell.
    pub async fn run(mut self, stop: CancellationToken) {
        let ending = tokio::select! {
            () = stop.cancelled() => Ending::Restart,
            Err(ending) = self.converse() => ending,
        };
        if ending == Ending::Slow {
            self.hub.meters().slow.increment(1);
        }
        tracing::debug!(?ending, "live socket ends");
        if let Some((words, close)) = ending.last_words() {
            let farewell = async {
                if let Some(frame) = words.as_ref().and_then(encode) {
                    self.socket.feed(Message::Text(frame)).await?;
                }
                self.socket.send(Message::Close(Some(close))).await?;
                // Until the other side closes: an end with unread bytes would
                // reset the connection before the last words are read.
                while let Some(Ok(_)) = self.socket.recv().await {}
                Ok::<_, axum::Error>(())
            };
            // Whether they were heard changes nothing.
            let _ = timeout(FAREWELL, farewell).await;
        }
    }

    /// Never ends well.
    async fn converse(&mut self) -> Result<std::convert::Infallible, Ending> {
        timeout(self.options.hello_within, self.greet())
            .await
            .map_err(|_| Ending::Silent)??;
        // Spread over time: after a restart all sockets come back at once.
        let spread = u32::try_from(self.seat.number() % 64).unwrap_or(0) + 1;
        let mut ping = pin!(sleep(self.options.ping_every * spread / 64));
        loop {
            tokio::select! {
                biased;
                message = self.socket.recv() => {
                    match self.hear(message)? {
                        None | Some(ClientMessage::Pong) => {}
                        Some(ClientMessage::Follow { topics }) => self.follow(topics, 0).await?,
                        Some(ClientMessage::Hello { .. }) => {
                            return Err(malformed("a second hello on the same socket"));
                        }
                    }
                }
                () = self.seat.changed() => {
                    let batch = self.seat.take();
                    self.send_all(batch.frames, None).await?;
                }
                () = &mut ping => {
                    if self.heard_at.elapsed() > self.options.ping_every * 3 {
                        return Err(Ending::Silent);
                    }
                    let now = self.hub.now();
                    self.send_all(Vec::new(), Some(&ServerMessage::Ping { now })).await?;
                    ping.as_mut().reset(Instant::now() + self.options.ping_every);
                }
            }
        }
    }

    async fn greet(&mut self) -> Result<(), Ending> {
        let message = loop {
            let message = self.socket.recv().await;
            if let Some(message) = self.hear(message)? {
                break message;
            }
        };
        let ClientMessage::Hello {
            protocol,
            topics,
            since,
        } = message
        else {
            return Err(malformed("the first message is `hello`"));
        };
        if protocol != PROTOCOL {
            let detail = format!("protocol {protocol} is not {PROTOCOL}: load the page again");
            return Err(Ending::Refused(Refusal::Protocol, detail));
        }
        // A number of another run, or one not given yet, means nothing here.
        let (run, latest) = self.hub.start();
        let held = since.filter(|(since_run, number)| *since_run == run && *number <= latest);
        if held.is_some() {
            self.hub.meters().resumed.increment(1);
        }
        self.follow(topics, held.map_or(0, |(_, number)| number))
            .await
    }

    async fn follow(&mut self, topics: Vec<Topic>, held: u64) -> Result<(), Ending> {
        if topics.len() > MAX_TOPICS {
            let detail = format!("{} topics, at most {MAX_TOPICS}", topics.len());
            return Err(Ending::Refused(Refusal::TooManyTopics, detail));
        }
        let Batch { frames, number } = self.seat.follow(topics, held);
        let welcome = ServerMessage::Welcome {
            run: self.hub.run().to_owned(),
            number,
            now: self.hub.now(),
        };
        self.send_all(frames, Some(&welcome)).await
    }

    /// What the client said; `None` for what only shows that it is there.
    fn hear(
        &mut self,
        message: Option<Result<Message, axum::Error>>,
    ) -> Result<Option<ClientMessage>, Ending> {
        let now = Instant::now();
        let text = match message {
            None | Some(Err(_) | Ok(Message::Close(_))) => return Err(Ending::Gone),
            Some(Ok(Message::Text(text))) => Some(text),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => None,
            Some(Ok(Message::Binary(_))) => return Err(malformed("messages are text")),
        };
        self.heard_at = now;
        if !self.pace.allows(now) {
            let detail = "too many messages: at most five a second".to_owned();
            return Err(Ending::Refused(Refusal::TooFast, detail));
        }
        text.map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(|error| malformed(&error.to_string()))
    }

    /// Sends states and a message in as few writes as they fit in.
    async fn send_all(
        &mut self,
        frames: Vec<Utf8Bytes>,
        message: Option<&ServerMessage>,
    ) -> Result<(), Ending> {
        let states = frames.len();
        let last = message.and_then(encode);
        if states == 0 && last.is_none() {
            return Ok(());
        }
        let sending = async {
            for frame in frames.into_iter().chain(last) {
                self.socket.feed(Message::Text(frame)).await?;
            }
            self.socket.flush().await
        };
        timeout(self.options.send_within, sending)
            .await
            .map_err(|_| Ending::Slow)?
            .map_err(|_| Ending::Gone)?;
        self.hub.meters().sent(states);
        Ok(())
    }
}

fn malformed(detail: &str) -> Ending {
    Ending::Refused(Refusal::Malformed, detail.to_owned())
}

fn encode(message: &ServerMessage) -> Option<Utf8Bytes> {
    serde_json::to_string(message)
        .inspect_err(|error| tracing::error!(%error, "a message cannot be written as JSON"))
        .ok()
        .map(Utf8Bytes::from)
}
