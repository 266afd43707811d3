//! The program `belvedere`.

#[tokio::main]
async fn main() -> std::process::ExitCode {
    server::command::run().await
}
