//! The process: its arguments in, its exit code out.

/// Most of what a call costs in memory is small and short-lived, and this one is quickest with it: by a fifth of the
/// CPU of `CreateConnector`, beside the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    wavetank::cli::run()
}
