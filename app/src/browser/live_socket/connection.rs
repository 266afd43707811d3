use std::rc::Rc;

use futures::channel::mpsc::{UnboundedReceiver, unbounded};
use futures::future::abortable;
use futures::{SinkExt, StreamExt};
use gloo_net::websocket::Message;
use gloo_net::websocket::futures::WebSocket;
use leptos::prelude::window;
use model::live::ClientMessage;
use wasm_bindgen_futures::spawn_local;

use super::LiveSocket;

/// Opens the connection of a generation and tells the socket what it hears,
/// until it ends or its task is aborted.
pub fn open(socket: &Rc<LiveSocket>, generation: u32, hello: ClientMessage) {
    let (sender, outbox) = unbounded();
    // The receiver is right here: sending cannot fail.
    let _ = sender.unbounded_send(hello);
    socket.sender.replace(Some(sender));
    let of_task = Rc::clone(socket);
    let (task, handle) = abortable(async move {
        speak(&of_task, generation, outbox).await;
        of_task.lost(generation);
    });
    socket.task.replace(Some(handle));
    spawn_local(async {
        // Aborted: the next generation goes on.
        let _ = task.await;
    });
}

async fn speak(
    socket: &Rc<LiveSocket>,
    generation: u32,
    mut outbox: UnboundedReceiver<ClientMessage>,
) {
    let Some(Ok(line)) = address().map(|address| WebSocket::open(&address)) else {
        return;
    };
    let (mut mouth, mut ear) = line.split();
    let talk = async move {
        while let Some(message) = outbox.next().await {
            let Ok(text) = serde_json::to_string(&message) else {
                continue;
            };
            if mouth.send(Message::Text(text)).await.is_err() {
                break;
            }
        }
    };
    let listen = async move {
        while let Some(Ok(heard)) = ear.next().await {
            if let Message::Text(text) = heard {
                socket.hear(generation, &text);
            }
        }
    };
    // Either half ending ends the connection.
    futures::future::select(Box::pin(talk), Box::pin(listen)).await;
}

fn address() -> Option<String> {
    let location = window().location();
    let (scheme, host) = (location.protocol().ok()?, location.host().ok()?);
    let scheme = if scheme == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{host}/live"))
}
