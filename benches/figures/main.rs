//! `cargo bench`: the figures of the README, as one table.
//!
//! What depends on the machine is measured beside a bare hyper server in the same run and told as a
//! ratio; the real binary is measured, not a part of it. An argument picks rows by their name.
#![expect(clippy::disallowed_methods, reason = "a benchmark looks at clocks and files")]
#![expect(clippy::unwrap_used, reason = "a benchmark may stop where it stands")]
#![expect(clippy::print_stdout, reason = "the table is what it is for")]
#![expect(clippy::cast_precision_loss, reason = "figures are told with three digits")]

mod bare;
mod calls;
mod cores;
mod files;
mod grpc;
mod in_process;
mod load;
mod process;
mod wire;

use std::time::Duration;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if arguments.first().is_some_and(|it| it == bare::COMMAND) {
        return bare::serve();
    }
    let wanted = |name: &str| arguments.is_empty() || arguments.iter().any(|it| name.contains(it));
    println!("| What | Figure | Bound |");
    println!("| --- | --- | --- |");
    for (name, run) in [
        ("world", in_process::run as fn()),
        ("files", files::run),
        ("wire", wire::run),
        ("grpc", grpc::run),
        ("process", process::run),
    ] {
        if wanted(name) {
            run();
        }
    }
}

/// One row of the table.
fn row(what: &str, figure: &str, bound: &str) {
    println!("| {what} | {figure} | {bound} |");
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// Microseconds a call in the median of several rounds of so many calls.
fn median_micros(rounds: Vec<Duration>, calls: usize) -> f64 {
    median(rounds.iter().map(Duration::as_secs_f64).collect()) * 1e6 / calls as f64
}
