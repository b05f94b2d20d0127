//! The process: its arguments in, its exit code out.

fn main() -> std::process::ExitCode {
    wavetank::cli::run()
}
