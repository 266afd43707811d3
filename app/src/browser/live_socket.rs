//! The page's link to `/live`.

mod backoff;
mod connection;
mod wake;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use futures::channel::mpsc::UnboundedSender;
use futures::future::AbortHandle;
use leptos::prelude::{GetUntracked, Set, TimeoutHandle, set_timeout_with_handle};
use model::live::{Change, ClientMessage, MAX_TOPICS, PROTOCOL, Refusal, ServerMessage, Topic};

use crate::state::{Link, LiveState};
use backoff::delay_s;

/// The server pings well before this: longer silence means a dead line.
const SILENCE: Duration = Duration::from_secs(60);

thread_local! {
    static SOCKET: RefCell<Option<Rc<LiveSocket>>> = const { RefCell::new(None) };
}

/// One socket for the whole visit. Each connection has a generation: what a
/// retired one still says is not heard.
struct LiveSocket {
    live: LiveState,
    topics: RefCell<Vec<Topic>>,
    generation: Cell<u32>,
    tries: Cell<u32>,
    /// `Hello` and `Follow` that no `Welcome` answered yet.
    unanswered: Cell<u32>,
    /// States that came before the `Welcome` that names their run.
    held: RefCell<Vec<(u64, Change)>>,
    /// `None` between two connections.
    sender: RefCell<Option<UnboundedSender<ClientMessage>>>,
    task: RefCell<Option<AbortHandle>>,
    retry: Cell<Option<TimeoutHandle>>,
    watch: Cell<Option<TimeoutHandle>>,
}

/// Follows these topics from now on instead of what was followed before.
pub fn follow(live: LiveState, mut topics: Vec<Topic>) {
    topics.truncate(MAX_TOPICS);
    if let Some(socket) = current() {
        if *socket.topics.borrow() != topics {
            socket.topics.replace(topics.clone());
            socket
                .unanswered
                .set(socket.unanswered.get().saturating_add(1));
            // Should the line drop now, the new topics must come whole.
            live.forget_cursor();
            socket.say(ClientMessage::Follow { topics });
        }
        return;
    }
    let socket = Rc::new(LiveSocket {
        live,
        topics: RefCell::new(topics),
        generation: Cell::new(0),
        tries: Cell::new(0),
        unanswered: Cell::new(0),
        held: RefCell::default(),
        sender: RefCell::new(None),
        task: RefCell::new(None),
        retry: Cell::new(None),
        watch: Cell::new(None),
    });
    SOCKET.with(|slot| slot.replace(Some(Rc::clone(&socket))));
    wake::listen(&socket);
    socket.connect();
}

/// Does not wait for the next try.
pub fn retry_now() {
    if let Some(socket) = current() {
        socket.connect();
    }
}

fn current() -> Option<Rc<LiveSocket>> {
    SOCKET.with(|slot| slot.borrow().clone())
}

impl LiveSocket {
    /// Retires the connection there is and opens another.
    fn connect(self: &Rc<Self>) {
        self.retire();
        self.unanswered.set(1);
        self.held.take();
        let hello = ClientMessage::Hello {
            protocol: PROTOCOL,
            topics: self.topics.borrow().clone(),
            since: self.live.cursor(),
        };
        connection::open(self, self.generation.get(), hello);
        self.watch_silence();
    }

    fn retire(&self) {
        self.generation.set(self.generation.get().wrapping_add(1));
        self.sender.replace(None);
        if let Some(task) = self.task.take() {
            task.abort();
        }
        for timer in [self.retry.take(), self.watch.take()].into_iter().flatten() {
            timer.clear();
        }
    }

    /// The connection of a generation ended, or never began.
    fn lost(self: &Rc<Self>, generation: u32) {
        if generation != self.generation.get() || self.live.link().get_untracked() == Link::Outdated
        {
            return;
        }
        self.retire();
        let tries = self.tries.get();
        self.tries.set(tries.saturating_add(1));
        self.count_down(delay_s(tries, js_sys::Math::random()));
    }

    fn count_down(self: &Rc<Self>, seconds: u32) {
        self.live.link().set(Link::Lost {
            retry_in_s: seconds,
        });
        let socket = Rc::clone(self);
        let tick = move || match seconds {
            0 | 1 => socket.connect(),
            more => socket.count_down(more - 1),
        };
        self.retry
            .set(set_timeout_with_handle(tick, Duration::from_secs(1)).ok());
    }

    fn watch_silence(self: &Rc<Self>) {
        if let Some(timer) = self.watch.take() {
            timer.clear();
        }
        let (socket, generation) = (Rc::clone(self), self.generation.get());
        let dead = move || socket.lost(generation);
        self.watch.set(set_timeout_with_handle(dead, SILENCE).ok());
    }

    fn say(&self, message: ClientMessage) {
        if let Some(sender) = self.sender.borrow().as_ref() {
            // A closed channel belongs to a connection that is being replaced.
            let _ = sender.unbounded_send(message);
        }
    }

    /// A message of a generation.
    fn hear(self: &Rc<Self>, generation: u32, text: &str) {
        if generation != self.generation.get() {
            return;
        }
        self.watch_silence();
        // A message of a later version of the protocol is none of ours.
        let Ok(message) = serde_json::from_str::<ServerMessage>(text) else {
            return;
        };
        match message {
            ServerMessage::Welcome { run, number, now } => {
                self.live.hear_clock(now);
                self.tries.set(0);
                self.unanswered.set(self.unanswered.get().saturating_sub(1));
                self.live.welcome(run, number, self.unanswered.get() == 0);
                for (number, change) in self.held.take() {
                    self.take(number, change);
                }
            }
            ServerMessage::Change { number, change, .. } if self.unanswered.get() > 0 => {
                self.held.borrow_mut().push((number, change));
            }
            ServerMessage::Change { number, change, .. } => {
                self.take(number, change);
                self.live.advance(number);
            }
            ServerMessage::Ping { now } => {
                self.live.hear_clock(now);
                self.say(ClientMessage::Pong);
            }
            ServerMessage::Refused {
                reason: Refusal::Protocol,
                ..
            } => {
                self.retire();
                self.live.link().set(Link::Outdated);
            }
            // The server closes the line after the others; the retry follows.
            ServerMessage::Refused { .. } => {}
        }
    }

    fn take(&self, number: u64, change: Change) {
        match change {
            Change::Place(standing) => self.live.push(number, *standing),
            Change::Hall(hall) => self.live.hear_hall(*hall),
            Change::Freshness { latest_at } => self.live.refresh(latest_at),
        }
    }
}
