//! The process: its arguments in, its exit code out.

/// Most of what a call costs in memory is small and short-lived, and this one is quick with it: loaded in place of the
/// system's, it took a fifth off the CPU of `CreateConnector`. Without huge pages, which would cost memory at rest.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    wavetank::cli::run()
}
