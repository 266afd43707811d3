use std::time::Duration;

/// How sockets are let in, watched and let go.
#[derive(Debug, Clone)]
pub struct LiveOptions {
    /// Sockets in all.
    pub sockets: u32,
    /// Sockets of one address; of one /64 network in IPv6. A town hall often
    /// stands behind a single address.
    pub sockets_per_address: u32,
    /// Whether this machine itself is held to `sockets_per_address`.
    pub limit_loopback: bool,
    /// Sites other than this one whose pages may open a socket, as
    /// `https://host[:port]`.
    pub origins: Vec<String>,
    /// Between two pings. A socket not heard of for three of them is closed.
    pub ping_every: Duration,
    /// How long a socket may take to say `Hello`.
    pub hello_within: Duration,
    /// How long a socket may take to accept what is sent.
    pub send_within: Duration,
}

impl Default for LiveOptions {
    fn default() -> Self {
        Self {
            sockets: 20_000,
            sockets_per_address: 256,
            limit_loopback: false,
            origins: Vec::new(),
            ping_every: Duration::from_secs(20),
            hello_within: Duration::from_secs(10),
            send_within: Duration::from_secs(10),
        }
    }
}
