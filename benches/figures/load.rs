//! Requests from many connections, as cheaply as can be: the server is to be the one that works.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Makes the bytes of the nth request.
pub(crate) type Make<'a> = dyn Fn(usize) -> Vec<u8> + 'a;

/// Sends `count` requests over `connections` keep-alive connections, each waiting for its answer; how
/// long that took.
pub(crate) fn drive(address: &str, connections: usize, count: usize, make: &Make<'_>) -> Duration {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let next = std::cell::Cell::new(0);
        let start = Instant::now();
        let each = (0..connections).map(|_| async {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.set_nodelay(true).unwrap();
            while next.get() < count {
                let index = next.replace(next.get() + 1);
                exchange(&mut stream, &make(index)).await;
            }
        });
        join(each.collect()).await;
        start.elapsed()
    })
}

/// One exchange over a connection of its own; the body of the answer.
pub(crate) fn ask(address: &str, request: &[u8]) -> Vec<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut stream = TcpStream::connect(address).await.unwrap();
        exchange(&mut stream, request).await
    })
}

async fn exchange(stream: &mut TcpStream, request: &[u8]) -> Vec<u8> {
    stream.write_all(request).await.unwrap();
    let mut buffer = Vec::with_capacity(4096);
    loop {
        assert!(
            stream.read_buf(&mut buffer).await.unwrap() > 0,
            "the server closed the connection"
        );
        let Some(head) = buffer.windows(4).position(|it| it == b"\r\n\r\n") else { continue };
        let text = std::str::from_utf8(&buffer[..head]).unwrap().to_ascii_lowercase();
        assert!(
            text.starts_with("http/1.1 20"),
            "{text}\n{}",
            String::from_utf8_lossy(&buffer[head..])
        );
        let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
        let end = head + 4 + length.map_or(0, |it| it.trim().parse().unwrap());
        if buffer.len() >= end {
            return buffer.split_off(head + 4);
        }
    }
}

async fn join(futures: Vec<impl Future<Output = ()>>) {
    let mut futures: Vec<_> = futures.into_iter().map(Box::pin).collect();
    std::future::poll_fn(|context| {
        futures.retain_mut(|future| future.as_mut().poll(context).is_pending());
        if futures.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
}
